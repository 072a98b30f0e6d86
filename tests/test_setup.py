"""What a fresh machine does with the project: installs from hashes, finds a Python and a browser, runs its targets."""

import importlib.metadata
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")
PAGES = [
    *ROOT.glob("*.md"),
    *(page for top in ("docs", "deploy", "data", "benchmarks") for page in (ROOT / top).rglob("*.md")),
]
SATISFIED = """
import sys
from importlib.metadata import version
from packaging.requirements import Requirement
for text in sys.argv[1:]:
    requirement = Requirement(text)
    if not requirement.specifier.contains(version(requirement.name), prereleases=True):
        print(text, version(requirement.name))
"""


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)  # type: ignore[call-overload, no-any-return]


def pinned(lock: str) -> dict[str, list[str]]:
    """Return the versions a lock names for each package."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def program(folder: Path, name: str, body: str) -> Path:
    """Write a little program of that name."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def targets() -> dict[str, str]:
    """Return the targets a person may name, and what `make help` says of each."""
    return dict(re.findall(r"^([a-z]+):.*## (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


# From hashes, on an empty machine


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_pinned_and_carries_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())

    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_tests_and_benchmarks_run_on_the_versions_that_people_get(lock: str) -> None:
    served, run_on = pinned(LOCKS[0]), pinned(lock)

    assert {name: run_on.get(name) for name in served} == served


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (LOCKS[0], PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        (LOCKS[1], PROJECT["project"]["optional-dependencies"]["test"]),
        (LOCKS[2], PROJECT["project"]["optional-dependencies"]["bench"]),
    ],
    ids=LOCKS,
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    versions = pinned(lock)
    parsed = [Requirement(text) for text in wanted]

    assert [
        str(r) for r in parsed if not any(v in r.specifier for v in versions.get(canonicalize_name(r.name), []))
    ] == []


def link_distributions(names: set[str], folder: Path) -> None:
    """Link what is installed here under these names into the environment of that folder, but for programs."""
    here = Path(sys.prefix)
    for distribution in importlib.metadata.distributions():
        files = distribution.files if canonicalize_name(distribution.name) in names else None
        paths = (Path(os.path.normpath(str(file.locate()))) for file in files or ())
        for path in (path for path in paths if path.is_relative_to(here) and path.exists()):
            link = folder / path.relative_to(here)
            if link.parent != folder / "bin":
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(path)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    An empty environment with the pip part of environment.yml in it, and then what Binder adds.

    What `make` installed here from hashes is not fetched again: the fresh environment holds links to what the locks of
    that part pin and to nothing else, and pip, with no index to ask, refuses a package that is not as pinned.
    """
    folder = tmp_path_factory.mktemp("fresh")
    parts = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    listed = next(part["pip"] for part in parts if isinstance(part, dict))
    requirements = folder / "requirements.txt"
    requirements.write_text("\n".join(listed).replace("-r ", f"-r {ROOT}/"))
    python = folder / "env" / "bin" / "python"
    offline = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}

    made = run(sys.executable, "-m", "venv", "--without-pip", folder / "env")
    program(python.parent, "pip", f'exec "{python}" -m pip "$@"')
    locks = [line.removeprefix("-r ") for line in listed if line.startswith("-r ")]
    link_distributions({"pip"}.union(*map(pinned, locks)), folder / "env")
    steps = [
        made,
        run(python, "-m", "pip", "install", "--quiet", "--requirement", requirements, env=offline),
        run("sh", ROOT / "postBuild", cwd=ROOT, env={**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}),
    ]

    assert [step.stderr for step in steps if step.returncode] == []
    return python


@pytest.mark.slow
def test_the_conda_file_installs_all_that_the_project_asks_for(fresh: Path) -> None:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"]
    missing = run(fresh, "-c", SATISFIED, *wanted)

    assert (missing.returncode, missing.stdout, missing.stderr) == (0, "", "")
    assert run(fresh, "-m", "pip", "check").returncode == 0


@pytest.mark.slow
def test_the_command_works_where_it_was_just_installed(fresh: Path, tmp_path: Path) -> None:
    result = run(fresh.parent / "strategy-kit", "--version", cwd=tmp_path)

    assert (result.returncode, result.stdout.strip()) == (0, PROJECT["project"]["version"])


def test_the_conda_file_takes_python_and_pip_from_conda_forge_only() -> None:
    described = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    names = [part.split("=")[0] for part in described["dependencies"] if isinstance(part, str)]

    assert (described["name"], described["channels"], names) == ("strategy_kit", ["conda-forge"], ["python", "pip"])


# Finding a Python


OLD = f"exec {sys.executable} -c 'import sys; sys.version_info = (3, 9); exec(sys.argv[1])' \"$2\""
WITHOUT_VENV = 'case "$2" in *venv*) exit 1;; *) echo "3.12";; esac'


def test_a_python_that_is_too_old_is_named_and_refused(tmp_path: Path) -> None:
    old = program(tmp_path, "python3", OLD)

    result = run("sh", ROOT / ".ci" / "venv", tmp_path / "env", old, "no-such-python")

    assert result.returncode == 1
    assert "This needs Python 3.11 or newer; found: 3.9." in result.stderr
    assert "Il faut Python 3.11 ou plus récent" in result.stderr


def test_a_python_without_venv_is_refused_with_the_remedy(tmp_path: Path) -> None:
    half = program(tmp_path, "python3", WITHOUT_VENV)

    result = run("sh", ROOT / ".ci" / "venv", tmp_path / "env", half)

    assert result.returncode == 1
    assert "apt install python3.12-venv" in result.stderr and not (tmp_path / "env").exists()


def test_the_first_python_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    new = program(
        tmp_path, "python3.12", 'case "$1 $2" in -m*) echo "made $3";; *import?venv*) ;; *) echo "3.12";; esac'
    )

    result = run("sh", ROOT / ".ci" / "venv", "env", program(tmp_path, "python3", OLD), new)

    assert (result.returncode, result.stdout) == (0, "made env\n")


# Finding a browser


def run_with_programs(script: str, folder: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a machine that has these programs only."""
    for name, body in programs.items():
        program(folder, name.replace("_", "-"), body)
    shell = shutil.which("sh")
    assert shell
    return run(shell, ROOT / ".ci" / script, env={"PATH": str(folder)}, cwd=folder)


def browser(folder: Path, **programs: str) -> tuple[int, str]:
    """Look for a browser on a machine that has these programs only; say what was run."""
    found = run_with_programs("browser", folder, **programs)
    return found.returncode, found.stdout


def test_a_browser_that_is_there_is_enough(tmp_path: Path) -> None:
    assert browser(tmp_path, chromium="exit 0", apt_get="echo apt $*", python="echo python $*") == (0, "")


def test_debians_browser_is_installed_where_that_is_allowed(tmp_path: Path) -> None:
    code, ran = browser(tmp_path, id="echo 0", true="", apt_get="echo apt $*", python="echo python $*")

    assert code == 0
    assert ran.splitlines()[0] == "apt update -qq" and ran.splitlines()[-1].endswith("chromium")
    assert "python" not in ran


@pytest.mark.parametrize(
    "machine",
    [{}, {"id": "echo 1000", "apt_get": "exit 9", "sudo": "exit 1"}, {"id": "echo 0", "apt_get": "exit 9", "true": ""}],
    ids=["not Debian", "not allowed", "no package"],
)
def test_playwrights_browser_is_the_last_resort(tmp_path: Path, machine: Mapping[str, str]) -> None:
    code, ran = browser(tmp_path, python="echo python $*", **machine)

    assert (code, ran) == (0, "python -m playwright install chromium\n")


# Finding what reads our files


def test_readers_of_files_are_installed_from_debian_where_that_is_allowed(tmp_path: Path) -> None:
    debian = {"id": "echo 0", "true": "", "apt_get": "echo apt $*"}

    ran = run_with_programs("readers", tmp_path, python="exit 1", **debian)

    assert ran.returncode == 0
    installed = [line.rpartition(" ")[2] for line in ran.stdout.splitlines() if line.startswith("apt install")]
    assert installed == ["libical3", "libreoffice-calc-nogui"]


def test_nothing_is_installed_from_debian_where_the_readers_are_there(tmp_path: Path) -> None:
    ran = run_with_programs("readers", tmp_path, python="exit 0", soffice="", apt_get="echo apt $*")

    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize(
    ("there", "name"),
    [
        ({"python": "exit 1"}, "libical3"),
        ({"python": "exit 0"}, "libreoffice-calc-nogui"),
    ],
    ids=["calendars", "spreadsheets"],
)
def test_a_machine_that_may_not_install_the_readers_is_shown_which(
    tmp_path: Path, there: dict[str, str], name: str
) -> None:
    ran = run_with_programs("readers", tmp_path, **there)

    assert ran.returncode == 1
    assert name in ran.stderr


# Finding what checks our scripts


NPM = {"cmp": "exit 1", "cp": "echo cp $*", "npm": "echo npm $1 $2"}


def test_what_checks_the_scripts_is_installed_by_the_lock_and_without_running_scripts_of_others(tmp_path: Path) -> None:
    ran = run_with_programs("node", tmp_path, apt_get="echo apt $*", **NPM)

    locked = "cp package-lock.json node_modules/.locked"
    assert (ran.returncode, ran.stdout.splitlines()) == (0, ["npm ci --ignore-scripts", locked])


@pytest.mark.parametrize(("same", "parsed"), [("exit 0", False), ("exit 1", True)], ids=["same", "other"])
def test_what_checks_the_scripts_is_installed_anew_only_where_the_lock_differs(
    tmp_path: Path, same: str, parsed: bool
) -> None:
    (tmp_path / "node_modules").mkdir()
    ran = run_with_programs("node", tmp_path, **{**NPM, "cmp": same})

    assert (ran.returncode, "npm ci" in ran.stdout) == (0, parsed)


def test_node_is_debians_where_that_is_allowed_and_named_where_it_is_not(tmp_path: Path) -> None:
    refused = run_with_programs("node", tmp_path)
    debian = {"id": "echo 0", "true": "", "apt_get": "echo apt $*"}
    allowed = run_with_programs("node", tmp_path, **debian, cmp="exit 1", cp="")

    assert (refused.returncode, "Node.js" in refused.stderr) == (1, True)
    assert "apt install -qq -y --no-install-recommends npm" in allowed.stdout


def test_the_lock_of_npm_holds_a_hash_for_each_package_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {name: about for name, about in packages.items() if name}

    assert locked
    assert [name for name, about in locked.items() if not about.get("integrity") or "resolved" in about] == []


# The targets


def test_help_lists_every_target() -> None:
    result = run("make", "--no-print-directory", "help", cwd=ROOT).stdout

    assert re.findall(r"^make (\w+)", result, re.MULTILINE) == list(targets())
    wanted = {"help", "serve", "lab", "test", "lint", "types", "format", "words", "notebooks", "lock", "check", "clean"}
    assert wanted <= set(targets())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_page_names_only_targets_that_exist(page: str) -> None:
    named = re.findall(r"(?:`|^|\s)make ([a-z]+)(?=`|$|\s+#)", (ROOT / page).read_text("utf-8"), re.MULTILINE)

    assert named
    assert set(named) - set(targets()) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_or_links_to_is_there(page: Path) -> None:
    named = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [name for name in named if not (page.parent / name).exists()] == []


def test_serve_listens_where_port_says() -> None:
    planned = run("make", "--dry-run", "PORT=8900", "NOTEBOOK=a.ipynb", "WORKBOOK_LANG=fr", "serve", cwd=ROOT).stdout

    assert "serve --port 8900 --lang fr --notebook a.ipynb" in planned


def test_the_verdict_is_the_one_anybody_can_ask_for() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "exec make test" in script.read_text("utf-8")

"""The frame of the command line: which command, which language, and what is said when neither is clear."""

import re
from pathlib import Path

import pytest

from strategy_kit import cli
from strategy_kit.commands import lab, port_number
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE, LANGUAGES
from strategy_kit.paths import first_page
from strategy_kit.server.options import existing_notebook


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=["nothing", "--help", "-h"])
def test_without_a_command_all_are_listed_with_what_they_do(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(arguments)

    listed = re.findall(r"^  (\w+) +(\w.+\.)$", capsys.readouterr().out, re.MULTILINE)
    assert (code, [name for name, _ in listed]) == (0, list(cli.COMMANDS))


@pytest.mark.parametrize("name", cli.COMMANDS)
@pytest.mark.parametrize("lang", COMPLETE)
def test_help_is_wholly_in_the_language_asked_for(name: str, lang: str) -> None:
    words = Words(lang)
    parser = cli.Parser(name, words)
    texts = [parser.description, *(action.help for action in parser._actions)]

    written = re.sub(r"\s+", " ", parser.format_help())

    assert all(text for text in texts)
    assert [text for text in texts if re.sub(r"\s+", " ", words(text or "")) not in written] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["serv"],
            ("serv: this command does not exist. Use one of these: check, export, lab, plan, review, serve, store."),
        ),
        (["serve", "--port", "x"], "--port: found x. Use a whole number from 1 to 65535."),
        (["serve", "--port", "0"], "--port: found 0. Use a whole number from 1 to 65535."),
        (
            ["serve", "--port"],
            ("--port: missing, or not valid for this command. Run strategy-kit serve --help to see what it accepts."),
        ),
        (
            ["serve", "--prot=1"],
            "--prot=1: unknown argument. Run strategy-kit serve --help to see the list.",
        ),
        (
            ["serve", "--notebook", "none.ipynb"],
            "--notebook: there is no notebook at none.ipynb. Enter the path of an .ipynb file.",
        ),
        (["lab", "--lang", "eo"], "lang: found eo. The workbook is available in: " + ", ".join(LANGUAGES) + "."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    code = cli.main(arguments)

    output = capsys.readouterr()
    assert (code, output.out, output.err) == (2, "", sentence + "\n")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["serve", "--lang", "fr"], {"LANG": "en_GB.UTF-8"}, "fr"),
        (["serve", "--lang=fr"], {}, "fr"),
        (["serve", "--lang", "eo"], {"LANG": "fr_FR"}, "fr"),
        (["serve"], {"LANG": "fr_CA.UTF-8"}, "fr"),
        (["serve"], {"LC_ALL": "en_US", "LANG": "fr_FR"}, "en"),
        (["serve"], {"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        (["serve"], {"LANG": "eo"}, "en"),
        (["serve", "--language", "fr"], {}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_systems(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert cli.language(arguments, environment) == language


def test_ctrl_c_before_a_command_is_done_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "dispatch", interrupted)

    assert cli.main(["serve"]) == 130


@pytest.mark.parametrize("text", ["", "-1", "65536", "8866.0", "٨", "9" * 5000])
def test_port_number_takes_a_whole_number_in_range_only(text: str) -> None:
    with pytest.raises(InputError, match="Use a whole number from 1 to 65535"):
        port_number(text)


def test_existing_notebook_takes_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()

    with pytest.raises(InputError, match="no notebook"):
        existing_notebook(str(tmp_path / "notes.txt"))


def test_lab_opens_the_first_page_of_the_language_beside_the_data() -> None:
    server_options = dict(
        option.lstrip("-").partition("=")[::2] for option in lab.options(first_page("fr"), 8888, browser=True)
    )

    address = server_options["LabApp.default_url"].removeprefix("/lab/tree/")
    assert address == "notebooks/fr/00-start.ipynb"
    assert (Path(server_options["ServerApp.root_dir"]) / address).is_file()
    assert (Path(server_options["ServerApp.root_dir"]) / "data").is_dir()
    assert "no-browser" not in server_options

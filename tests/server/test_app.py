"""The server as the world sees it: over HTTP and the websocket, with a real Voilà and real kernels."""

import gzip
import html
import json
import re
import subprocess
import sys
import zlib
from importlib.metadata import version
from pathlib import Path
from socket import SHUT_RDWR

import psutil
import pytest
import traitlets
from jupyter_client.ioloop import AsyncIOLoopKernelManager as KernelManager
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from nbformat.sign import NotebookNotary
from serving import PATIENCE, Served, Site, Visit, tuned
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.execute import VoilaExecutor
from wire import message, text

from strategy_kit.server.assets import Asset
from strategy_kit.server.kernels import Kernels
from strategy_kit.server.options import Options
from strategy_kit.server.settings import EXTENSIONS, configuration

pytestmark = pytest.mark.slow

SHOW_ENVIRONMENT = "import os, json\nprint('ENV', json.dumps(dict(os.environ)), 'END')"
FAILING = ["print('before')", "secret_name = 'sesame'\nraise RuntimeError(secret_name)", "print('after')"]
ROUTES = [
    "/voila/files/page.ipynb",
    "/voila/files/server.log",
    "/voila/tree",
    "/voila/render/page.ipynb",
    "/voila/query/00000000-0000-0000-0000-000000000000",
    "/voila/execution/00000000-0000-0000-0000-000000000000",
    "/voila/api/contents",
    "/voila/api/themes/@jupyterlab/theme-light-extension/index.css",
    "/voila/static/voila.js",
    "/voila/templates/lab/static/index.css",
    "/voila/labextensions/jupyterlab-plotly/package.json",
    "/api",
    "/api/kernels",
    "/api/kernels/00000000-0000-0000-0000-000000000000",
    "/api/contents",
    "/api/contents/page.ipynb",
    "/api/sessions",
    "/api/terminals",
    "/api/kernelspecs",
    "/api/status",
    "/files/page.ipynb",
    "/nbconvert/html/page.ipynb",
    "/metrics",
    "/login",
    "/logout",
    "/tree",
    "/lab",
    "/page.ipynb",
    "/favicon.ico",
    "/calendar.ics",
    "/calendar.ics/",
    "/calendar",
    "/calendar/",
    "/calendar?plan=../etc",
    "/Calendar.ics?plan=page",
    "/static/../calendar.ics?plan=page",
    "/static/strategy_kit/0000000000000000/page.css",
    "/static/strategy_kit/../../page.ipynb",
    "/static/base/images/logo.png",
    "//example.org/",
]
FILE_SPELLINGS = [
    "page.ipynb",
    "PAGE.IPYNB",
    "./page.ipynb",
    "../page.ipynb",
    "%2e%2e/page.ipynb",
    "..%2fpage.ipynb",
    "..%5cpage.ipynb",
    "%252e%252e%252fpage.ipynb",
    "/page.ipynb",
    "page.ipynb.png",
    "page.ipynb%00.png",
    "page%2eipynb",
    "x/../page.ipynb",
    "....//page.ipynb",
    "page.ipynb?download=1",
    "page.ipynb%20",
]
HOSTILE_QUERIES = [
    "x=" + "y" * 60_000,
    "lang=%00fr&plan=%00",
    "lang=%ff%fe&token=%ff",
    "lang=fr&lang=en&lang=fr&template=../x&theme=%3Cb%3E",
]


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    cells = [
        "# # Hello\n\nRead this.",
        "import ipywidgets\nposts_per_week = ipywidgets.IntSlider()\nposts_per_week",
        SHOW_ENVIRONMENT,
    ]
    return served(cells, env={"CANARY": "canary", "STRATEGY_KIT_TODAY": "2027-01-04"})


def page_config(page: str) -> dict[str, object]:
    found = re.search(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', page)
    assert found
    return dict(json.loads(found[1]))


def environment(page: str) -> dict[str, str]:
    found = re.search(r"ENV (\{.*?\}) END", html.unescape(page), re.DOTALL)
    assert found, page
    return dict(json.loads(found[1]))


# What a visitor gets


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [("?lang=fr", "en", "fr"), ("?lang=en", "fr", "en"), ("", "fr-CA,en;q=0.5", "fr"), ("?lang=de", "", "en")],
    ids=["asked", "asked against the browser", "the browser's", "neither"],
)
def test_the_page_speaks_the_language_asked_for_or_the_browsers(
    site: Site, query: str, accepted: str, lang: str
) -> None:
    page = site.page(f"/{query}", {"Accept-Language": accepted})

    assert f'<html class="sk-page" lang="{lang}">' in page
    assert environment(page)["QUERY_STRING"] == f"lang={lang}"


def test_the_operators_language_holds_where_a_visitor_asks_for_none(served: Served) -> None:
    site = served(["1"], "--lang", "fr")

    assert 'lang="fr"' in site.page("/", {"Accept-Language": "en"})
    assert 'lang="en"' in site.page("/?lang=en")


@pytest.mark.parametrize("query", HOSTILE_QUERIES, ids=["long", "zero bytes", "bad UTF-8", "repeated and overriding"])
def test_a_hostile_query_gives_a_page_and_does_not_reach_the_kernel(site: Site, query: str) -> None:
    page = site.page(f"/?{query}")

    assert environment(page)["QUERY_STRING"] in ("lang=en", "lang=fr")
    assert "<b>" not in page and "yyyy" not in page


@pytest.mark.parametrize(
    ("path", "last", "query"),
    [
        ("/?lang=en&page=calendar", "5f0c2b7a", "lang=en&plan=5f0c2b7a&page=calendar"),
        ("/?lang=en&plan=11aa&page=calendar", "5f0c2b7a", "lang=en&plan=11aa&page=calendar"),
        ("/?lang=en&page=calendar", "../../etc", "lang=en&page=calendar"),
        ("/?lang=en&page=calendar", "5f&lang=fr&page=plan", "lang=en&plan=5f&page=calendar"),
        ("/?lang=en", "5f0c2b7a", "lang=en"),
        ("/", "5f0c2b7a", "lang=en"),
    ],
    ids=["remembered", "the address wins", "hostile", "only a plan", "the first screen", "bare"],
)
def test_a_page_is_of_the_plan_the_browser_remembers_and_the_first_screen_of_none(
    site: Site, path: str, last: str, query: str
) -> None:
    page = site.page(path, {"Cookie": f"{site.cookies.plan}={last}"})

    assert environment(page)["QUERY_STRING"] == query


@pytest.fixture(scope="module")
def gated(served: Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """A page whose cell is done when there is a file of this path."""
    gate = tmp_path_factory.mktemp("gate") / "open"
    waiting = f"import time, pathlib\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(.05)\n'DONE'"
    return served([waiting]), gate


def test_the_page_shows_its_frame_before_the_first_cell_is_done(gated: tuple[Site, Path]) -> None:
    site, gate = gated
    gate.unlink(missing_ok=True)

    with site.answer("/?lang=en") as answer:
        seen = b""
        while b"Opening your plan" not in seen:
            seen += answer.read1(65536)
        gate.touch()
        rest = answer.read()
    site.end_kernels()

    assert b"DONE" not in seen and b"DONE" in rest


def test_the_page_links_to_no_other_host(site: Site) -> None:
    for page in (site.page(), site.ask("/nothing-here")[2].decode()):
        assert not re.findall(r'(?:href|src|url)\s*[=(]\s*"?(?:https?:)?//[^"]*', page)


def test_the_page_holds_no_source_of_the_notebook(site: Site) -> None:
    assert "posts_per_week" not in site.page()


def test_only_the_allowed_widget_libraries_are_loaded(site: Site) -> None:
    loaded = page_config(site.page())["federated_extensions"]

    assert {extension["name"] for extension in loaded} == set(EXTENSIONS)  # type: ignore[attr-defined]


def test_a_failing_cell_gives_our_words_and_nothing_after_them(served: Served) -> None:
    page = served(FAILING).page("/?lang=en")

    assert "before" in page
    assert page.count("The page stopped here.") == 1
    assert not re.search("after|RuntimeError|sesame|Traceback|--debug", page)


def test_a_cell_without_end_gives_our_words(served: Served) -> None:
    sooner = "import strategy_kit.server.settings as settings; settings.CELL_SECONDS = 2"
    page = served(["import time; time.sleep(600)", "'after'"], before=sooner).page("/?lang=en")

    assert "The page stopped here, because one step took more than a minute." in page
    assert "after" not in page


def test_an_address_without_a_page_says_so_in_the_visitors_language(site: Site) -> None:
    status, _, body = site.ask("/nothing-here", headers={"Accept-Language": "fr"})

    assert status == 404
    assert 'lang="fr"' in body.decode() and "/?lang=fr" in body.decode()


# What a visitor does not get


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_every_other_route_is_refused_and_starts_no_kernel(site: Site, method: str) -> None:
    site.end_kernels()

    answers = {path: site.ask(path, method=method)[0] for path in ROUTES}

    assert {path: status for path, status in answers.items() if status not in (403, 404, 405)} == {}
    assert site.kernels() == []


def test_a_verb_that_no_page_knows_is_refused_without_a_fault(site: Site) -> None:
    answers = {verb: site.ask("/nothing-here", method=verb)[0] for verb in ("TRACE", "PROPFIND", "get", "BAKE")}

    assert set(answers.values()) == {405}, answers
    assert "Uncaught" not in (site.folder / "server.log").read_text()


def test_a_body_nobody_asked_for_is_refused_before_it_is_taken_in(site: Site) -> None:
    for length in ({"Content-Length": "65537"}, {"Content-Length": "99000000"}):
        assert site.ask("/nothing-here", method="POST", headers=length)[0] == 400


def test_no_spelling_opens_a_file_of_the_notebooks_folder(site: Site) -> None:
    spellings = [f"/voila/files/{name}" for name in FILE_SPELLINGS] + [f"/{name}" for name in FILE_SPELLINGS]

    assert {path for path in spellings if site.ask(path)[0] not in (400, 404)} == set()


def test_a_foreign_host_name_is_refused_before_a_kernel_starts(site: Site) -> None:
    site.end_kernels()

    status, _, _ = site.ask("/", headers={"Host": "example.org"})

    assert (status, site.kernels()) == (403, [])


def test_a_host_whose_port_is_no_number_is_no_fault(site: Site) -> None:
    status, _, _ = site.ask("/", headers={"Host": "127.0.0.1:" + "1" * 5000})

    assert status < 500
    assert "Uncaught" not in (site.folder / "server.log").read_text()


@pytest.mark.parametrize("place", ["image", "iframe", "object", "empty"])
def test_a_page_of_somebody_elses_cannot_fill_the_server_by_naming_us(site: Site, place: str) -> None:
    site.end_kernels()

    status, _, _ = site.ask("/", headers={"Sec-Fetch-Dest": place, "Sec-Fetch-Site": "cross-site"})

    assert (status, site.kernels()) == (403, [])


def test_every_answer_carries_the_headers_that_protect_it(site: Site) -> None:
    page = site.page()
    script = re.findall(r'src="([^"]+)"', page)
    paths = ["/", "/nothing-here", "/api/kernels/00000000-0000-0000-0000-000000000000", *script]

    for path in paths:
        _, headers, _ = site.ask(path)
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "object-src 'none'" in policy, path
        assert not re.search(r"script-src[^;]*unsafe", policy), path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
    site.end_kernels()


def test_a_kernel_does_not_know_the_servers_other_variables(site: Site) -> None:
    status, _, body = site.ask("/")
    known = environment(body.decode())
    started_with = site.kernels()[0].environ()
    site.end_kernels()

    assert status == 200
    assert "CANARY" not in known and "canary" not in started_with.values()
    assert known["STRATEGY_KIT_TODAY"] == "2027-01-04"


def test_a_stray_voila_file_in_the_start_folder_is_not_run(served: Served, tmp_path: Path) -> None:
    (tmp_path / "voila.py").write_text("raise SystemExit('a stray file was run')")

    site = served(["'fine'"], before=f"import os; os.chdir({str(tmp_path)!r})")

    assert "fine" in site.page()


# Scripts and style sheets


def test_our_assets_are_cacheable_without_end_and_compressed(site: Site) -> None:
    page = site.page()
    addresses = set(re.findall(r'"(/static/strategy_kit/[^"]+)"', page))
    names = {address.rsplit("/")[-1] for address in addresses}

    assert names == {"page.css", "page.js", "strategy_kit.css", "strategy_kit.js", "plotly-basic.min.js"}
    for address in addresses:
        _, plain_headers, plain = site.ask(address)
        _, packed_headers, compressed = site.ask(address, headers={"Accept-Encoding": "gzip, br"})
        assert "immutable" in plain_headers["cache-control"]
        assert packed_headers["content-encoding"] == "gzip" and "content-encoding" not in plain_headers
        assert gzip.decompress(compressed) == plain


def test_the_full_plotly_is_sent_from_an_address_with_its_version_and_nothing_else_beside_it(site: Site) -> None:
    address = re.search(r'data-plotly-full="([^"]+)"', site.page())[1]  # type: ignore[index]
    status, headers, body = site.ask(address, headers={"Accept-Encoding": "gzip"})

    assert address == f"/static/plotly-{version('plotly')}/plotly.min.js"
    assert (status, "immutable" in headers["cache-control"]) == (200, True)
    assert b"plotly.js v" in gzip.decompress(body)[:100]
    for other in ("widgetbundle.js", "datasets/iris.csv.gz", "templates/plotly.json", "../__init__.py", ""):
        assert site.ask(f"{address.removesuffix('plotly.min.js')}{other}")[0] == 404, other


def test_the_front_end_has_addresses_that_are_cacheable_without_end(site: Site) -> None:
    config = page_config(site.page())

    for path in ("voila.js", *(f"labextensions/{e['name']}/{e['load']}" for e in config["federated_extensions"])):  # type: ignore[attr-defined]
        address = f"{config['fullStaticUrl']}/{path.replace('/./', '/')}"
        status, headers, plain = site.ask(address)
        _, packed_headers, compressed = site.ask(address, headers={"Accept-Encoding": "gzip"})
        assert (status, "immutable" in headers["cache-control"]) == (200, True), path
        assert packed_headers["content-encoding"] == "gzip" and gzip.decompress(compressed) == plain, path
        assert headers["vary"] == packed_headers["vary"] == "Accept-Encoding"


def test_a_page_is_compressed_on_its_way_and_is_the_same_page(site: Site) -> None:
    status, headers, body = site.ask("/?lang=en", headers={"Accept-Encoding": "gzip"})
    site.end_kernels()

    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert len(body) < len(gzip.decompress(body)) / 2
    assert "Read this." in gzip.decompress(body).decode()


def test_a_page_leaves_in_parts_though_it_is_compressed(gated: tuple[Site, Path]) -> None:
    site, gate = gated
    gate.unlink(missing_ok=True)
    unpack = zlib.decompressobj(wbits=31)

    with site.answer("/?lang=en", headers={"Accept-Encoding": "gzip"}) as answer:
        seen = b""
        while b"Opening your plan" not in seen:
            seen += unpack.decompress(answer.read1(65536))
        gate.touch()
        rest = unpack.decompress(answer.read())
    site.end_kernels()

    assert b"DONE" not in seen and b"DONE" in rest


def test_an_address_changes_with_what_lies_there(tmp_path: Path) -> None:
    sheet = tmp_path / "page.css"
    sheet.write_text("a {}")
    before = Asset.of(sheet.name, sheet.read_bytes())
    sheet.write_text("b {}")

    assert Asset.of(sheet.name, sheet.read_bytes()).address != before.address
    assert before.address.endswith("/page.css")


# The life of a kernel


def test_the_closing_page_can_end_its_kernel_and_nobody_without_its_cookie(site: Site) -> None:
    site.end_kernels()
    with site.visit() as visit:
        stranger = Visit(site, visit.page, "")
        assert stranger.end() == 404
        assert len(site.kernels()) == 1
        assert visit.end() == 204
    psutil.wait_procs(site.kernels(), timeout=PATIENCE)
    assert site.kernels() == []


def test_ctrl_c_ends_the_server_and_its_kernels_and_prints_nothing(served: Served) -> None:
    site = served(["1"])
    site.ask("/")
    kernels = site.kernels()

    code = site.interrupt()

    _, alive = psutil.wait_procs(kernels, timeout=PATIENCE)
    assert (code, len(kernels), alive) == (0, 1, [])


def test_a_taken_port_is_refused_in_one_sentence(site: Site) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "strategy_kit.cli", "serve", f"--port={site.port}", f"--notebook={site.notebook}"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )

    assert second.returncode == 2
    assert second.stderr == f"--port: another program is already using {site.port}. Stop it, or choose another port.\n"


def test_a_start_builds_no_grammar_of_addresses(site: Site) -> None:
    program = (
        "import atexit, sys\nfrom strategy_kit.cli import main\n"
        "atexit.register(lambda: print([name in sys.modules for name in ('voila', 'jsonschema', 'lark')]))\n"
        f"sys.exit(main(['serve', '--port={site.port}']))"
    )
    stopped = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)

    assert stopped.stdout == "[True, True, False]\n", stopped.stderr


# The websocket


COUNTING = """
import ipywidgets
count, start = ipywidgets.IntText(), ipywidgets.Button()
def run(_):
    for n in range(1, 2001):
        count.value = n
start.on_click(run)
print("MODELS", count.model_id, start.model_id, "END")
"""
FEW_A_SECOND = tuned("c.ZMQChannelsWebsocketConnection.iopub_msg_rate_limit = 10")


@pytest.fixture(scope="module")
def counting(served: Served) -> Site:
    return served([COUNTING], before=FEW_A_SECOND)


def test_messages_are_compressed_and_none_of_thousands_is_lost(counting: Site) -> None:
    seen: list[int] = []

    with counting.visit() as visit, visit.socket(None) as socket:
        found = re.search(r"MODELS (\w+) (\w+) END", visit.page)
        assert found
        click = {"comm_id": found[2], "data": {"method": "custom", "content": {"event": "click"}}}
        extensions = [type(extension).__name__ for extension in socket.protocol.extensions]
        socket.send(text(message("comm_msg", click)))
        while 2000 not in seen:
            heard = json.loads(socket.recv(timeout=PATIENCE))
            if heard["msg_type"] == "comm_msg" and heard["content"]["comm_id"] == found[1]:
                seen.append(heard["content"]["data"].get("state", {}).get("value"))

    assert extensions == ["PerMessageDeflate"]
    assert [value for value in seen if value is not None] == list(range(1, 2001))


def test_a_page_that_leaves_while_its_kernel_speaks_leaves_no_word_in_the_log(counting: Site) -> None:
    site = counting
    for _ in range(3):
        with site.visit() as visit, visit.socket(None) as socket:
            found = re.search(r"MODELS (\w+) (\w+) END", visit.page)
            assert found
            socket.send(
                text(
                    message(
                        "comm_msg", {"comm_id": found[2], "data": {"method": "custom", "content": {"event": "click"}}}
                    )
                )
            )
            socket.recv(timeout=PATIENCE)
            socket.socket.shutdown(SHUT_RDWR)
            site.ask("/nothing-here")

    lines = (site.folder / "server.log").read_text().splitlines()
    assert [line for line in lines if "server.watchdog: " not in line] == []  # it speaks of a busy machine


WRITING = "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    for item in {}: display(item)\nout"
OUTPUTS = {
    "many small": WRITING.format("range(60)"),
    "two large": WRITING.format("('a' * 1_000_000, 'b' * 1_000_000)"),
}


@pytest.mark.parametrize("cell", OUTPUTS.values(), ids=OUTPUTS)
def test_writing_into_an_output_widget_does_not_hang_the_page(served: Served, cell: str) -> None:
    site = served([cell, "'the end'"])

    for _ in range(3):
        page = site.page()
        assert "the end" in page
        assert "voila_heartbeat" not in page  # sent every ten seconds that nothing comes


# Settings: a misspelt name stops nothing, so each is looked up

CLASSES: dict[str, type[traitlets.HasTraits]] = {
    "Voila": Voila,
    "VoilaConfiguration": VoilaConfiguration,
    "VoilaExecutor": VoilaExecutor,
    "Kernels": Kernels,
    "KernelManager": KernelManager,
    "MappingKernelManager": MappingKernelManager,
    "ZMQChannelsWebsocketConnection": ZMQChannelsWebsocketConnection,
    "NotebookNotary": NotebookNotary,
}


def test_every_setting_is_one_that_its_class_knows() -> None:
    settings = configuration(Options())

    assert set(settings) == set(CLASSES)
    for section, values in settings.items():
        assert set(values) <= set(CLASSES[section].class_traits(config=True)), section


def test_no_kernel_is_started_before_its_visitor_comes() -> None:
    assert configuration(Options()).VoilaConfiguration.preheat_kernel is False


def test_kernels_nobody_uses_are_ended_cells_have_a_limit_and_no_traceback_is_shown() -> None:
    settings = configuration(Options())

    assert settings.VoilaConfiguration.show_tracebacks is False
    assert settings.MappingKernelManager.cull_idle_timeout == 600
    assert settings.MappingKernelManager.cull_connected is False
    assert settings.VoilaExecutor.timeout == 60

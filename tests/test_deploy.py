"""What stands around the server says what it must; whether it works is tried by hand, as deploy/README.md tells."""

import argparse
import ast
import configparser
import re
import runpy
import shlex
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from traitlets.config import Config

from strategy_kit.cli import Parser
from strategy_kit.commands.serve import server_options
from strategy_kit.i18n import Words

DEPLOY = Path(__file__).parents[1] / "deploy"


def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / "systemd" / "workbook.service")
    return parser["Service"]


def read(command: list[str]) -> argparse.Namespace:
    return Parser("serve", Words("en")).read(command[command.index("serve") + 1 :])


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("NoNewPrivileges", "yes"),
        ("PrivateTmp", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("CapabilityBoundingSet", ""),
        ("UMask", "0077"),
        ("KillMode", "control-group"),
        ("StateDirectoryMode", "0700"),
    ],
)
def test_the_service_has_no_right_it_does_not_need(setting: str, value: str) -> None:
    assert unit()[setting] == value


@pytest.mark.parametrize("setting", ["MemoryMax", "TasksMax", "LimitNOFILE", "User"])
def test_the_service_has_bounds_and_a_user(setting: str) -> None:
    assert unit()[setting]


def test_the_service_starts_the_server_as_it_can_be_started() -> None:
    options = server_options(read(shlex.split(unit()["ExecStart"])))

    assert options.user_header == "X-Forwarded-User"
    assert options.hosts == ("plans.example.org",)


def test_the_proxy_overwrites_the_name_it_vouches_for() -> None:
    text = (DEPLOY / "nginx" / "workbook.conf").read_text("utf-8")

    assert "proxy_set_header X-Forwarded-User $remote_user;" in text
    assert "return 421;" in text
    assert "proxy_buffering off;" in text
    assert re.search(r"proxy_set_header Upgrade +\$http_upgrade;", text)


def test_where_the_proxy_asks_nobody_it_names_nobody() -> None:
    text = (DEPLOY / "nginx" / "workbook.conf").read_text("utf-8")
    unasked = re.findall(r"location = (/\S+) \{(.*?)\}", text, re.DOTALL)

    assert [path for path, _ in unasked] == ["/calendar.ics"]
    assert 'proxy_set_header X-Forwarded-User "";' in unasked[0][1]
    assert "auth_basic" not in unasked[0][1]


def test_the_hub_starts_the_server_as_it_can_be_started() -> None:
    tree = ast.parse((DEPLOY / "jupyterhub" / "jupyterhub_config.py").read_text("utf-8"))
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    options = [word for word in words if re.match("--(port|base-url|kernels)=", word)]
    values = [word.format(port=8866, base_url="/user/baker") for word in options]

    assert server_options(read(["serve", *values])).base_url == "/user/baker/"


def test_the_hub_gives_each_person_a_folder_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PASSWORD", "a long one")
    config = DEPLOY / "jupyterhub" / "jupyterhub_config.py"
    place = runpy.run_path(str(config), {"get_config": Config})["c"].Spawner.environment["XDG_DATA_HOME"]
    people = [SimpleNamespace(user=SimpleNamespace(escaped_name=name)) for name in ("baker", "florist", "..")]

    assert len({Path(place(person)).resolve() for person in people}) == 3
    assert len({Path(place(person)).resolve().parent for person in people}) == 1


def test_what_was_never_run_says_so() -> None:
    text = (DEPLOY / "kubernetes" / "values.yaml").read_text("utf-8")

    assert text.startswith("# UNTESTED")
    assert yaml.safe_load(text)["singleuser"]["args"][2:4] == ["strategy-kit", "serve"]

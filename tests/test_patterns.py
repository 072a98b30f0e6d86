"""Every regular expression of the package is on the list, and takes time in proportion to what it is given."""

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from growth import MOST_TIMES, RESOLUTION, TIMES, attacks, growth, once

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "strategy_kit"
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
METHODS = {"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"}
SCRIPT_PATTERN = re.compile(
    r"(?:(?<=[(!,])|(?<=[=:|&?] ))/((?:\\.|\[(?:\\.|[^\]])*\]|[^/\\\n\[ ])+)/[gimsuy]*(?=[.,);])"
)
TRUSTED = "our own"
SHORT = 1000
"""Letters of the shorter texts."""


class Pattern(NamedTuple):
    """A regular expression: file and name it stands at, how it is used, the expression (None: made elsewhere)."""

    file: str
    name: str
    method: str
    expression: str | None
    flags: int = 0


def patterns() -> Iterator[Pattern]:
    """Find every regular expression in the Python of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        file = path.relative_to(PACKAGE).as_posix()
        for statement in tree.body:
            for call in ast.walk(statement):
                if isinstance(call, ast.Call) and (found := expression_of(call)):
                    method, expression = found
                    dotted = ".".join(("strategy_kit", *file.removesuffix(".py").split("/")))
                    module = importlib.import_module(dotted.removesuffix(".__init__"))
                    name = name_of(statement)
                    used = usage(tree, name) if method == "compile" else method
                    yield Pattern(file, name, used, *evaluated(expression, call, method, module))


def expression_of(call: ast.Call) -> tuple[str, ast.expr] | None:
    """Return method and expression of a call that takes a pattern."""
    limits = [keyword.value for keyword in call.keywords if keyword.arg == "pattern"]
    if limits:
        return "pydantic", limits[0]
    func = call.func
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "re":
        return (func.attr, call.args[0]) if func.attr in METHODS else None
    return None


def name_of(statement: ast.stmt) -> str:
    """Return the name that a statement of a module defines."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return str(getattr(statement, "name", ""))


def usage(tree: ast.AST, name: str) -> str:
    """Return the method that a compiled pattern is used with; the most laborious one if several or none are seen."""
    methods = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    } & METHODS
    return methods.pop() if len(methods) == 1 else "sub"


def evaluated(expression: ast.expr, call: ast.Call, method: str, module: Any) -> tuple[str | None, int]:
    """Return the expression as text, and its flags."""
    try:
        value = eval(ast.unparse(expression), dict(vars(module)))  # our own source
    except (NameError, KeyError, AttributeError):
        return None, 0
    arguments = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    flags = [text for text in map(ast.unparse, arguments) if re.fullmatch(r"(?:re\.[A-Z]+(?: \| )?)+", text)]
    flag = eval(flags[0], dict(vars(module))) if flags else 0
    return value if isinstance(value, str) else value.decode("latin-1"), int(flag)


FOUND = list(patterns())


def listed() -> dict[tuple[str, str], str]:
    """Return the rows of the table: where a pattern stands, and what reaches it."""
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    return {(file, name.replace("\\|", "|")): reached for file, name, reached, _bound in rows}


def script_patterns() -> Iterator[tuple[str, str]]:
    """Find every regular expression in our scripts."""
    for path in sorted([*PACKAGE.glob("widgets/static/script/*.js"), *PACKAGE.glob("*/static/*.js")]):
        for expression in SCRIPT_PATTERN.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(PACKAGE).as_posix(), expression


def test_the_list_of_limits_names_every_pattern_of_the_package_and_no_other() -> None:
    found = {(pattern.file, pattern.name) for pattern in FOUND} | set(script_patterns())

    assert set(listed()) == found


def excessive(pattern: Pattern, size: int = SHORT) -> Iterator[str]:
    """Yield the texts of a size for which a pattern takes more than its share of time when eight times as long."""
    assert pattern.expression is not None
    compiled = re.compile(pattern.expression, pattern.flags)
    run: Callable[[str], object] = getattr(compiled, pattern.method)
    if pattern.method in ("sub", "subn"):
        run = partial(compiled.sub, "")
    for short, long in zip(attacks(pattern.expression, size), attacks(pattern.expression, TIMES * size), strict=True):
        if once(partial(run, long)) <= MOST_TIMES * RESOLUTION:
            continue
        times = growth({1: partial(run, short), TIMES: partial(run, long)}.__getitem__, 1)
        if times > MOST_TIMES:
            yield f"{short[:30]!r}...: {times:.0f} times"


def reached_by_others() -> list[Pattern]:
    """Return the patterns that a stranger's text reaches; those of pydantic are matched in linear time by design."""
    reached = listed()
    scripts = [Pattern(file, expression, "sub", expression) for file, expression in script_patterns()]
    return [
        pattern
        for pattern in [*FOUND, *scripts]
        if pattern.expression is not None
        and pattern.method != "pydantic"
        and not reached.get((pattern.file, pattern.name), "").startswith(TRUSTED)
    ]


@pytest.mark.parametrize("pattern", reached_by_others(), ids=lambda pattern: f"{pattern.file} {pattern.name}"[:60])
def test_a_pattern_takes_time_in_proportion_to_its_text(pattern: Pattern) -> None:
    assert list(excessive(pattern)) == []


@pytest.mark.parametrize(
    ("method", "expression"),
    [
        ("sub", r'"[^"\\]*(?:\\.[^"\\]*)*"'),
        ("fullmatch", r"https://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#][!-~]*)?"),
        ("sub", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("findall", r"(?:^|,)\s*([a-zA-Z]{2,3}(?:-[a-zA-Z0-9-]+)?)\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*(?=,|$)"),
        ("search", r"\d+x"),
    ],
    ids=["strings", "links", "persons", "languages", "digits"],
)
def test_a_pattern_that_tries_one_place_twice_is_found(method: str, expression: str) -> None:
    assert next(excessive(Pattern("", "", method, expression, re.DOTALL), SHORT // 4), "") != ""

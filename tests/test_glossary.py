"""The glossary describes names that the code defines, and each class of the package has a name of its own."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]
NAMES = sorted({name for row in ROWS for name in re.findall(r"`(\w+)`", row[2])})
MODULES = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "strategy_kit").rglob("*.py")}


def defined_in(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the functions, classes, constants and fields that a module defines, those of its classes included."""
    for statement in body:
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement.name
        if isinstance(statement, ast.ClassDef):
            yield from defined_in(statement.body)
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def columns() -> Iterator[str]:
    """Yield the columns of the published data."""
    described = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    yield from (field["name"] for resource in described["resources"] for field in resource["schema"]["fields"])


DEFINED = {name for module in MODULES.values() for name in defined_in(module.body)} | set(columns())


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_a_function_a_class_a_field_or_a_column(name: str) -> None:
    assert name in DEFINED


def test_no_two_public_classes_of_the_package_have_one_name() -> None:
    places = defaultdict(list)
    for path, module in MODULES.items():
        for statement in module.body:
            if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
                places[statement.name].append(str(path.relative_to(ROOT)))

    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_term_has_one_row() -> None:
    terms = [term.strip() for row in ROWS for term in row[0].split(",")]

    assert len(terms) == len(set(terms))


def test_every_row_has_both_languages_a_name_and_a_meaning() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []

"""The page that tells every field of a brief, held against the types it tells."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import annotated_types
import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from strategy_kit import model
from strategy_kit.model import Brief
from strategy_kit.model.criteria import CRITERIA, PAIRS

PAGE = (Path(__file__).parents[2] / "docs" / "brief.md").read_text(encoding="utf-8")


def types_within(found: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a type and all that its fields hold, itself first."""
    inner = [kind for field in found.model_fields.values() for kind in models_of(field.annotation)]
    return list(dict.fromkeys([found, *(kind for nested in inner for kind in types_within(nested))]))


def models_of(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in models_of(part)]


def words_of(annotation: Any) -> list[str]:
    """Return the words a closed choice allows."""
    return [word for part in get_args(annotation) for word in ([part] if isinstance(part, str) else words_of(part))]


def bounds_of(described: Any) -> list[str]:
    """Return the numbers a value lies between, as one writes them."""
    if isinstance(described, FieldInfo):
        return [
            *(bound for limit in described.metadata for bound in bounds_of(limit)),
            *bounds_of(described.annotation),
        ]
    for name in ("ge", "gt", "le", "lt"):
        if hasattr(described, name):
            return [f"{getattr(described, name):.0f}"]
    if isinstance(described, annotated_types.MinLen | annotated_types.MaxLen):
        return [str(getattr(described, "min_length", getattr(described, "max_length", "")))]
    parts = [*getattr(described, "__metadata__", ()), *get_args(described)[:1]]
    return [bound for part in parts if not isinstance(part, str) for bound in bounds_of(part)]


def table_of(name: str) -> dict[str, list[str]]:
    """Return the rows below a heading by field: meaning, values, default."""
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M)
    assert section, f"no heading {name}"
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| `.*$", section[1], re.M)]
    return {row[0].strip("`"): row[1:] for row in rows}


OF_THE_CRITERIA = {
    "a [criterion](#weights)": " ".join(f"`{criterion}`" for criterion in CRITERIA),
    "one a pair of criteria": str(PAIRS),
    "one a criterion": str(len(CRITERIA)),
    "up to twenty a criterion": str(20 * len(CRITERIA)),
}
"""What the page says in words, so that it stays true whichever criteria there are; the table of weights lists them."""
TYPES = types_within(Brief)
FIELDS = [(kind, name) for kind in TYPES for name in kind.model_fields]
by_field = pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name in FIELDS])


def test_the_page_has_a_table_for_every_type_of_a_brief_and_for_no_other():
    assert sorted(re.findall(r"^## (.*)$", PAGE, re.M)) == sorted(kind.__name__ for kind in TYPES)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_table_lists_the_fields_of_its_type_in_their_order(kind):
    assert list(table_of(kind.__name__)) == list(kind.model_fields)


@by_field
def test_the_default_in_a_table_is_the_default_of_the_field(kind, name):
    field, described = kind.model_fields[name], table_of(kind.__name__)[name][-1]
    if field.is_required():
        assert described == ""
    elif described.startswith("`"):
        assert json.dumps(json.loads(described.strip("`"))) == json.dumps(field.default, default=plain)
    else:
        assert models_of(field.annotation), f"{described} is no value"
        assert described


@by_field
def test_the_values_in_a_table_are_those_the_field_allows(kind, name):
    field, described = kind.model_fields[name], table_of(kind.__name__)[name][-2]
    for phrase, values in OF_THE_CRITERIA.items():
        described = described.replace(phrase, values)

    assert all(f"`{word}`" in described for word in words_of(field.annotation))
    assert set(bounds_of(field)) <= set(re.findall(r"-?\d+", described))


def test_only_the_table_of_weights_lists_the_criteria():
    keys = re.compile("|".join(f"`{criterion}`" for criterion in CRITERIA))
    listing = [line for line in PAGE.splitlines() if len(set(keys.findall(line))) > 1]

    assert listing == []
    assert list(table_of("Weights")) == list(CRITERIA)


def test_the_smallest_brief_of_the_page_is_a_brief():
    found = [Brief.from_json(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.S)]

    assert [brief.country for brief in found] == ["FR"]


def test_every_link_of_the_page_leads_to_a_heading():
    headings = {name.lower() for name in re.findall(r"^## (.*)$", PAGE, re.M)}

    assert set(re.findall(r"\]\(#(.*?)\)", PAGE)) <= headings


def plain(value: Any) -> Any:
    return value.isoformat("minutes") if hasattr(value, "isoformat") else list(value)


def test_every_type_of_a_brief_is_exported_by_the_model():
    assert all(getattr(model, kind.__name__) is kind for kind in TYPES)

"""What an address asks for: what has the right shape, and nothing else."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.server.query import LONGEST, Query, parse_query, preferred_language, visitor_query

PLAN = "5f0c2b7a9d3e4f1c8a6b0d2e4f6a8c1e"
HOSTILE = [
    "%00",
    "lang=%ff%fe",
    "lang=en%00",
    "lang=fr%0a",
    "lang=eo",
    "lang[]=fr",
    "plan=../../etc/passwd",
    "plan=%2e%2e%2fx",
    "plan=A",
    "plan=" + "a" * 61,
    "page=<script>",
    "page=calendar%20x",
    "\ud800",
    "&&&===;;;",
]


def test_parse_query_reads_the_three_fields() -> None:
    assert parse_query(f"plan={PLAN}&lang=fr&page=calendar") == Query("fr", PLAN, "calendar")


@pytest.mark.parametrize("text", HOSTILE)
def test_parse_query_ignores_what_has_another_shape(text: str) -> None:
    assert parse_query(text) == Query()


def test_parse_query_takes_the_first_of_repeated_fields() -> None:
    assert parse_query("lang=fr&lang=en") == Query(lang="fr")


def test_parse_query_ignores_text_that_is_too_long() -> None:
    padded = "lang=fr&x=" + "y" * LONGEST

    assert parse_query(padded) == Query()


@given(st.text() | st.text(alphabet="&=%;+langpe.0fr\x00\n"))
def test_parse_query_never_fails_and_returns_only_known_shapes(text: str) -> None:
    query = parse_query(text)

    assert query.lang in (None, "en", "fr")
    assert query.plan.isascii() and len(query.plan) <= 60 and not set(query.plan) & set("./\\<>\"'% \n\x00")
    assert query.page.isascii() and len(query.page) <= 32 and query.page == query.page.lower()


@given(
    st.dictionaries(st.text(), st.text(), max_size=4),
    st.sampled_from([None, "en", "fr"]),
    st.from_regex("[a-z0-9][a-z0-9_-]{0,59}", fullmatch=True),
)
def test_written_and_read_again_a_query_is_the_same(other: dict[str, str], lang: str | None, plan: str) -> None:
    noise = urlencode({f"x{key}": value for key, value in other.items()}, errors="replace")
    query = Query(lang, plan)  # type: ignore[arg-type]

    assert parse_query(f"{query}&{noise}"[:LONGEST]) == query


def test_asked_reads_the_query_of_this_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "lang=fr&theme=" + quote("<b>"))

    assert visitor_query() == Query(lang="fr")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr", "fr"),
        ("FR-ca, en;q=0.9", "fr"),
        ("en;q=0.5, fr;q=0.9", "fr"),
        ("eo, es;q=0.9, en;q=0.1", "en"),
        ("fr;q=0, en;q=0.2", "en"),
        ("fr;q=0.000", "en"),
        ("eo", "en"),
        ("", "en"),
        ("*;q=0.5, fr;q=x", "en"),
        ("," * 5000, "en"),
    ],
)
def test_preferred_language_is_the_best_liked_of_ours(accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language


@given(st.text())
def test_preferred_language_takes_anything(accepted: str) -> None:
    assert preferred_language(accepted, "fr") in ("en", "fr")

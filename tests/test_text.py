"""Text from outside has one form, and names are compared in it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.model import BlackoutRule, Brief, Participant, Pillar, Segment, Touchpoint
from strategy_kit.text import normalized_text, one_line

COMPOSED, DECOMPOSED = "Ren\u00e9e", "Rene\u0301e"
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_end_parts_two_sentences(end):
    assert normalized_text(f"We open at eight.{end}Come in.") == "We open at eight.\nCome in."
    assert one_line(f"Anna{end}Bell") == "Anna Bell"


@pytest.mark.parametrize("separator", ["\x1c", "\x1d", "\x1e", "\x1f"], ids=ascii)
def test_a_separator_of_records_is_a_space(separator):
    assert normalized_text(f"Anna{separator}Bell") == "Anna Bell"


def test_what_no_file_may_hold_goes():
    assert normalized_text("a\x00b\x1bc\x7fd\x80e\ufdd0f\ufffeg\U0001ffffh\ti\nj") == "abcdefgh\ti\nj"


@pytest.mark.parametrize("text", ["\u200f\u202bאב\u202c", "👩\u200d🍳", "10\u202f%"], ids=["rtl", "joiner", "narrow"])
def test_direction_marks_joiners_and_narrow_spaces_stay(text):
    assert normalized_text(text) == text


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_half_a_character_is_refused_by_the_name_of_its_field(half):
    with pytest.raises(InputError, match=r"^slots\.0\.pillar: a character in this text is incomplete"):
        normalized_text(half, "slots.0.pillar")


@given(texts)
@example("e\x00\u0301")
@example("\r\u2028\n")
def test_normalized_text_stays_as_it_is_when_normalized_again(text):
    once = normalized_text(text)

    assert normalized_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once.splitlines() == once.removesuffix("\n").split("\n") or not once


@given(texts)
def test_one_line_holds_no_line_end_and_equals_that_of_the_decomposed_text(text):
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(unicodedata.normalize("NFD", text)) == one_line(text)


@given(texts)
def test_the_model_stores_texts_and_names_in_that_form(text):
    brief = Brief(name="Shop", blackouts=[{"first": "2027-01-04", "last": "2027-01-04", "reason": text[:500]}])

    assert brief.blackouts[0].reason == normalized_text(text[:500]).strip()
    assert Brief.from_json(brief.to_json()) == brief


@pytest.mark.parametrize(
    "written", [f"{DECOMPOSED} B", f" {COMPOSED} B\x00", f"{COMPOSED}\u2028B", f"{COMPOSED}\n\tB"], ids=ascii
)
def test_a_name_is_one_person_however_it_is_written(written):
    with pytest.raises(InputError, match="appears twice"):
        Brief(name="Shop").changed(voices=[{"name": f"{COMPOSED} B"}, {"name": written}])


def test_what_speaks_of_a_decomposed_name_speaks_of_the_entry():
    brief = Brief(
        name="Shop",
        segments=(Segment(name=DECOMPOSED),),
        journey=(Touchpoint(segment=COMPOSED, place="search"),),
        pillars=(Pillar(name=COMPOSED),),
        never=(BlackoutRule(pillar=DECOMPOSED),),
        voices=(Participant(name=DECOMPOSED),),
    )

    assert {brief.segments[0].name, brief.journey[0].segment, brief.never[0].pillar, brief.voices[0].name} == {COMPOSED}

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.exports.text import clean, guarded, one_line, unguarded

TRIGGERS = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet=st.sampled_from("'\" \u00a0" + TRIGGERS + "a1"), max_size=6))
@example("'=1")
@example("''")
def test_unguarded_gives_back_what_guarded_was_given(text):
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_no_guarded_cell_starts_like_a_formula(text):
    assert guarded(text)[:1] not in set(TRIGGERS)


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "'", '"', " '\u00a0"])
def test_guarded_sees_a_trigger_behind_spaces_and_quotes(trigger, before):
    assert guarded(before + trigger + "SUM(A1)") == "'" + before + trigger + "SUM(A1)"


@pytest.mark.parametrize("text", ["1-2", "a=b", "", "l’été", "été"])
def test_guarded_leaves_other_text_alone(text):
    assert guarded(text) == text


def test_clean_removes_what_no_file_may_hold_and_keeps_the_rest():
    text = "a\x00b\x0bc\x1bd\x7fe\x85f\u2028g\ufffeh\U0001ffffi\tj\r\nk\rl"

    assert clean(text) == "abcdefghi\tj\nk\nl"


@pytest.mark.parametrize("text", ["\u200f\u202bאב\u202c", "👩\u200d🍳", "10\u202f%"], ids=["rtl", "joiner", "narrow"])
def test_clean_keeps_direction_marks_joiners_and_narrow_spaces(text):
    assert clean(text) == text


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_clean_refuses_half_a_character_and_names_the_field(half):
    with pytest.raises(InputError, match=r"^slots\.0\.pillar: holds half of a character"):
        clean(half, "slots.0.pillar")


@given(st.text())
def test_one_line_holds_no_line_end(text):
    assert not set(one_line(text)) & set("\n\r\t\u2028\u2029\x0b\x0c\x85")

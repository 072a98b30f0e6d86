import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_kit.exports.csv_rows import guarded, unguarded

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

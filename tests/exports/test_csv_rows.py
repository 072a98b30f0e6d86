import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_kit.exports.csv_rows import computes_when_separated, csv_bytes, guarded, unguarded

TRIGGERS = "=+-@\t\r\n＝＋－＠"


@given(st.text(alphabet=st.sampled_from("'\" \u00a0,;" + TRIGGERS + "a1"), max_size=6))
@example("'=1")
@example("''")
@example("a;'=1")
@example("\n\n'=1")
def test_unguarded_gives_back_what_guarded_was_given(text):
    assert unguarded(guarded(text)) == text


@given(st.text())
def test_no_guarded_cell_starts_like_a_formula(text):
    assert guarded(text)[:1] not in set(TRIGGERS)


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "'", '"', " '\u00a0"])
def test_guarded_sees_a_trigger_behind_spaces_and_quotes(trigger, before):
    assert guarded(before + trigger + "SUM(A1)") == "'" + before + trigger + "SUM(A1)"


@pytest.mark.parametrize("opened", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("written", [",", ";"], ids=["comma file", "semicolon file"])
@given(st.lists(st.text(alphabet=st.sampled_from("'\" \u00a0,;=-\t\nab"), max_size=8), min_size=2, max_size=3))
@example(["a", "b;=1+1"])
@example(["a", "b, '=1+1"])
@example(["a", "b\n=1+1"])
def test_no_cell_is_a_formula_whatever_separator_the_file_is_opened_with(written, opened, texts):
    file = csv_bytes([[guarded(text) for text in texts]], separator=written, bom=False).decode()
    cells = [cell for row in csv.reader(io.StringIO(file, newline=""), delimiter=opened) for cell in row]

    assert not [cell for cell in cells if cell.lstrip(' "\u00a0')[:1] in set("=-")]


@pytest.mark.parametrize("text", ["a;=1+1", "a\n =1", "a\n-cmd|' /C calc'!A0", "a;@SUM(A1)", "a\t＝1"], ids=ascii)
def test_a_part_that_computes_is_seen_behind_a_separator(text):
    assert computes_when_separated(text)


@pytest.mark.parametrize(
    "text", ["Bread;\n- rye (new)\n- oat", "Thanks, =)", "With\n@anna and\n+ more", "a=b;c=d", "=1+1"], ids=ascii
)
def test_a_list_of_points_or_a_name_is_no_part_that_computes(text):
    assert not computes_when_separated(text)


@pytest.mark.parametrize("text", ["1-2", "a=b", "", "l’été", "été", "a; b, c\nd", "two, three - four"])
def test_guarded_leaves_other_text_alone(text):
    assert guarded(text) == text

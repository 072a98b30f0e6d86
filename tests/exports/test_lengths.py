import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.exports.lengths import MOST, length


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("plain", 5),
        ("e\u0301", 1),
        ("日本", 4),
        ("…", 2),
        ("“quoted” – l’été", 16),
        ("😀", 2),
        ("👩\u200d👩\u200d👧\u200d👦", 2),
        ("👍🏽", 2),
        ("🇫🇷🇨🇦", 4),
        ("1\ufe0f\u20e3", 2),
        ("https://example.org/" + "a" * 300, 23),
        ("see example.org now", 31),
        ("http://a.fr https://b.fr", 47),
        ("mail me@example.org", 19),
        ("Ends here. Then", 15),
    ],
    ids=[
        *(
            "empty",
            "latin",
            "composed",
            "ideograms",
            "ellipsis",
            "quotes",
            "emoji",
            "family",
            "tone",
            "flags",
            "keycap",
        ),
        *("long link", "bare link", "two links", "address", "full stop"),
    ],
)
def test_x_counts_by_weight(text, weight):
    assert length(text, "x") == weight


@given(st.text())
def test_elsewhere_every_letter_counts_one(text):
    assert length(text, "linkedin") == len(text)


@given(
    st.text(st.characters(max_codepoint=0x052F, exclude_categories=["Cs", "M"], exclude_characters=".©®#*0123456789"))
)
def test_light_letters_never_weigh_more_than_one_each(text):
    assert length(text, "x") <= len(text)


def test_the_networks_with_a_limit_are_those_that_report_one():
    assert set(MOST) == {"x", "instagram", "linkedin", "google-business-profile", "facebook"}

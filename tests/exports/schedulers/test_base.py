import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.evidence.load import load_table
from strategy_kit.exports.schedulers.base import length, text_limits


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


def test_every_platform_in_use_has_a_limit_or_says_that_no_page_was_read():
    used = load_table("platforms").query("scope != 'reach-only'").set_index("key")
    unread = set(used.index[used["text_limit_source"] == "memory"])

    assert used.loc[list(unread), "text_limit"].isna().all()
    assert {"google-plus", "foursquare", "whatsapp", "tumblr"} <= unread
    assert set(text_limits()) == set(used.index) - unread

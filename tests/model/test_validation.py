import json

import pytest

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Touchpoint
from strategy_kit.model.validation import parsed, validated

WHOLE = json.loads(Brief(name="Shop").to_json())


@pytest.mark.parametrize(
    ("field", "entry"),
    [("segments", {"name": "s{}"}), ("assumptions", {"key": "k{}", "value": 1}), ("platforms", "p{}")],
)
def test_the_most_that_a_list_takes_is_what_its_refusal_names(field: str, entry: object) -> None:
    rows = [json.loads(json.dumps(entry).replace("{}", str(n))) for n in range(Brief.most(field) + 1)]

    assert len(getattr(Brief.from_json(json.dumps(WHOLE | {field: rows[1:]})), field)) == Brief.most(field)
    assert refusal(json.dumps(WHOLE | {field: rows})).startswith(
        f"{field}: has too many entries. Keep at most {Brief.most(field)}."
    )


def refusal(text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        Brief.from_json(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"promotion_cap": "0.2"}, 'promotion_cap: found "0.2". Use a number.'),
        ({"promotion_cap": True}, "promotion_cap: found true. Use a number."),
        ({"reply_target_minutes": 60.5}, "reply_target_minutes: found 60.5. Use a whole number."),
        ({"holidays_off": "no"}, 'holidays_off: found "no". Use true or false.'),
        ({"team": "baker"}, 'team: found "baker". Write a list: its entries between brackets.'),
        ({"team": ["baker"]}, 'team.0: found "baker". Write an object: its fields between braces.'),
        ({"name": "x" * 81}, f"name: found {'x' * 39}…. Use at most 80 letters."),
        ({"name": " "}, "name: is empty. Give it at least 1 letter."),
        ({"name": "\ud800"}, "name: found \\ud800. Use text."),
        ({"lang": "de"}, "lang: found de. Use one of en, fr."),
        (
            {"posting_from": 25200},
            "posting_from: found 25200. Write a time of day on a quarter of an hour, like 09:15.",
        ),
        (
            {"blackouts": [{"first": 12, "last": "2027-01-05"}]},
            "blackouts.0.first: found 12. Write a date that exists, like 2027-01-04.",
        ),
        (
            {"blackouts": [{"first": "2027-01-04", "last": "9999-01-05"}]},
            "blackouts.0.last: found 9999-01-05. Use a day of the years 2000 to 2100.",
        ),
        ({"\x1b[31mred": 1}, "\\x1b[31mred: is not a field the workbook knows. Remove it or correct its name."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_value_of_the_wrong_kind_is_refused_by_field_value_and_remedy(changes, message):
    assert refusal(json.dumps({**WHOLE, **changes})) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n", "file: is empty. Choose a file the workbook wrote."),
        (b'{"name": "Caf\xe9"}', "file: is not text in UTF-8. Save it as UTF-8, then try again."),
        ("[1]", "file: holds no object. Choose a file the workbook wrote."),
        ("[" * 100_000, "file: cannot be read as JSON text. Choose a file the workbook wrote."),
        ('{"name": "a", "name": "b"}', "JSON: the key name stands twice in one object. Keep one of them."),
        ('{"promotion_cap": NaN}', "JSON: found NaN, which is not a number JSON knows. Use a plain number."),
        ('{"name": "a", "promotion_cap": 1e400}', "promotion_cap: found inf. Use a number."),
    ],
    ids=["empty", "not utf-8", "a list", "too deep", "twin keys", "nan", "infinite"],
)
def test_a_damaged_file_is_refused_in_words(text, message):
    assert refusal(text) == message


def test_a_file_with_as_many_keys_as_it_can_hold_is_read():
    keys = 400_000  # each looked up among all others would take hours

    assert len(parsed("{" + ",".join(f'"{key}":1' for key in range(keys)) + "}")) == keys


def test_a_brief_saved_with_a_byte_order_mark_is_read():
    assert Brief.from_json(b'\xef\xbb\xbf{"name": "Shop"}') == Brief(name="Shop")


def test_a_form_may_hand_over_what_json_cannot_hold():
    assert Brief(name="Shop").changed(posting_from="08:00", closed_weekdays=[1]).closed_weekdays == (1,)


def test_the_faults_of_an_entry_are_named_by_its_place_in_the_brief():
    with pytest.raises(InputError) as caught:
        validated(Touchpoint, {"place": "moon", "need": 9}, "journey.3")

    faults = [caught.value, *caught.value.also]
    assert {fault.field for fault in faults} == {"journey.3.segment", "journey.3.place", "journey.3.need"}

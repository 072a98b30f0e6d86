import json

import pytest

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.json_text import json_values
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Plan, Touchpoint
from strategy_kit.model.size import MAX_KEYS, MAX_VALUES
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
        ("9" * 5000, "file: cannot be read as JSON text. Choose a file the workbook wrote."),
        ('{"name": "a", "name": "b"}', "JSON: the key name stands twice in one object. Keep one of them."),
        ('{"promotion_cap": NaN}', "JSON: found NaN, which is not a number JSON knows. Use a plain number."),
        ('{"name": "a", "promotion_cap": 1e400}', "promotion_cap: found inf. Use a number."),
    ],
    ids=["empty", "not utf-8", "a list", "digits", "twin keys", "nan", "infinite"],
)
def test_a_damaged_file_is_refused_in_words(text, message):
    assert refusal(text) == message


def keys(count):
    return ",".join(f'"{key}":1' for key in range(count))


def test_a_file_with_as_many_keys_as_it_may_have_is_read():
    rest = MAX_VALUES - 1
    objects = []
    while rest > 0:
        objects.append("{" + keys(min(MAX_KEYS, rest) - 1) + "}")  # the comma before it counts too
        rest -= min(MAX_KEYS, rest)
    text = '{"a":[' + ",".join(objects) + "]}"

    assert json_values(text.encode()) == MAX_VALUES
    assert len(parsed(text)["a"]) == len(objects)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "{" + keys(400_000) + "}",
            {
                "en": "file: 400000 keys and entries are more than the 200000 a file may have. "
                "Choose the plan's own file.",
                "fr": "fichier\u00a0: 400000 clés et éléments dépassent les 200000 qu’un fichier peut avoir. "
                "Choisissez le fichier du plan lui-même.",
            },
        ),
        (
            "[" * 100_000,
            {
                "en": "file: lists and objects lie 100000 deep in one another, more than the 64 a file may have. "
                "Choose the plan's own file.",
                "fr": "fichier\u00a0: listes et objets sont emboîtés sur 100000 niveaux, plus que les 64 qu’un fichier "
                "peut avoir. Choisissez le fichier du plan lui-même.",
            },
        ),
        (
            '{"brief": {' + keys(201) + "}}",
            {
                "en": "JSON: 201 keys stand in one object, where ours have 200 at most. Choose the plan's own file.",
                "fr": "JSON\u00a0: un objet a 201 clés, alors que les nôtres en ont au plus 200. "
                "Choisissez le fichier du plan lui-même.",
            },
        ),
        (
            '{"slots": [' + "{}," * 90_000 + "{}]}",
            {
                "en": "slots: has too many entries. Keep at most 20,000.",
                "fr": "slots\u00a0: trop d’éléments. Gardez-en au plus 20\u202f000.",
            },
        ),
    ],
    ids=["keys in all", "deep", "keys of one object", "empty posts"],
)
def test_a_file_that_would_take_long_is_refused_by_its_size_before_it_is_validated(text, said, lang, monkeypatch):
    monkeypatch.setattr(Plan, "model_validate_json", never)
    with pytest.raises(InputError) as caught:
        Plan.from_json(text)

    assert Words(lang).error(caught.value) == said[lang]


def never(*_args, **_more):
    raise AssertionError("the heavy work began")


def test_a_list_with_a_few_entries_too_many_is_told_with_the_other_faults():
    campaigns = [{"name": f"c{n}", "first": "2027-01-04", "last": "2027-01-05"} for n in range(21)]
    with pytest.raises(InputError) as caught:
        Brief.from_json(json.dumps({"name": "", "campaigns": campaigns}))

    assert {fault.field for fault in (caught.value, *caught.value.also)} == {"name", "campaigns"}


def test_a_thousand_faults_are_told_and_no_more():
    segments = [{"name": f"s{n}", "age": ["x"] * 500} for n in range(12)]
    with pytest.raises(InputError) as caught:
        Brief.from_json(json.dumps({"name": "x", "segments": segments}))

    assert len(caught.value.also) == 999


def test_a_brief_saved_with_a_byte_order_mark_is_read():
    assert Brief.from_json(b'\xef\xbb\xbf{"name": "Shop"}') == Brief(name="Shop")


def test_a_form_may_hand_over_what_json_cannot_hold():
    assert Brief(name="Shop").changed(posting_from="08:00", closed_weekdays=[1]).closed_weekdays == (1,)


def test_the_faults_of_an_entry_are_named_by_its_place_in_the_brief():
    with pytest.raises(InputError) as caught:
        validated(Touchpoint, {"place": "moon", "need": 9}, "journey.3")

    faults = [caught.value, *caught.value.also]
    assert {fault.field for fault in faults} == {"journey.3.segment", "journey.3.place", "journey.3.need"}

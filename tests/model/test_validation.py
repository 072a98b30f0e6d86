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
    ("field", "entry", "message"),
    [
        ("segments", {"name": "s{}"}, "A plan has at most {most} audience segments: remove one first."),
        ("assumptions", {"key": "k{}", "value": 1}, "assumptions: too many entries. Keep at most {most}."),
        ("objectives", {"name": "o{}"}, "A plan has at most {most} objectives: remove one first."),
        ("platforms", "p{}", "A plan has at most {most} platforms: remove one first."),
    ],
)
def test_the_most_that_a_list_takes_is_what_its_refusal_names(field: str, entry: object, message: str) -> None:
    rows = [json.loads(json.dumps(entry).replace("{}", str(n))) for n in range(Brief.most(field) + 1)]

    assert len(getattr(Brief.from_json(json.dumps(WHOLE | {field: rows[1:]})), field)) == Brief.most(field)
    assert refusal(json.dumps(WHOLE | {field: rows})).startswith(message.format(most=Brief.most(field)))


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
        ({"name": "x" * 81}, f"name: found {'x' * 39}…. Use at most 80 characters."),
        ({"name": " "}, "name: enter a name."),
        ({"name": "\ud800"}, "name: found \\ud800. Use text."),
        ({"lang": "de"}, "lang: found de. Use one of these: en, fr."),
        (
            {"posting_from": 25200},
            "posting_from: found 25200. Enter a time on the quarter hour, like 09:15.",
        ),
        (
            {"blackouts": [{"first": 12, "last": "2027-01-05"}]},
            "blackouts.0.first: found 12. Enter a valid date, like 2027-01-04.",
        ),
        (
            {"blackouts": [{"first": "2027-01-04", "last": "9999-01-05"}]},
            "blackouts.0.last: found 9999-01-05. Use a date between the years 2000 and 2100.",
        ),
        ({"\x1b[31mred": 1}, ("\\x1b[31mred: the workbook has no field of this name. Remove it or correct its name.")),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_value_of_the_wrong_kind_is_refused_by_field_value_and_remedy(changes, message):
    assert refusal(json.dumps({**WHOLE, **changes})) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n", "file: the file is empty. Choose a file saved by the workbook."),
        (b'{"name": "Caf\xe9"}', "file: this is not UTF-8 text. Save it as UTF-8, then try again."),
        ("[1]", "file: this JSON contains no object. Choose a file saved by the workbook."),
        ("9" * 5000, "file: this cannot be read as JSON. Choose a file saved by the workbook."),
        ('{"name": "a", "name": "b"}', ("JSON: the key name appears twice in one object. Keep only one of the two.")),
        ('{"promotion_cap": NaN}', ("JSON: found NaN, which is not a valid JSON number. Use an ordinary number.")),
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
                "en": (
                    "file: 400000 keys and entries is too many; a file may have at most 200000. Choose a "
                    "plan file saved by the workbook."
                ),
                "fr": (
                    "fichier\u00a0: 400000 clés et éléments, c’est trop\u202f; un fichier peut en avoir 200000 au "
                    "plus. Choisissez un fichier de plan enregistré par le classeur."
                ),
            },
        ),
        (
            "[" * 100_000,
            {
                "en": (
                    "file: lists and objects are nested 100000 levels deep; a file may have at most 64. "
                    "Choose a plan file saved by the workbook."
                ),
                "fr": (
                    "fichier\u00a0: listes et objets sont emboîtés sur 100000 niveaux\u202f; un fichier peut en "
                    "avoir 64 au plus. Choisissez un fichier de plan enregistré par le classeur."
                ),
            },
        ),
        (
            '{"brief": {' + keys(201) + "}}",
            {
                "en": (
                    "JSON: one object has 201 keys; ours have at most 200. Choose a plan file saved by the workbook."
                ),
                "fr": (
                    "JSON\u00a0: un objet a 201 clés\u202f; les nôtres en ont 200 au plus. Choisissez un fichier de "
                    "plan enregistré par le classeur."
                ),
            },
        ),
        (
            '{"slots": [' + "{}," * 90_000 + "{}]}",
            {
                "en": "slots: too many entries. Keep at most 20,000.",
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

"""Validation of outside values: strict JSON in; a refusal is an `InputError` that says where, what, what to do."""

import json
from collections import Counter
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from strategy_kit.errors import InputError, first_of, printable
from strategy_kit.i18n import N_
from strategy_kit.model.size import MAX_BYTES, check_keys, check_lists, check_text
from strategy_kit.model.types import YEARS

MAX_FAULTS = 1000
"""Faults of one file that are told; more than anybody reads."""
_Model = TypeVar("_Model", bound=BaseModel)


class Frozen(BaseModel):
    """A value that never changes and never holds an unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def changed(self, **values: object) -> Self:
        """Return a copy with some values changed, all validated again; an InputError names field, value and remedy."""
        return validated(type(self), {**dict(self), **values})

    @classmethod
    def most(cls, field: str) -> int:
        """
        Return the most that a field takes: of a number the largest, of a list the number of entries.

        >>> from strategy_kit.model import Brief, Plan
        >>> Plan.most("weeks"), Brief.most("monitoring")
        (13, 4)
        """
        limits = cls.model_fields[field].metadata
        return next(int(getattr(each, name)) for each in limits for name in ("le", "max_length") if hasattr(each, name))


def once_each(**keys: str) -> Any:
    """Return a validator that refuses twins in lists, by the attribute that tells the entries of each apart, or ""."""

    def check(record: _Model) -> _Model:
        for kind, key in keys.items():
            times = Counter(getattr(entry, key, entry) for entry in getattr(record, kind) or ())
            if twice := sorted(name for name, n in times.items() if n > 1):
                raise ValueError(f"twice in {kind}: {twice[0]}")
        return record

    return model_validator(mode="after")(check)


def in_order(low: str, high: str, *, apart: bool = False) -> Any:
    """Return a validator that refuses a field above another one, with `apart` also an equal one."""

    def check(record: _Model) -> _Model:
        first, last = getattr(record, low), getattr(record, high)
        if None not in (first, last) and (first > last or (apart and first == last)):
            raise ValueError(f"{low} above {high}")
        return record

    return model_validator(mode="after")(check)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    check_keys(len(pairs))
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key, _ in pairs if times[key] > 1)
        raise InputError(
            "{field}: the key {value} appears twice in one object. Keep only one of the two.", field="JSON", value=twice
        )
    return found


def _no_constant(name: str) -> float:
    raise InputError(
        "{field}: found {value}, which is not a valid JSON number. Use an ordinary number.", field="JSON", value=name
    )


def parsed(text: str | bytes) -> dict[str, Any]:
    """Read a JSON object strictly; raise an InputError that explains what is damaged."""
    if len(text) > MAX_BYTES:
        raise InputError(
            "{field}: {value} bytes is too large; a file may have at most {limit}. Choose a plan file saved "
            "by the workbook.",
            field="file",
            value=len(text),
            limit=str(MAX_BYTES),
        )
    if not text.strip():
        raise InputError("{field}: the file is empty. Choose a file saved by the workbook.", field="file")
    try:
        text = text if isinstance(text, str) else text.decode(json.detect_encoding(text), "surrogatepass")
        check_text(text.encode(errors="surrogatepass"))
        values = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            "{field}: not valid JSON from line {line}, column {column}. Choose a file saved by the workbook, "
            "or correct that line.",
            field="file",
            line=str(error.lineno),
            column=str(error.colno),
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("{field}: this is not UTF-8 text. Save it as UTF-8, then try again.", field="file") from error
    except InputError:
        raise
    except (RecursionError, ValueError) as error:
        raise InputError(
            "{field}: this cannot be read as JSON. Choose a file saved by the workbook.", field="file"
        ) from error
    if not isinstance(values, dict):
        raise InputError("{field}: this JSON contains no object. Choose a file saved by the workbook.", field="file")
    return values


def validated(cls: type[_Model], values: dict[str, Any], within: str = "") -> _Model:
    """Return the values as `cls`; each fault is an InputError at its place `within` the brief (``journey.0``)."""
    try:
        return cls.model_validate(values)
    except ValidationError as error:
        refusal = _refusal(error)
        if not within:
            raise refusal from error
        faults = (refusal, *refusal.also)
        raise first_of([fault.at(f"{within}.{fault.field}") for fault in faults]) from error


def from_json(cls: type[_Model], values: dict[str, Any]) -> _Model:
    """Return what `parsed` read as `cls`, each value of the type JSON has for it: a number as text is no number."""
    check_lists(cls, values)
    try:
        return cls.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] != "json_invalid":
            raise _refusal(error) from error
    return validated(cls, values)  # half a character, which the types name better than the reader of JSON


def _refusal(error: ValidationError) -> InputError:
    """Return all faults; a list that is too short only for the faults in it has no fault of its own."""
    faults = error.errors(include_url=False)[:MAX_FAULTS]
    inside = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
    own = [fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in inside]
    return first_of([_input_error(fault) for fault in own])


def _input_error(fault: Any) -> InputError:
    kind, context = fault["type"], fault.get("ctx", {})
    field = ".".join(map(printable, fault["loc"])) or "file"
    value = "" if kind in ("missing", "extra_forbidden") else fault["input"]
    if kind == "value_error":
        if isinstance(context["error"], InputError):
            return context["error"].at(field)
        reason = str(context["error"])
        if reason.startswith("twice in "):
            kind, name = "twice", reason.removeprefix("twice in ")
            list_name, _, value = name.partition(": ")
            return InputError(_REMEDIES[kind], field=f"{field}.{list_name}".removeprefix("file."), value=value)
        years = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
        return InputError(_REMEDIES.get(reason, _REMEDIES["other"]), field=field, value=value, **years)
    if kind.endswith("_type"):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if kind in ("too_short", "too_long") and isinstance(value, str):
        kind = f"string_{kind}"
    lists = [part for part in fault["loc"] if isinstance(part, str)]
    message = _TOO_MANY.get(lists[-1]) if kind == "too_long" and lists else None
    message = message or _REMEDIES.get(kind) or _REMEDIES.get(kind.rpartition("_")[0]) or _REMEDIES["other"]
    limits = {name: _whole(context.get(name, "")) for name in ("ge", "gt", "le", "lt", "min_length", "max_length")}
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return InputError(message, field=field, value=value, expected=expected, **limits)


def _whole(limit: Any) -> Any:
    """Return a whole number without a decimal point."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


_TOO_MANY: dict[str, str] = {
    "objectives": N_("A plan has at most {max_length} objectives: remove one first."),
    "trades": N_("A business has at most {max_length} trades: remove one first."),
    "segments": N_("A plan has at most {max_length} audience segments: remove one first."),
    "journey": N_("A customer journey has at most {max_length} touchpoints: remove one first."),
    "activities": N_("A plan has at most {max_length} activities: remove one first."),
    "pillars": N_("A plan has at most {max_length} content pillars: remove one first."),
    "serves": N_("A content pillar serves at most {max_length} objectives: remove one first."),
    "brand_voice": N_("A brand voice has at most {max_length} traits: remove one first."),
    "formats": N_("A team makes at most {max_length} formats: remove one first."),
    "platforms": N_("A plan has at most {max_length} platforms: remove one first."),
    "voices": N_("A group has at most {max_length} participants: remove one first."),
    "team": N_("A team has at most {max_length} people: remove one first."),
    "cadence": N_("A plan has at most {max_length} posting frequencies: remove one first."),
    "blackouts": N_("A plan has at most {max_length} periods without posts: remove one first."),
    "never": N_("A plan has at most {max_length} blackout rules: remove one first."),
    "pinned": N_("A plan has at most {max_length} fixed posts: remove one first."),
    "campaigns": N_("A plan has at most {max_length} campaigns: remove one first."),
    "monitoring": N_("A plan has at most {max_length} daily inbox checks: remove one first."),
    "costs": N_("A plan has at most {max_length} costs: remove one first."),
}
"""What is said of a list of a brief that is too long, by the name of the list."""
_REMEDIES: dict[str, str] = {
    "missing": N_("{field}: this field is missing. Add it."),
    "extra_forbidden": N_("{field}: the workbook has no field of this name. Remove it or correct its name."),
    "literal_error": N_("{field}: found {value}. Use one of these: {expected}."),
    "greater_than_equal": N_("{field}: found {value}. Use {ge} or more."),
    "greater_than": N_("{field}: found {value}. Use a number above {gt}."),
    "less_than_equal": N_("{field}: found {value}. Use {le} or less."),
    "less_than": N_("{field}: found {value}. Use a number below {lt}."),
    "int": N_("{field}: found {value}. Use a whole number."),
    "int_from_float": N_("{field}: found {value}. Use a whole number."),
    "float": N_("{field}: found {value}. Use a number."),
    "finite_number": N_("{field}: found {value}. Use a number."),
    "model": N_("{field}: found {value}. Write an object: its fields between braces."),
    "tuple": N_("{field}: found {value}. Write a list: its entries between brackets."),
    "bool": N_("{field}: found {value}. Use true or false."),
    "string": N_("{field}: found {value}. Use text."),
    "string_too_short": N_("{field}: enter a name."),
    "string_too_long": N_("{field}: found {value}. Use at most {max_length} characters."),
    "string_pattern_mismatch": N_(
        "{field}: found {value}. Use the short code, like FR for a country or facebook for a platform."
    ),
    "too_short": N_("{field}: too few entries. Enter at least {min_length}."),
    "too_long": N_("{field}: too many entries. Keep at most {max_length}."),
    "date": N_("{field}: found {value}. Enter a valid date, like 2027-01-04."),
    "date_from_datetime": N_("{field}: found {value}. Enter a valid date, like 2027-01-04."),
    "time": N_("{field}: found {value}. Enter a time on the quarter hour, like 09:15."),
    "not a wall time on a quarter of an hour": N_(
        "{field}: found {value}. Enter a time on the quarter hour, like 09:15."
    ),
    "not a day a plan can hold": N_("{field}: found {value}. Use a date between the years {first} and {last}."),
    "not an IANA zone": N_("{field}: {value} is not a time zone. Use a name like Europe/Paris."),
    "not a region": N_("{field}: found {value}. Use the region’s code, like QC or ENG, or leave it empty."),
    "not a web address": N_("{field}: found {value}. Use a web address that begins with https://."),
    "not an integration id": N_("{field}: found {value}. Use the ID shown in Postiz: letters, digits, - and _."),
    "start above end": N_("{field}: the start is not before the end. Put the earlier time first."),
    "first above last": N_("{field}: the first day comes after the last. Put the earlier day first."),
    "posts_per_week_low above posts_per_week_high": N_(
        "{field}: the minimum of posts a week is above the maximum. Lower the minimum or raise the maximum."
    ),
    "baseline_on above due": N_("{field}: the baseline is dated after the due date. Correct one of the two dates."),
    "posting_from above posting_until": N_(
        "posting_from: this time is not before posting_until. Put the earlier time first."
    ),
    "an objective without a name": N_("{field}: this objective has no name. Choose one of the list, or name your own."),
    "an objective of the list that is like another": N_(
        "{field}: only an objective in your own words is like one of the list. Remove the one or the other."
    ),
    "a KPI of no objective": N_("{field}: this KPI belongs to an objective of the list. Name one of your own instead."),
    "too many peers": N_("{field}: more than five peers. Keep at most five; each can have several platforms."),
    "two KPIs": N_("{field}: this objective has two KPIs. Keep one."),
    "a unit of no KPI": N_("{field}: this unit belongs to a KPI of your own. Name that KPI, or remove the unit."),
    "a rate of another place": N_(
        "{field}: give a rate of your website for all platforms, and every other rate for one platform."
    ),
    "a rate of no KPI": N_("{field}: name the KPI of a rate of results, and of no other rate."),
    "a share above 100%": N_("{field}: this rate is a share of people or visits. Use 100 or less."),
    "all weights are zero": N_("{field}: all weights are zero. Raise the weight of at least one criterion."),
    "a criterion is compared with itself": N_(
        "{field}: a criterion is compared with itself. Choose two different criteria."
    ),
    "points are not in order": N_(
        "{field}: the points of the curve are not in increasing order. Sort them from lowest to highest."
    ),
    "not a Monday": N_("{field}: the week does not start on a Monday. Enter the date of its Monday."),
    "not the first of a month": N_("{field}: the month does not start on its first day. Enter that date."),
    "more moved than published": N_("{field}: more posts moved than published. Correct one of the two numbers."),
    "more answered than received": N_("{field}: more messages answered than received. Correct one of the two numbers."),
    "twice": N_("{field}: {value} appears twice. Remove one, or give it another name."),
    "other": N_("{field}: found {value}, which cannot be used. Correct or remove it."),
}

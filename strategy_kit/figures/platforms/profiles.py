"""The card of the profiles on the platforms of the plan."""

from collections.abc import Sequence

from strategy_kit.figures.card import Card, Names, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.strategy import profile_item_words
from strategy_kit.platforms.profiles import ProfileState


def profiles_card(states: Sequence[ProfileState], names: Names, _: Words) -> Card:
    """Show of each profile what is missing, who completes it and by when: `profiles.profile_states`."""
    items = profile_item_words(_)

    def missing(state: ProfileState) -> str:
        if not state.is_checked:
            return _("not checked yet")
        return _.all_of(items[item] for item in state.missing) or _("nothing")

    late = [state for state in states if state.is_late]
    return Card(
        key="profiles",
        title=_title(states, _),
        subtitle=_("Your profile on each platform of the plan: {items}", items=_.all_of(items.values())),
        table=table_of(
            states,
            (_("Platform"), lambda state: names[state.platform]),
            (_("Missing"), missing),
            (_("Who completes it"), lambda state: state.who or ("" if _is_complete(state) else _("not decided yet"))),
            (_("By when"), lambda state: _day(state, _)),
        ),
        alert=_(
            "Complete only after the first day of the plan: {platforms}. Choose an earlier date, or start later.",
            platforms=_.all_of(names[state.platform] for state in late),
        )
        if late
        else "",
    )


def _is_complete(state: ProfileState) -> bool:
    return state.is_checked and not state.missing


def _day(state: ProfileState, _: Words) -> str:
    if _is_complete(state):
        return ""
    return _.date(state.by) if state.by else _("not decided yet")


def _title(states: Sequence[ProfileState], _: Words) -> str:
    complete, checked = [state for state in states if _is_complete(state)], [each for each in states if each.is_checked]
    if not checked:
        return _("Your profiles: not checked yet")
    if len(complete) == len(states):
        return _.plural("Your profile is complete", "All {n} profiles are complete", len(states))
    return _("Profiles complete: {n} of {total}", n=len(complete), total=len(states))

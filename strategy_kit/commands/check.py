"""``strategy-kit check``: checks data, versions and saved plans, or the named files."""

import argparse
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from strategy_kit.commands.plan import agreement_line
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_, Words
from strategy_kit.languages import LANGUAGES, translated_messages
from strategy_kit.model import Brief, Plan
from strategy_kit.paths import bundled_folder
from strategy_kit.storage.plan_file import read_brief_or_plan

MINIMUM_VERSIONS = {"voila": "0.5.13", "jupyter_server": "2.20", "tornado": "6.5.5"}
"""Below these a page shown to others is not safe."""

Finding = tuple[bool, str]
"""Whether something is sound, and the line that says so or what is wrong."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = N_("Check the data, the installed versions and the saved plans, or only the files you name.")
    parser.add_argument("files", metavar="FILE", nargs="*", help=N_("briefs and plans to check instead"))


def run(args: argparse.Namespace) -> int:
    """Print one line per finding."""
    findings = files(args.files, args.words) if args.files else all_findings(args.words)
    all_passed = True
    for passed, line in findings:
        all_passed &= passed
        print(line, flush=True)
    return 0 if all_passed else 2


def files(names: list[str], _: Words) -> Iterator[Finding]:
    """Check briefs and plans."""
    for name in names:
        try:
            read = read_brief_or_plan(name)
            brief = valid_brief(read)
        except InputError as error:
            yield from ((False, _("{file}: {fault}", file=name, fault=fault)) for fault in _.faults(error))
        else:
            yield True, _("{file}: no problem found ({name})", file=name, name=brief.name)
            yield from ((True, f"{name}: {line}") for line in _incomplete(brief, _))
            if isinstance(read, Plan) and read.agreed_on:
                yield True, f"{name}: {agreement_line(read, _)}"


def _incomplete(brief: Brief, _: Words) -> Iterator[str]:
    """Yield what the objectives lack; a plan can do without."""
    from strategy_kit.evidence.evidence import load_evidence
    from strategy_kit.views.objectives import objective_summaries

    for objective in objective_summaries(brief, load_evidence(), _):
        if objective.missing:
            yield _("{objective}. {missing}", objective=objective.sentence, missing=objective.missing)


def valid_brief(read: Brief | Plan) -> Brief:
    """Return the brief of a valid brief or plan; a plan without a calendar needs people and pillars too."""
    from strategy_kit.plan.checks import check_brief, check_plan

    if isinstance(read, Brief):
        check_brief(read)
        return read
    check_plan(read)
    if not read.slots:
        check_brief(read.brief)
    return read.brief


def all_findings(_: Words) -> Iterator[Finding]:
    """Check data, languages, versions and store."""
    yield from data_findings(_)
    yield from language_findings(_)
    yield from version_findings(_)
    yield from store_findings(_)


def data_findings(_: Words) -> Iterator[Finding]:
    """Check the published facts."""
    from strategy_kit.evidence.load import check_data

    faults = check_data()
    yield from ((False, _("Data: {fault}", fault=_.error(fault))) for fault in faults)
    if not faults:
        yield True, _("Data: no problem found")


def language_findings(_: Words) -> Iterator[Finding]:
    """List what a language lacks and shows in English."""
    from strategy_kit.evidence.load import untranslated_data
    from strategy_kit.pages.registry import PAGES

    for remark in untranslated_data():
        yield True, _("Data: {fault}", fault=_.error(remark))
    translated = translated_messages()
    total, folder = max(translated.values(), default=0), bundled_folder("notebooks")
    for lang, language in LANGUAGES.items():
        if translated.get(lang, total) < total:
            yield (
                True,
                _(
                    "Texts in {language}: {n} of {total} are translated. The others appear in English.",
                    language=language.name,
                    n=translated[lang],
                    total=total,
                ),
            )
        missing = ", ".join(page.notebook for page in PAGES.values() if not (folder / lang / page.notebook).is_file())
        if missing:
            yield True, _("Notebooks in {language}: missing {names}.", language=language.name, names=missing)


def version_findings(_: Words) -> Iterator[Finding]:
    """Check the versions of packages that face the network."""
    for package, minimum in MINIMUM_VERSIONS.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            yield False, _("{package}: not installed. Install {floor} or newer.", package=package, floor=minimum)
            continue
        old, facts = _numbers(found) < _numbers(minimum), {"package": package, "found": found, "floor": minimum}
        yield (
            not old,
            _("{package} {found}: too old. Install {floor} or newer.", **facts)
            if old
            else _("{package} {found}: no problem found ({floor} or newer)", **facts),
        )


def store_findings(_: Words) -> Iterator[Finding]:
    """Check every version of every saved plan."""
    from strategy_kit.plan.checks import check_plan
    from strategy_kit.storage.store import DamagedPlanError, open_store

    try:
        store = open_store()
        summaries = store.list()
    except InputError as error:
        yield False, _("Saved plans: {fault}", fault=_.error(error))
        return
    damaged = False
    for fault in store.faults():
        damaged = True
        yield False, _("Saved plans: {fault}", fault=_.error(fault))
    for summary in summaries:
        try:
            check_plan(store.load(summary.plan_id).plan)
        except DamagedPlanError:
            continue  # named above
        except InputError as error:
            damaged = True
            yield (
                False,
                _("Saved plan {id} ({name}): {fault}", id=summary.plan_id, name=summary.name, fault=_.error(error)),
            )
    if not damaged:
        yield True, _.plural("Saved plans: one, no problem found", "Saved plans: {n}, no problem found", len(summaries))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall("[0-9]+", text)[:3])

"""The proof, at the start of a server, that its store keeps people apart."""

import contextlib
import datetime as dt
import shutil
import warnings
from pathlib import Path
from uuid import uuid4

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.server.person import person_store
from strategy_kit.storage.database import path_of, store_address
from strategy_kit.storage.store import open_store

FIELD = "STRATEGY_KIT_STORE"
BEGINNING = "0" * 31
"""How the hashes of two made-up people begin in a database, where somebody has to make a place for them."""


class MadeUpPerson:
    """A person who does not exist, and a plan of theirs."""

    def __init__(self, user_hash: str, store: str) -> None:
        self.user_hash, self.address = user_hash, person_store(user_hash, store)
        self.plan = Plan(id=uuid4().hex, brief=Brief(name="Proof"), start=dt.date(2027, 1, 4))

    def save(self) -> None:
        """Save the plan."""
        open_store(self.address).save(self.plan, 0, uuid4().hex)

    def reads(self, plan: Plan) -> bool:
        """Return whether a plan is in the person's store."""
        return plan.id in {listed.plan_id for listed in open_store(self.address).list()}

    def remove(self) -> None:
        """Remove the plan, and the files and folders that have this person's hash in their names."""
        with contextlib.suppress(InputError):
            open_store(self.address).delete(self.plan.id)
        file = path_of(store_address(self.address)) or Path()
        beside = file.parent.iterdir() if file.parent.is_dir() else ()
        for path in [path for path in (*beside, *file.parents) if self.user_hash in path.name]:
            shutil.rmtree(path, ignore_errors=True)
            with contextlib.suppress(OSError):
                path.unlink()


def prove_separation(store: str) -> None:
    """
    Save a plan for each of two made-up people, and refuse a store in which either reads the other's.

    Parameters
    ----------
    store : str
        What the store of each person is made of, see `person_store`. Files of the two are removed again. In a database
        that opens for nobody without a place of their own, two people are tried whose hashes are always the same: a
        place has to be there for them, and their plans are removed from it.

    Raises
    ------
    InputError
        If one reads what the other saved, or if nothing is proved: the store of either cannot be opened or written.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> prove_separation(f"{folder}/plans.sqlite")
    >>> prove_separation(f"{folder}/{{user}}/../plans.sqlite")
    Traceback (most recent call last):
    strategy_kit.errors.InputError: STRATEGY_KIT_STORE: people could read each other’s plans at ...
    """
    address = store_address(person_store("{user}", store))
    try:
        apart = _are_apart(store, uuid4().hex[: len(BEGINNING)])
    except InputError:
        if address.get_backend_name() == "sqlite":
            raise
        apart = _are_apart_in_their_places(store)
    if not apart:
        raise InputError(
            "{field}: people could read each other’s plans at {value}. Put {place} in the name of the file, "
            "database or schema.",
            field=FIELD,
            value=address.render_as_string(),
            place="{user}",
        )


def _are_apart(store: str, beginning: str) -> bool:
    """
    Return whether neither of two people reads what the other saves.

    Only the last digits of their hashes differ: where names are cut short, the two are one.
    """
    one, two = (MadeUpPerson(beginning + last, store) for last in "01")
    with warnings.catch_warnings(action="ignore"):  # SQLAlchemy warns of parts of an address that change nothing
        try:
            one.save()
            two.save()
            return not one.reads(two.plan) and not two.reads(one.plan)
        finally:
            one.remove()
            two.remove()


def _are_apart_in_their_places(store: str) -> bool:
    try:
        return _are_apart(store, BEGINNING)
    except InputError as error:
        raise InputError(
            "{field}: the check that {value} keeps each person’s plans separate failed: {reason}. The server "
            "tests with two invented people, {one} and {two}: create for them the database or schema that "
            "you create for each person.",
            field=FIELD,
            value=store_address(person_store("{user}", store)).render_as_string(),
            reason=error.params.get("reason", error),
            one=BEGINNING + "0",
            two=BEGINNING + "1",
        ) from error

"""The database: one SQLite file in its safest mode, or PostgreSQL by URL; its errors become an `InputError`."""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import platformdirs
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError

from strategy_kit.errors import InputError, printable
from strategy_kit.i18n import N_
from strategy_kit.storage.permissions import APP, make_private_file, make_private_folder, restrict

BUSY_MILLISECONDS = 5000
FILE_NAME = "plans.sqlite"
_SQLITE_MODES: Mapping[str, str | int] = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1}
_POSTGRESQL_LIMITS = " ".join(
    f"-c {limit}={BUSY_MILLISECONDS}"
    for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
)
_FAULTS: Mapping[str, tuple[str, ...]] = {  # SQLite's names, PostgreSQL's states
    "gone": ("SQLITE_READONLY_DBMOVED", "42P01", "3D000"),
    "locked": ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "57014"),
    "readonly": ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "25006", "42501"),
    "full": ("SQLITE_FULL", "53100"),
    "damaged": ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002", "42703"),
}
READ_MESSAGES: Mapping[str, str] = {
    "gone": N_(
        "{field}: {value} cannot be opened. Check that it exists and that you have permission to read and write it."
    ),
    "locked": N_("{field}: another program is using {value}. Try again in a moment."),
    "readonly": N_(
        "{field}: {value} cannot be opened. Check that it exists and that you have permission to read and write it."
    ),
    "full": N_("{field}: the disk of {value} is full. Free some space, then open it again."),
    "damaged": N_("{field}: {value} is damaged and was not changed. Restore the last backup, or choose another file."),
    "other": N_("{field}: {value} reported an error: {reason}. Check its address, then open it again."),
}

SAVE_MESSAGES: Mapping[str, str] = {
    "gone": N_(
        "{field}: not saved, because {value} was removed or replaced. Your changes are still on this page: "
        "save them to a new file, or download the plan."
    ),
    "locked": N_(
        "{field}: not saved, because another program is using {value}. Your changes are still on this page: "
        "save again in a moment."
    ),
    "readonly": N_(
        "{field}: not saved, because {value} is read-only. Your changes are still on this page: download the "
        "plan, then ask for permission to write."
    ),
    "full": N_(
        "{field}: not saved, because the disk of {value} is full. Your changes are still on this page: free "
        "some space, then save again."
    ),
    "damaged": N_(
        "{field}: not saved, because {value} is damaged. Your changes are still on this page: download the "
        "plan, then restore the last backup."
    ),
    "other": N_(
        "{field}: not saved, because {value} reported an error: {reason}. Your changes are still on this "
        "page: save again, or download the plan."
    ),
}


def open_database(url: str | os.PathLike[str] | sa.URL | None = None) -> sa.Engine:
    """
    Return an engine for a file or an SQLAlchemy URL; absent: ``STRATEGY_KIT_STORE``, else a file in the user's folder.

    Each operation has its own connection, so none crosses a fork. Refuses an unusable or damaged database.
    """
    address = store_address(url)
    if address.get_backend_name() != "sqlite":
        return _server(address)
    check_place(address)
    engine = sa.create_engine(_existing(address), poolclass=sa.NullPool)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    with translated_errors(READ_MESSAGES, engine):
        _check_whole(engine)
    return engine


def store_address(url: str | os.PathLike[str] | sa.URL | None) -> sa.URL:
    """Return the parsed address of a store, see `open_database`."""
    if isinstance(url, sa.URL):
        return url
    text = str(url or os.environ.get("STRATEGY_KIT_STORE", ""))
    if "://" not in text:
        path = Path(text) if text else Path(platformdirs.user_data_dir(APP)) / FILE_NAME
        return sa.URL.create("sqlite", database=str(path.expanduser().absolute()))
    try:
        return sa.make_url(text)
    except (ArgumentError, ValueError):  # neither text nor cause is shown: they may hold a password
        raise InputError(
            "{field}: this is not the address of a database. Enter a file, or an address like "
            "postgresql+psycopg://host/plans.",
            field="store",
        ) from None


class StoreGoneError(InputError):
    """The store, or the plan in it, is no longer where it was."""


def writing(engine: sa.Engine) -> sa.Connection:
    """Return a connection whose transaction locks for writing at its start."""
    return engine.connect().execution_options(writes=True)


@contextmanager
def translated_errors(messages: Mapping[str, str], engine: sa.Engine) -> Iterator[None]:
    """Turn errors of the database into the `InputError` of their kind: locked, readonly, full, damaged or other."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise refusal(messages, fault_kind(error, engine), engine, error) from error
    except UnicodeDecodeError as error:  # SQLite repeats damaged bytes of the schema in its message
        raise refusal(messages, "damaged", engine, error) from error


def refusal(messages: Mapping[str, str], kind: str, engine: sa.Engine, error: Exception | str = "") -> InputError:
    """Return the `InputError` of a kind of fault."""
    message = messages[kind]
    reason = printable(error.orig if isinstance(error, DBAPIError) else error, 120)
    if kind == "gone":
        return StoreGoneError(message, field="store", value=_name(engine), reason=reason)
    return InputError(message, field="store", value=_name(engine), reason=reason)


def fault_kind(error: DBAPIError | sqlite3.Error, engine: sa.Engine) -> str:
    """Return the kind of an error of the database: gone, locked, readonly, full, damaged or other."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    code = str(getattr(fault, "sqlite_errorname", None) or getattr(fault, "sqlstate", None) or "")
    if str(fault).startswith("no such column"):  # we name none but our own
        return "damaged"
    kind = next((kind for kind, codes in _FAULTS.items() if code.startswith(codes)), "other")
    path = path_of(engine.url)
    is_absent = path is not None and kind == "readonly" and not path.exists()
    return "gone" if is_absent or "no such table" in str(fault) else kind


def file_identity(engine: sa.Engine) -> tuple[int, int] | None:
    """Return what tells the file of an SQLite database from another one of its name; None if there is none."""
    path = path_of(engine.url)
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def network_file_system(path: Path, mounts: str) -> str:
    r"""
    Return the network file system of `path`, empty on a local disk: locks on such drives cannot be trusted.

    `mounts` is the text of ``/proc/self/mounts``.

    >>> network_file_system(Path("/srv/plans/p.sqlite"), "disk / ext4 rw 0 0\nnas:/ /srv nfs4 rw 0 0")
    'nfs4'
    """
    rows = (line.split() for line in mounts.splitlines())
    kinds = {re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), row[1]): row[2] for row in rows}
    kind = next((kinds[str(folder)] for folder in (path, *path.parents) if str(folder) in kinds), "")
    return kind if kind.startswith(("nfs", "cifs", "smb", "fuse")) else ""


def _server(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(_with_limits(url), poolclass=sa.NullPool)
    except (ImportError, ArgumentError) as error:
        raise InputError(
            "{field}: no driver is installed for {value}. Install it (for PostgreSQL: psycopg).",
            field="store",
            value=url.drivername,
        ) from error


def _with_limits(url: sa.URL) -> sa.URL:
    """Return an address of PostgreSQL with our limits before its own options: of two that disagree the later counts."""
    if url.get_backend_name() != "postgresql":
        return url
    options = url.normalized_query.get("options", ())
    return url.update_query_dict({"options": " ".join((_POSTGRESQL_LIMITS, *options))})


def check_place(url: sa.URL) -> None:
    """Create file and folder of an SQLite database if there are none; refuse a place that is not safe."""
    if not url.database or ":memory:" in url.database or url.query.get("mode") == "memory":
        raise InputError(
            "{field}: a database in memory loses all plans when it closes. Enter a file name.", field="store"
        )
    path = (path_of(url) or Path()).resolve()
    try:
        if url.query.get("mode") != "ro":
            make_private_folder(path.parent)
    except OSError as error:
        raise InputError(
            "{field}: the folder for {value} cannot be created ({reason}). Choose another folder.",
            field="store",
            value=path.name,
            reason=error.strerror,
        ) from error
    kind = network_file_system(path, _mounts())
    if kind:
        raise InputError(
            "{field}: {value} is on a network drive ({kind}), where two people saving at once could damage "
            "plans. Choose a folder on this computer, or PostgreSQL.",
            field="store",
            value=path.name,
            kind=kind,
        )
    if url.query.get("mode") != "ro":
        make_private_file(path)
        restrict(path)


def _mounts() -> str:
    table = Path("/proc/self/mounts")
    return table.read_text(encoding="utf-8") if table.exists() else ""


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.text_factory = lambda text: text.decode(errors="surrogateescape")  # what is damaged is no exception
    connection.isolation_level = None  # Python's own transactions start late and without a lock
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    for mode, wanted in _SQLITE_MODES.items():
        connection.execute(f"PRAGMA {mode} = {wanted}")
        row = connection.execute(f"PRAGMA {mode}").fetchone()
        if row != (wanted,):
            raise InputError(
                "{field}: {mode} is still {value}, and plans could be lost. Close other programs that use "
                "the database.",
                field="store",
                mode=mode,
                value=row[0] if row else "",
            )


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_whole(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        row = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if row != "ok":
        raise refusal(READ_MESSAGES, "damaged", engine, str(row))


def path_of(url: sa.URL) -> Path | None:
    """
    Return the file that SQLite opens for an address; None for a server's.

    >>> path_of(sa.make_url("sqlite:////srv/plans?person=anna&uri=true")).name
    'plans?person=anna'
    >>> path_of(sa.make_url("sqlite:///file:/srv/a%2520plan?mode=ro&uri=true")).name
    'a plan'
    """
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    (file,), _options = url.get_dialect()().create_connect_args(url)
    if not file.startswith("file:"):
        return Path(file)
    return Path(unquote(file.removeprefix("file:").partition("?")[0].partition("#")[0]))


def file_url(path: Path, mode: str) -> sa.URL:
    """Return the address of a file that is opened to be read ("ro") or read and written ("rw"), and never created."""
    return sa.URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query={"mode": mode, "uri": "true"})


def _existing(url: sa.URL) -> sa.URL:
    path = path_of(url)
    return url if path is None or url.query else file_url(path, "rw")


def _name(engine: sa.Engine) -> str:
    return (path_of(engine.url) or Path(engine.url.database or "")).name

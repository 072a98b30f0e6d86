"""Plan files: atomic writing, validated reading."""

import contextlib
import os
import secrets
from pathlib import Path

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.model.validation import MAX_BYTES, parsed


def read_plan_file(path: str | os.PathLike[str]) -> Plan:
    """Read a plan from a JSON file; refuse an unreadable, too large, damaged or newer one, and a brief alone."""
    read = read_brief_or_plan(path)
    if isinstance(read, Brief):
        raise InputError(
            "{field}: {value} holds a brief, without a plan. Create the plan first: strategy-kit plan {value}",
            field="file",
            value=Path(path).name,
        )
    return read


def read_brief_file(path: str | os.PathLike[str]) -> Brief:
    """Read the brief from the JSON file of a brief or of a plan, with the refusals of `read_plan_file`."""
    read = read_brief_or_plan(path)
    return read.brief if isinstance(read, Plan) else read


def read_brief_or_plan(path: str | os.PathLike[str]) -> Brief | Plan:
    """Read a JSON file that holds a brief or a plan, with the refusals of `read_plan_file`."""
    text = read_bytes(path)
    return Plan.from_json(text) if "brief" in parsed(text) else Brief.from_json(text)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file, up to one more than allowed; refuse one that cannot be opened."""
    name = Path(path).name or str(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(
            "{field}: {value} was not found. Check the name and the folder.", field="file", value=name
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            "{field}: {value} is a folder. Enter the name of a file in it.", field="file", value=name
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            "{field}: {value} cannot be opened ({reason}). Check its name and that you have permission to read it.",
            field="file",
            value=name,
            reason=_reason(error),
        ) from error


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes through a temporary file, synced and renamed; if a step fails, refuse and keep the old file."""
    target = Path(path)
    temporary = target.parent / f".strategy-kit-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise InputError(
            "{field}: {value} could not be written ({reason}). Free some space or choose another folder, "
            "then try again.",
            field="file",
            value=target.name,
            reason=_reason(error),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Write the names of a folder's files to disk."""
    if os.name == "nt":  # Windows has no such call: its rename is written through
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)

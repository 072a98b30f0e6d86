"""Permissions of a store's files: only their owner reads them, on systems that tell users apart by a mode."""

import contextlib
import logging
import os
import stat
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)

APP = "strategy_kit"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
SIDE_FILES = ("", "-journal", "-wal", "-shm")
"""What SQLite appends to the name of a database for the files beside it; it creates them with the database's mode."""


def make_private_folder(folder: Path) -> None:
    """Create a folder and the missing ones above it for their owner only; OSError if one cannot be made."""
    for missing in [each for each in (*reversed(folder.parents), folder) if not each.exists()]:
        missing.mkdir(mode=stat.S_IRWXU, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Create an empty file for its owner only; where that fails, whoever opens the file says why."""
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))


def restrict(path: Path) -> None:
    """Take a store's files from everybody but their owner, and its folder if it is our own; warn where that fails."""
    if os.name == "nt":
        return
    ours = Path(platformdirs.user_data_dir(APP))
    folders = [folder for folder in path.parents if folder == ours or ours in folder.parents]
    for each in [*(path.with_name(path.name + end) for end in SIDE_FILES), *folders]:
        try:
            mode = stat.S_IMODE(each.stat().st_mode)
            if mode & OTHERS:
                each.chmod(mode & ~OTHERS)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.warning(
                "others on this machine may read %s: its mode cannot be changed (%s)", each.name, error.strerror
            )

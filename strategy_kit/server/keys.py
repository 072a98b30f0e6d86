"""The secret key of a server, in a file only its user can read, so that links outlive a restart."""

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

import platformdirs

from strategy_kit.errors import InputError

FILE_NAME = "links.key"
BYTES = 32
GROUP_AND_OTHERS = 0o077


def secret_key(folder: Path | None = None) -> bytes:
    """Return the secret, made at the first call; refuse a file that others may read. Removing it revokes all links."""
    path = (folder or _folder()) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError), open(path, "xb", opener=_private) as file:
            file.write(secrets.token_bytes(BYTES))
        if os.name == "posix" and path.stat().st_mode & GROUP_AND_OTHERS:
            raise InputError(
                "{field}: other users of this computer can read {value}. Remove their access (chmod 600), or "
                "delete the file: existing links will then stop working.",
                field="--share",
                value=path,
            )
        key = path.read_bytes()
    except OSError as error:
        raise InputError(
            "{field}: {value} cannot be read or created ({reason}). Check your access to it.",
            field="--share",
            value=path,
            reason=error.strerror,
        ) from error
    if len(key) < BYTES:
        raise InputError(
            "{field}: {value} is too short to keep links secret. Delete it; a new one will be created.",
            field="--share",
            value=path,
        )
    return key


def server_key() -> bytes:
    """Return the secret of this server: another for each store, so that no link opens another store."""
    store = os.environ.get("STRATEGY_KIT_STORE", "")
    place = store if "://" in store or not store else str(Path(store).expanduser().absolute())
    return hmac.new(secret_key(), place.encode(), hashlib.sha256).digest()


def revoke_links() -> None:
    """Revoke all links: the next secret is a new one."""
    (_folder() / FILE_NAME).unlink(missing_ok=True)


def token(key: bytes, meaning: str) -> str:
    """
    Return the token of a link: an HMAC of its meaning.

    >>> token(b"a secret", "owner") == token(b"a secret", "reader 5f0c")
    False
    """
    return hmac.new(key, meaning.encode(), hashlib.sha256).hexdigest()


def token_matches(link_token: str, key: bytes, meaning: str) -> bool:
    """Return whether a token is that of a meaning, in constant time."""
    return hmac.compare_digest(token(key, meaning).encode(), link_token.encode("utf-8", "replace"))


def _folder() -> Path:
    return Path(platformdirs.user_data_dir("strategy_kit"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

"""Where the refresh token rests between runs: the system's vault, or a file of the viewer's own.

`keyring` finds vaults, but with the wrong plug-ins it writes plain text without a word; so only backends that
are known to be vaults are trusted, as for licences. Where none answers, a file that only its owner may read
(mode 0600) keeps the token, and the viewer is told: it opens the account, not the films, and can be revoked.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from playhead_drm.store import Vault, find_vault

__all__ = ["FileKeeper", "TokenKeeper", "VaultKeeper", "open_keeper"]

_log = logging.getLogger(__name__)
_SERVICE, _USER = "playhead-account", "refresh-token"


class TokenKeeper(Protocol):
    """Keeps one token. Calls may block: use a worker thread."""

    @property
    def is_vault(self) -> bool:
        """Whether the system guards it."""
        ...

    def read(self) -> str | None:
        """Return the token; None if there is none."""
        ...

    def keep(self, token: str | None) -> None:
        """Keep a token in place of the one before; None forgets it."""
        ...


class VaultKeeper:
    """Keeps the token in a vault; one that stops answering costs the sign-in, nothing else."""

    is_vault = True

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def read(self) -> str | None:
        """Return the token, if the vault gives it."""
        try:
            return self._vault.get_password(_SERVICE, _USER)
        except Exception as error:  # noqa: BLE001 - each vault has errors of its own
            _log.warning("the vault did not give the account's token: %s", type(error).__name__)
            return None

    def keep(self, token: str | None) -> None:
        """Keep or forget the token."""
        try:
            if token is not None:
                self._vault.set_password(_SERVICE, _USER, token)
            else:
                self._vault.delete_password(_SERVICE, _USER)
        except Exception as error:  # noqa: BLE001 - as above; most say so when there is nothing to delete
            _log.info("the vault did not keep or forget: %s", type(error).__name__)


class FileKeeper:
    """Keeps the token in a file that only its owner may read."""

    is_vault = False

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> str | None:
        """Return the token; None if there is none, or others may read the file."""
        with suppress(OSError, UnicodeDecodeError):
            if os.name == "posix" and self._file.stat().st_mode & 0o077:
                _log.warning("others may read the account's token: it is thrown away")
                self._file.unlink()
                return None
            return self._file.read_text("utf-8") or None
        return None

    def keep(self, token: str | None) -> None:
        """Write the token, or delete it; a disk that refuses costs the sign-in after this run."""
        try:
            if token is None:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(".new")
            beside.unlink(missing_ok=True)
            # The mode from the first moment on, whatever the umask.
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(token)
            beside.replace(self._file)
        except OSError as error:
            _log.warning("the account's token could not be kept: %s", type(error).__name__)


def open_keeper(folder: Path) -> TokenKeeper:
    """Return this machine's best keeper. Blocks for up to two seconds.

    Args:
        folder: Where the file goes if there is no vault.
    """
    vault = find_vault()
    return VaultKeeper(vault) if vault is not None else FileKeeper(folder / "account-token")

"""Where persistent licences rest: in the system's vault (Keychain, Credential Manager, Secret Service).

A licence holds keys, so it is never written to a file. Where no vault answers, it lives in memory until the
program ends, and the log says so. The `keyring` package finds vaults, but with the wrong plug-ins installed
it silently writes plain text, so only the backends that are known to be vaults are trusted.
"""

import logging
import threading
from typing import Any, Protocol, cast

__all__ = ["LicenseStore", "MemoryStore", "SystemStore", "Vault", "VaultStore", "find_vault", "open_store"]

_log = logging.getLogger(__name__)

_SERVICE = "playhead-licences"
_VAULTS = (
    "keyring.backends.macOS",
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
# A locked vault may ask its owner for a password, for as long as nobody answers.
_PROBE_S = 2.0


class LicenseStore(Protocol):
    """Keeps licences by the name of their session. Calls may block: use a worker thread."""

    def save(self, session_id: str, licence: str) -> None:
        """Keep a licence in place of an older one."""
        ...

    def read(self, session_id: str) -> str | None:
        """Return a licence; None if there is none of that name."""
        ...

    def delete(self, session_id: str) -> None:
        """Forget a licence; no fault if there is none."""
        ...


class MemoryStore:
    """Keeps licences until the program ends."""

    def __init__(self) -> None:
        self._licences: dict[str, str] = {}

    def save(self, session_id: str, licence: str) -> None:
        """Keep a licence."""
        self._licences[session_id] = licence

    def read(self, session_id: str) -> str | None:
        """Return a licence, if there is one."""
        return self._licences.get(session_id)

    def delete(self, session_id: str) -> None:
        """Forget a licence."""
        self._licences.pop(session_id, None)


class Vault(Protocol):
    """The part of a `keyring` backend that is used here."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class VaultStore:
    """Keeps licences in a vault. One that stops answering costs the licence, never the playback.

    Args:
        vault: A `keyring` backend.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def save(self, session_id: str, licence: str) -> None:
        """Keep a licence."""
        try:
            self._vault.set_password(_SERVICE, session_id, licence)
        except Exception as error:  # noqa: BLE001 - each vault has errors of its own, and none may stop a film
            _log.warning("the vault did not keep a licence: %s", type(error).__name__)

    def read(self, session_id: str) -> str | None:
        """Return a licence, if there is one and the vault answers."""
        try:
            return self._vault.get_password(_SERVICE, session_id)
        except Exception as error:  # noqa: BLE001 - as above
            _log.warning("the vault did not give a licence: %s", type(error).__name__)
            return None

    def delete(self, session_id: str) -> None:
        """Forget a licence."""
        try:
            self._vault.delete_password(_SERVICE, session_id)
        except Exception as error:  # noqa: BLE001 - as above; most say so when there is nothing to delete
            _log.debug("the vault did not delete a licence: %s", type(error).__name__)


class SystemStore:
    """The best store of this machine, looked for when the first licence is to be kept or taken up."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._store: LicenseStore | None = None

    def save(self, session_id: str, licence: str) -> None:
        """Keep a licence."""
        self._opened().save(session_id, licence)

    def read(self, session_id: str) -> str | None:
        """Return a licence, if there is one."""
        return self._opened().read(session_id)

    def delete(self, session_id: str) -> None:
        """Forget a licence."""
        self._opened().delete(session_id)

    def is_lasting(self) -> bool:
        """Tell whether what is kept outlives the program. May take two seconds: use a worker thread."""
        return not isinstance(self._opened(), MemoryStore)

    def _opened(self) -> LicenseStore:
        with self._opening:
            if self._store is None:
                self._store = open_store()
            return self._store


def open_store(vault: Vault | None = None) -> LicenseStore:
    """Return the best store that this machine has. May take two seconds: use a worker thread.

    Args:
        vault: A `keyring` backend to judge; the one that `keyring` chooses if not given.
    """
    found = find_vault(vault)
    if found is not None:
        return VaultStore(found)
    _log.warning("there is no vault for licences on this machine: they are kept in memory until the end")
    return MemoryStore()


def find_vault(vault: Vault | None = None) -> Vault | None:
    """Return a vault that is known to be one and answers, or None. May take two seconds.

    Args:
        vault: A `keyring` backend to judge; the one that `keyring` chooses if not given.
    """
    found = _trusted(vault if vault is not None else _chosen_by_keyring())
    return found if found is not None and _answers(found) else None


def _chosen_by_keyring() -> Vault | None:
    try:
        # Imported here: most sessions never keep a licence, and finding vaults takes a while.
        import keyring

        return cast("Vault", keyring.get_keyring())
    except Exception as error:  # noqa: BLE001 - plug-ins of other packages run here
        _log.warning("no vault could be found: %s", type(error).__name__)
        return None


def _trusted(vault: Any) -> Vault | None:
    """Return the backend itself, or the first of a chain, that is known to be a vault."""
    for each in getattr(vault, "backends", None) or (vault,):
        if type(each).__module__.startswith(_VAULTS):
            return each
    return None


def _answers(vault: Vault) -> bool:
    answered = threading.Event()

    def ask() -> None:
        try:
            vault.get_password(_SERVICE, "probe")
            answered.set()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
            _log.debug("the vault does not answer: %s", type(error).__name__)

    thread = threading.Thread(target=ask, name="vault-probe", daemon=True)
    thread.start()
    thread.join(_PROBE_S)
    return answered.is_set()

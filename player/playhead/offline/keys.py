"""Keep what opens a protected title: persistent licences with the CDM, HLS key files in the system's vault.

Neither is ever written to a file of ours. Where the key system can't keep a licence, or this machine has no
vault, the download is refused before a byte of media was fetched: better that than a film which can't be
opened on the train.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace

from playhead.clock import Clock
from playhead.errors import ErrorCode, ProtectionError, StorageError, make_problem
from playhead.licence import LicenceSource, key_bytes
from playhead.offline.disk import resource_name
from playhead.presentation import Protection
from playhead.session.key_files import is_key_file
from playhead.session.key_systems import Opening, choose_opening, key_ids_of
from playhead.session.licence_mail import LicenceMail
from playhead.session.licences import Licence
from playhead_drm import Cdm, ClearKeyCdm, LicenseStore, SessionType, SystemStore

__all__ = ["KeptLicences", "KeyVault", "keep_licences", "key_files_of", "remove_licences"]


class KeyVault:
    """Keys of HLS key files. Every call may block: use a worker thread.

    Args:
        store: Where they rest; the system's vault if not given.
    """

    def __init__(self, store: LicenseStore | None = None) -> None:
        self.store = store or SystemStore()

    def is_lasting(self) -> bool:
        """Tell whether what is kept outlives the program; a store that was given is believed to."""
        return not isinstance(self.store, SystemStore) or self.store.is_lasting()

    def keep(self, title: str, name: str, key: bytes) -> None:
        """Keep a key.

        Raises:
            StorageError: NOT_ALLOWED if there is no vault that would have it tomorrow.
        """
        self.store.save(_vault_name(title, name), key.hex())
        if not self.is_lasting() or self.read(title, name) != key:
            raise _not_allowed("this machine has no vault that keeps its keys")

    def read(self, title: str, name: str) -> bytes | None:
        """Return a key; None if it isn't there."""
        kept = self.store.read(_vault_name(title, name))
        try:
            return bytes.fromhex(kept) if kept else None
        except ValueError:
            return None

    def forget(self, title: str, names: Iterable[str]) -> None:
        """Let go of keys."""
        for name in names:
            self.store.delete(_vault_name(title, name))


def _vault_name(title: str, name: str) -> str:
    return f"offline-{title[:16]}-{name[:16]}"


def key_files_of(protections: Iterable[Sequence[Protection]], origin: str) -> dict[str, str]:
    """Return the addresses of key files, by the names under which they are kept; `data:` needs no keeping."""
    urls = [
        each.key_uri
        for several in protections
        for each in several
        if is_key_file(each) and each.key_uri is not None and each.key_uri[:5].lower() != "data:"
    ]
    return {resource_name(url, None, origin): url for url in urls}


@dataclass(frozen=True, slots=True)
class KeptLicences:
    """Names of licences, and when the first of them ends (seconds since 1970; None: none does)."""

    sessions: tuple[str, ...] = ()
    expires_utc_s: float | None = None


async def keep_licences(
    protections: Iterable[Sequence[Protection]],
    cdms: Sequence[Cdm],
    source: LicenceSource | None,
    make_mail: Callable[[LicenceSource], LicenceMail],
    clock: Clock,
    vault: KeyVault,
) -> KeptLicences:
    """Get persistent licences for all that a title is protected with.

    Raises:
        StorageError: NOT_ALLOWED if the key system can't keep them.
        ProtectionError: If one can't be had.
    """
    source = source or LicenceSource()
    needed = [each for each in protections if not any(map(is_key_file, each))]
    given = key_bytes(source.keys)
    systems = (*cdms, ClearKeyCdm(given, store=vault.store, utc_s=clock.utc_s))
    openings: list[Opening] = []
    for several in needed:
        ids = key_ids_of(several)
        if ids and ids <= given.keys():
            continue  # whoever plays it gives the keys again, as for any other title
        opening = choose_opening(systems, several, min(ids, default=b""), source)
        if opening is None:
            names = ", ".join(sorted({each.key_system for each in several}))
            raise ProtectionError(make_problem(ErrorCode.DRM_NO_KEY_SYSTEM, f"the manifest names {names}"))
        if opening not in openings:
            openings.append(opening)
    mail = make_mail(replace(source, is_persistent=True))
    kept: list[KeptLicences] = []
    for opening in openings:
        if opening.cdm is systems[-1] and not await asyncio.to_thread(vault.is_lasting):
            raise _not_allowed("this machine has no vault that keeps its licence")
        kept.append(await _kept(opening, source, mail, clock))
    ends = [each.expires_utc_s for each in kept if each.expires_utc_s is not None]
    return KeptLicences(tuple(name for each in kept for name in each.sessions), min(ends, default=None))


async def _kept(opening: Opening, source: LicenceSource, mail: LicenceMail, clock: Clock) -> KeptLicences:
    if SessionType.PERSISTENT not in opening.cdm.capabilities.session_types:
        raise _not_allowed(f"licences of {opening.key_system} can't be kept")
    licence = Licence(
        opening,
        SessionType.PERSISTENT,
        source.certificate,
        mail,
        clock,
        spawn=_drop,
        on_change=lambda _: None,
        on_problem=lambda _: None,
    )
    try:
        await licence.obtain()
        return KeptLicences((licence.session_id,), licence.expires_at_s)
    finally:
        await licence.close()


async def remove_licences(sessions: Iterable[str], cdms: Sequence[Cdm], vault: KeyVault) -> None:
    """Destroy licences that were kept; the CDM that has one knows it."""
    systems = (*cdms, ClearKeyCdm(store=vault.store))
    for name in sessions:
        for cdm in systems:
            if SessionType.PERSISTENT not in cdm.capabilities.session_types:
                continue
            session = await cdm.create_session(SessionType.PERSISTENT, lambda _: None)
            if await session.load(name):
                await session.remove()
                break
            await session.close()


def _drop(work: Coroutine[None, None, None]) -> None:
    """Renewals are for titles that play; this licence is only fetched."""
    work.close()


def _not_allowed(detail: str) -> StorageError:
    return StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, detail))

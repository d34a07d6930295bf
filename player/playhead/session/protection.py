"""Everything that a title's streams need to get through its protection.

    whole segment encrypted (HLS AES-128 …)   key file ─▶ `open_body`, before the container can be read
    samples encrypted (Common Encryption …)   licence ─▶ `open_samples`, after it

There is one licence for each set of keys that the manifest or the media names, asked for when it is first
needed, or early, when the manifest tells. When a key may not be used any more, a policy decides
(`settings.ProtectionSettings`): a representation can be barred, which hides it from the choice of quality
until its key is good again; or the title ends, with an error or without.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace

from playhead.clock import Clock
from playhead.containers.samples import ElementaryStream
from playhead.errors import (
    ErrorCode,
    ErrorContext,
    PlayerError,
    Problem,
    ProtectionError,
    Recovery,
    Severity,
    make_problem,
)
from playhead.events import Event, LicenceUpdated, ProblemRaised
from playhead.licence import LicenceSource, key_bytes
from playhead.presentation import Presentation, Protection, Representation
from playhead.session.key_files import KeyFiles, is_key_file
from playhead.session.key_systems import Opening, choose_opening, key_ids_of
from playhead.session.licence_mail import LicenceMail
from playhead.session.licences import Licence, status_code
from playhead.settings import KeyPolicy, ProtectionSettings
from playhead_drm import (
    Cdm,
    ClearKeyCdm,
    InitDataType,
    KeyStatus,
    ProtectedSample,
    SessionType,
    SystemStore,
)

__all__ = ["ProtectionDesk", "open_desk"]


class ProtectionDesk:
    """Opens one presentation's media.

    Args:
        cdms: In order of preference; Clear Key's among them for key files and given keys.
        source: What the title was loaded with.
        mail: Carries licence messages and fetches key files.
        emit: Takes events.
    """

    def __init__(
        self,
        cdms: Sequence[Cdm],
        source: LicenceSource,
        mail: LicenceMail,
        settings: ProtectionSettings,
        clock: Clock,
        emit: Callable[[Event], None],
    ) -> None:
        self._cdms = tuple(cdms)
        self._source = source
        self._mail = mail
        self._settings = settings
        self._clock = clock
        self._emit = emit
        self._licences: list[Licence] = []
        self._key_files = KeyFiles(mail)
        self._key_of: dict[str, bytes] = {}
        self._told: dict[bytes, KeyStatus] = {}
        self._group: asyncio.TaskGroup | None = None
        self._on_verdict: Callable[[], None] = _nothing
        self._on_barred: Callable[[], None] = _nothing
        self._failure: Problem | None = None
        self.is_over = False

    # --- the title's life ----------------------------------------------------------------------------------

    def begin(
        self,
        presentation: Presentation,
        group: asyncio.TaskGroup,
        *,
        on_verdict: Callable[[], None],
        on_barred: Callable[[], None],
    ) -> None:
        """Start working: take up stored licences, ask early for those that the manifest tells of.

        Args:
            group: Where renewals run; owned by whoever plays the title.
            on_verdict: Called when `check` has something to raise, or the title `is_over`.
            on_barred: Called when `bars` answers differently.
        """
        self._group, self._on_verdict, self._on_barred = group, on_verdict, on_barred
        if self._source.stored_sessions or self._settings.ask_early:
            group.create_task(self._prepare(presentation), name="early licences")

    async def close(self) -> None:
        """End all sessions; stored licences stay."""
        licences, self._licences = self._licences, []
        for licence in licences:
            await licence.close()

    def check(self) -> None:
        """Raise what a policy has decided since.

        Raises:
            ProtectionError: EXPIRED or OUTPUT_RESTRICTED.
        """
        if self._failure is not None:
            raise ProtectionError(self._failure)

    # --- media ---------------------------------------------------------------------------------------------

    async def open_body(
        self, body: bytes, protections: Sequence[Protection], number: int, where: ErrorContext
    ) -> bytes:
        """Return a segment or init segment in the clear if it is encrypted as a whole, else as it is.

        Args:
            number: Media sequence number, which is the IV where the manifest gives none.

        Raises:
            ProtectionError: If its key can't be had or doesn't fit.
        """
        try:
            return await self._key_files.open_body(body, protections, number)
        except ProtectionError as error:
            raise _located(error, where) from error

    async def open_samples(
        self,
        stream: ElementaryStream,
        protections: Sequence[Protection],
        representation: Representation,
        where: ErrorContext,
    ) -> list[bytes | memoryview]:
        """Return a stream's `closed_samples` in the clear.

        Raises:
            ProtectionError: If a key can't be had, may not be used, or doesn't fit.
        """
        if stream.protection is None:
            detail = f"nothing here opens {stream.format.scheme}"
            raise _located(ProtectionError(make_problem(ErrorCode.DRM_NO_KEY_SYSTEM, detail)), where)
        closed = stream.closed_samples
        named = (*protections, Protection("", "", init_data=stream.protection.init_data))
        opened: dict[int, bytes | memoryview] = {}
        by_key: dict[bytes, list[int]] = {}
        for place, sample in enumerate(closed):
            by_key.setdefault(sample.protection.key_id, []).append(place)
        try:
            for key_id, places in by_key.items():
                self._key_of[representation.id] = key_id
                found = await self._opened([closed[place] for place in places], key_id, named)
                opened |= dict(zip(places, found, strict=True))
        except ProtectionError as error:
            raise _located(error, where) from error
        return [opened[place] for place in range(len(closed))]

    # --- what others must know -----------------------------------------------------------------------------

    def bars(self, representation: Representation) -> bool:
        """Tell whether a representation must not be chosen: one of its keys may not be used now."""
        return self._why_barred(representation) is not None

    def why_barred(self, representations: Sequence[Representation]) -> ProtectionError | None:
        """Return why none of the representations may be played; None if that isn't for their keys."""
        reasons = [self._why_barred(each) for each in representations]
        first = next(iter(reasons), None)
        return ProtectionError(first) if first is not None and all(reasons) else None

    def may_switch(self, problem: Problem) -> bool:
        """Tell whether another representation may be tried after this problem."""
        is_about_status = problem.code in (ErrorCode.DRM_EXPIRED, ErrorCode.DRM_OUTPUT_RESTRICTED)
        return not is_about_status or self._policy(problem.code) is KeyPolicy.LOWER_QUALITY

    # --- inside --------------------------------------------------------------------------------------------

    async def _prepare(self, presentation: Presentation) -> None:
        for session_id in self._source.stored_sessions:
            await self._take_up(session_id)
        if not self._settings.ask_early or self._group is None:
            return
        wanted = [(each,) for each in presentation.session_protection]
        for track in presentation.periods[0].tracks:
            wanted += [each.protection for each in track.representations if each.protection]
        for protections in dict.fromkeys(wanted):
            if not any(map(is_key_file, protections)):
                self._group.create_task(self._ask_early(protections), name="early licence")

    async def _take_up(self, session_id: str) -> None:
        for cdm in self._cdms:
            if SessionType.PERSISTENT in cdm.capabilities.session_types:
                # It brings its own keys; nothing will ever be asked for through it.
                opening = Opening(
                    cdm, cdm.capabilities.key_system, InitDataType.KEYIDS, b"", frozenset(), None
                )
                licence = self._new_licence(opening)
                if await licence.take_up(session_id):
                    self._licences.append(licence)
                    return

    async def _ask_early(self, protections: tuple[Protection, ...]) -> None:
        """Ask for what will probably be needed; whoever needs it in the end hears why it can't be had."""
        key_id = min(key_ids_of(protections), default=b"")
        try:
            await self._licence_for(protections, key_id)
        except PlayerError:
            return

    async def _opened(
        self, samples: Sequence[ProtectedSample], key_id: bytes, protections: Sequence[Protection]
    ) -> list[bytes | memoryview]:
        if (protection := next(filter(is_key_file, protections), None)) is not None:
            return await self._key_files.open_samples(samples, protection)
        licence = await self._licence_for(protections, key_id)
        return await licence.decrypt(samples)

    async def _licence_for(self, protections: Sequence[Protection], key_id: bytes) -> Licence:
        """Return the licence that has the key, or should have: its CDM knows best what is missing."""
        for licence in self._licences:
            if key_id in licence.key_statuses:
                return licence
        opening = choose_opening(self._cdms, protections, key_id, self._source)
        if opening is None:
            systems = ", ".join(sorted({each.key_system for each in protections})) or "no key system"
            detail = f"the manifest names {systems}, and nothing here opens that"
            raise ProtectionError(make_problem(ErrorCode.DRM_NO_KEY_SYSTEM, detail))
        licence = next((each for each in self._licences if each.opening == opening), None)
        if licence is None:
            licence = self._new_licence(opening)
            self._licences.append(licence)
        await licence.obtain()
        return licence

    def _new_licence(self, opening: Opening) -> Licence:
        return Licence(
            opening,
            SessionType.PERSISTENT if self._source.is_persistent else SessionType.TEMPORARY,
            self._source.certificate,
            self._mail,
            self._clock,
            spawn=self._spawn,
            on_change=self._on_change,
            on_problem=lambda problem: self._emit(ProblemRaised(self._clock.now_s(), problem)),
        )

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        if self._group is not None:
            self._group.create_task(work, name="licence message")
        else:
            work.close()

    def _on_change(self, licence: Licence) -> None:
        ends_s = licence.expires_at_s
        keys = tuple((key_id.hex(), status.value) for key_id, status in licence.key_statuses.items())
        left_s = None if ends_s is None else ends_s - self._clock.utc_s()
        self._emit(LicenceUpdated(self._clock.now_s(), licence.session_id, keys, left_s))
        for key_id, status in licence.key_statuses.items():
            before, self._told[key_id] = self._told.get(key_id), status
            if status is not before and key_id in self._key_of.values():
                self._judge(key_id, status)

    def _judge(self, key_id: bytes, status: KeyStatus) -> None:
        """Do what the settings say about a key in use whose status has changed."""
        problem = _problem_of(key_id, status)
        if problem is None:
            self._on_barred()
            return
        policy = self._policy(problem.code)
        if policy is KeyPolicy.ERROR:
            self._failure = problem
            self._on_verdict()
        elif policy is KeyPolicy.CLOSE:
            self.is_over = True
            self._on_verdict()
        else:
            is_barred = policy is KeyPolicy.LOWER_QUALITY
            recovery = Recovery.EXCLUDE_VARIANT if is_barred else Recovery.NONE
            degraded = problem.with_outcome(Severity.DEGRADED, recovery)
            self._emit(ProblemRaised(self._clock.now_s(), degraded))
            self._on_barred()

    def _policy(self, code: ErrorCode) -> KeyPolicy:
        is_output = code is ErrorCode.DRM_OUTPUT_RESTRICTED
        return self._settings.on_output_restricted if is_output else self._settings.on_key_expired

    def _why_barred(self, representation: Representation) -> Problem | None:
        key_id = self._key_of.get(representation.id) or min(
            key_ids_of(representation.protection), default=b""
        )
        statuses = [each.key_statuses[key_id] for each in self._licences if key_id in each.key_statuses]
        if not statuses or any(status.opens_samples for status in statuses):
            return None
        problem = _problem_of(key_id, statuses[0])
        is_borne = problem is None or self._policy(problem.code) is KeyPolicy.CONTINUE
        return None if is_borne else problem


def open_desk(
    cdms: Sequence[Cdm],
    source: LicenceSource,
    mail: LicenceMail,
    settings: ProtectionSettings,
    clock: Clock,
    emit: Callable[[Event], None],
) -> ProtectionDesk:
    """Return the desk of one title: the device's CDMs, and Clear Key with the keys that were given.

    Raises:
        PlayerStateError: BAD_CONFIG if a given key is none.
    """
    clear_key = ClearKeyCdm(
        key_bytes(source.keys),
        store=SystemStore(),
        utc_s=clock.utc_s,
        renew_before_s=settings.renew_before_s,
    )
    return ProtectionDesk((*cdms, clear_key), source, mail, settings, clock, emit)


def _nothing() -> None:
    """Nobody listens before `begin`."""


def _problem_of(key_id: bytes, status: KeyStatus) -> Problem | None:
    code = status_code(status)
    name = key_id.hex()
    return None if code is None else make_problem(code, f"key {name} is {status.value}", key_id=name)


def _located(error: ProtectionError, where: ErrorContext) -> ProtectionError:
    """Return the error with the place in the title that it is about; its own facts stay."""
    known = error.problem.context
    context = replace(
        where,
        url=known.url or where.url,
        request_type=known.request_type,
        http_status=known.http_status,
        key_id=known.key_id,
    )
    return ProtectionError(replace(error.problem, context=context))

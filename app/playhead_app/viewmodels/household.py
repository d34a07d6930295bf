"""Who watches: the profiles of the household, the one at the remote control, and what is kept for them.

The rest of the app asks here whenever something belongs to a viewer. What is changed is in the library first
and at the service as soon as that can be reached; the interface never waits for a network.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playhead_app.bridge import Remote
from playhead_app.catalogue import Catalogue, Offer
from playhead_app.library import Library, PersonalService, Profile, Synchroniser
from playhead_app.library.database import Condition
from playhead_app.library.records import is_wider
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.pin_gate import PinGate
from playhead_app.viewmodels.records import RecordModel

__all__ = ["Household"]

_CURRENT = "current-profile"
# Who comes back this near to the end wants to see it again.
_RESUME_UNTIL = 0.95
_MOST_PROFILES = 8


@dataclass(frozen=True, slots=True)
class _Known:
    """What the library says about the household."""

    profiles: tuple[Profile, ...]
    current_id: str
    has_pin: bool
    condition: Condition


class Household(QObject):
    """The profiles, and everything that is kept for the current one."""

    changed = Signal()
    chosen = Signal()
    """Somebody has said that they watch."""
    switched = Signal()
    """Somebody else watches now: every page is theirs."""
    told = Signal(str)
    """A sentence for the viewer."""
    reachable_changed = Signal()
    synchronised = Signal()
    """What this device did is known to the service, and the other way round."""
    settings_known = Signal(dict)
    """What the one who watches now has set."""

    def __init__(
        self,
        remote: Remote,
        library: Library,
        catalogue: Catalogue,
        service: PersonalService | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._library = library
        self._catalogue = catalogue
        self._gate = PinGate(remote, library, self)
        self._model: RecordModel[Profile] = RecordModel(
            {
                "profile_id": lambda profile: profile.id,
                "name": lambda profile: profile.name,
                "avatar": lambda profile: profile.avatar,
                "is_kids": lambda profile: profile.is_kids,
                "max_rating": lambda profile: profile.max_rating,
            },
            self,
        )
        self._current = Profile("", "")
        self._has_pin = False
        self._is_chosen = False
        self._is_reachable = True
        # The loop's own: made and used there only.
        self._opening: asyncio.Task[_Known] | None = None
        self._sync = (
            Synchroniser(library, service, learnt=lambda: self._remote.post(self._on_learnt, None))
            if service is not None
            else None
        )

    # What QML sees

    @qproperty(QObject)
    def profiles(self) -> RecordModel[Profile]:
        """Roles: `profile_id`, `name`, `avatar`, `is_kids`, `max_rating`."""
        return self._model

    @qproperty(QObject)
    def gate(self) -> PinGate:
        """Where the PIN is asked for."""
        return self._gate

    @qproperty(str, notify=changed)
    def current_id(self) -> str:
        """Who watches; empty until that is known."""
        return self._current.id

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """Their name."""
        return self._current.name

    @qproperty(str, notify=changed)
    def avatar(self) -> str:
        """Their picture."""
        return self._current.avatar

    @qproperty(bool, notify=changed)
    def is_kids(self) -> bool:
        """Whether a child watches."""
        return self._current.is_kids

    @qproperty(str, notify=changed)
    def max_rating(self) -> str:
        """Their limit; empty for none."""
        return self._current.max_rating

    @qproperty(bool, notify=changed)
    def has_pin(self) -> bool:
        """Whether the parents have set a PIN."""
        return self._has_pin

    @qproperty(bool, notify=changed)
    def can_add(self) -> bool:
        """Whether there is room for another profile."""
        return self._model.count < _MOST_PROFILES

    @qproperty(bool, notify=changed)
    def must_choose(self) -> bool:
        """Whether it has to be asked who watches: several could, and nobody has said so yet."""
        return self._model.count > 1 and not self._is_chosen

    @qproperty(bool, notify=reachable_changed)
    def is_offline(self) -> bool:
        """Whether what is shown is what this device remembers."""
        return not self._is_reachable

    @slot(str)
    def choose(self, profile_id: str) -> None:
        """Let somebody else watch; with the parents' PIN if they may see more than the one before."""
        profile = self._find(profile_id)
        if profile is None:
            return
        is_theirs_already = profile.id == self._current.id
        if self._has_pin and not is_theirs_already and is_wider(profile.max_rating, self._current.max_rating):
            purpose = translate("Household", "The PIN lets {name} in.").format(name=profile.name)
            self._gate.ask(purpose, lambda: self._switch(profile))
        else:
            self._switch(profile)

    @slot(str, str, str, str, bool)
    def save(self, profile_id: str, name: str, avatar: str, max_rating: str, is_kids: bool) -> None:
        """Make a profile (no id) or change one."""
        before = self._find(profile_id) or Profile("", "")
        profile = replace(before, name=name.strip(), avatar=avatar, max_rating=max_rating, is_kids=is_kids)
        if profile.name:
            self._as_parent(lambda: self._change(lambda: self._library.profiles.save(profile)))

    @slot(str)
    def delete(self, profile_id: str) -> None:
        """Forget a profile and all that belongs to it; the last one and the one that watches stay."""
        if self._model.count > 1 and profile_id != self._current.id:
            self._as_parent(lambda: self._change(lambda: self._library.profiles.delete(profile_id)))

    @slot()
    def change_pin(self) -> None:
        """Set a PIN; whoever wants another one must know the old one."""

        def choose_new() -> None:
            purpose = translate("Household", "Choose a PIN of four digits.")
            self._gate.choose(purpose, self._reload)

        self.with_pin(translate("Household", "First the PIN that holds until now."), choose_new)

    @slot()
    def remove_pin(self) -> None:
        """Ask for no PIN any more."""

        def remove() -> None:
            self._change(lambda: self._library.pin.set(""))

        self.with_pin(translate("Household", "The PIN, for the last time."), remove)

    # What the rest of the app asks

    def with_pin(self, purpose: str, then: Callable[[], None]) -> None:
        """Go on with `then`: at once where there is no PIN, otherwise once it was given."""
        if self._has_pin:
            self._gate.ask(purpose, then)
        else:
            then()

    def open(self) -> None:
        """Learn who watches, and begin to keep the service up to date."""
        self._remote.run(self.ready, then=self._on_known, failed=_raise)
        self._catalogue.on_reach(lambda is_reachable: self._remote.post(self._on_reach, is_reachable))
        if self._sync is not None:
            self._remote.run(self._synchronise, then=_ignore, failed=_raise)

    async def ready(self) -> _Known:
        """Wait on the loop until it is known for whom the catalogue is asked."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())
        return await asyncio.shield(self._opening)

    def keep_setting(self, name: str, value: str) -> None:
        """Remember what the one who watches has set."""
        profile_id = self._current.id
        self._keep(lambda: self._library.settings.keep(profile_id, name, value))

    def keep_viewing(self, item_id: str, position_s: float, duration_s: float) -> None:
        """Remember how far the one who watches has come."""
        profile_id = self._current.id
        self._keep(lambda: self._library.viewings.record(profile_id, item_id, position_s, duration_s))

    def forget_viewing(self, item_id: str, then: Callable[[], None]) -> None:
        """Take something out of “continue watching”."""
        profile_id = self._current.id
        self._keep(lambda: self._library.viewings.hide(profile_id, item_id), then)

    def put_on_list(self, title_id: str, is_listed: bool, then: Callable[[], None]) -> None:
        """Put a title on the list, or take it off."""
        profile_id = self._current.id
        self._keep(lambda: self._library.lists.put(profile_id, title_id, is_listed=is_listed), then)

    def forget_everybody(self) -> None:
        """Forget who watches and all that is theirs on this device; ask the service anew who does."""

        async def forget() -> _Known:
            await self._library.forget()
            await self._catalogue.forget()
            self._catalogue.use_profile("")
            if self._sync is not None:
                self._sync.follow("")
            return await self._known()

        def show(known: _Known) -> None:
            self._current, self._is_chosen = Profile("", ""), False
            self.settings_known.emit({})
            self._show(known)
            self.switched.emit()

        self._remote.run(forget, then=show, failed=_raise)

    async def resumed(self, offer: Offer) -> Offer:
        """Return the offer with where this device left off, if that is later than what the service knows.

        Runs on the loop.
        """
        own = await self._library.viewings.resume(self._current.id, offer.item_id)
        if own is None or own.watched_at_s <= offer.left_at_s or own.duration_s <= 0:
            return offer
        is_over = own.position_s >= own.duration_s * _RESUME_UNTIL
        return replace(offer, start_s=None if is_over or own.position_s <= 0 else own.position_s)

    async def recent_searches(self) -> tuple[str, ...]:
        """Return what was searched for and found last. Runs on the loop."""
        return await self._library.searches.recent(self._current.id)

    def keep_search(self, words: str) -> None:
        """Remember a search that led somewhere."""
        profile_id = self._current.id
        self._keep(lambda: self._library.searches.keep(profile_id, words))

    def forget_searches(self, then: Callable[[], None]) -> None:
        """Forget what was searched for."""
        profile_id = self._current.id
        self._keep(lambda: self._library.searches.forget(profile_id), then)

    async def close(self) -> None:
        """Close the library. Runs on the loop; part of the app's shutdown."""
        await self._library.close()

    # On the loop

    async def _open(self) -> _Known:
        known = await self._known()
        self._catalogue.use_profile(known.current_id)
        return known

    async def _known(self) -> _Known:
        condition = await self._library.condition()
        profiles = await self._library.profiles.all()
        settings = await self._library.settings.all("")
        wanted = settings.get(_CURRENT, "")
        ids = [profile.id for profile in profiles]
        current_id = wanted if wanted in ids else next(iter(ids), "")
        return _Known(profiles, current_id, await self._library.pin.is_set(), condition)

    async def _synchronise(self) -> None:
        assert self._sync is not None
        self._sync.follow((await self.ready()).current_id)
        await self._sync.run()

    # On Qt's thread

    def _find(self, profile_id: str) -> Profile | None:
        return next((profile for profile in self._model.records if profile.id == profile_id), None)

    def _as_parent(self, then: Callable[[], None]) -> None:
        # Whoever is limited could make themselves a profile without a limit.
        if self._current.max_rating:
            self.with_pin(translate("Household", "Profiles are the parents' business."), then)
        else:
            then()

    def _switch(self, profile: Profile) -> None:
        self._is_chosen = True
        is_other = profile.id != self._current.id
        self._current = profile
        self.changed.emit()
        self.chosen.emit()
        if not is_other:
            return

        async def work() -> None:
            self._catalogue.use_profile(profile.id)
            await self._library.settings.keep("", _CURRENT, profile.id)
            if self._sync is not None:
                self._sync.follow(profile.id)

        self._remote.run(work, then=lambda _: self.switched.emit(), failed=_raise)
        self._tell_settings()

    def _change(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        self._keep(work, self._reload)

    def _keep(
        self, work: Callable[[], Coroutine[Any, Any, object]], then: Callable[[], None] | None = None
    ) -> None:
        async def keep() -> None:
            await work()
            if self._sync is not None:
                self._sync.wake()

        self._remote.run(keep, then=lambda _: then() if then else None, failed=_raise)

    def _reload(self) -> None:
        self._remote.run(self._known, then=self._show, failed=_raise)

    def _on_learnt(self, _: None) -> None:
        self._reload()
        self.synchronised.emit()

    def _on_known(self, known: _Known) -> None:
        self._show(known)
        if known.condition is Condition.SET_ASIDE:
            self.told.emit(
                translate("Household", "What this device remembered was damaged. It has begun anew.")
            )
        elif known.condition is Condition.IN_MEMORY:
            self.told.emit(translate("Household", "This device can't keep what you watch."))

    def _show(self, known: _Known) -> None:
        """Show the household as it is; who watches goes on unless their profile has gone."""
        self._has_pin = known.has_pin
        # Whoever is alone needs not be asked, and is not asked later because there are more meanwhile.
        self._is_chosen = self._is_chosen or len(known.profiles) == 1
        if tuple(self._model.records) != known.profiles:
            self._model.renew(known.profiles)
        current = self._find(self._current.id or known.current_id)
        if current is None and known.profiles:
            current = known.profiles[0]
        is_first = self._current.id == ""
        if current is not None and current != self._current:
            is_narrowed = current.max_rating != self._current.max_rating
            before, self._current = self._current, current
            if before.id != current.id:
                self._tell_settings()
            if not is_first and (before.id != current.id or is_narrowed):
                self._remote.tell(self._catalogue.use_profile, current.id)
                self.switched.emit()
            elif is_first and self._sync is not None:
                self._remote.tell(self._sync.follow, current.id)
                self._remote.tell(self._catalogue.use_profile, current.id)
        self.changed.emit()

    def _tell_settings(self) -> None:
        profile_id = self._current.id

        def known(settings: dict[str, str]) -> None:
            # Somebody else may have taken the remote control meanwhile.
            if profile_id == self._current.id:
                self.settings_known.emit(settings)

        self._remote.run(lambda: self._library.settings.all(profile_id), then=known, failed=_raise)

    def _on_reach(self, is_reachable: bool) -> None:
        if is_reachable != self._is_reachable:
            self._is_reachable = is_reachable
            self.reachable_changed.emit()
        if is_reachable and self._sync is not None:
            self._remote.tell(self._sync.reached)


def _raise(error: BaseException) -> None:
    raise error


def _ignore(_: object) -> None:
    """It runs until the app ends."""

"""The sign-in page and the account's line in the settings."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from playhead_app.account import Account, AccountError, AccountInfo, DeviceCode
from playhead_app.account.qr import qr_path
from playhead_app.bridge import Call, Remote
from playhead_app.qt import qproperty, slot, translate

__all__ = ["AccountModel", "AccountPhase"]


class AccountPhase(StrEnum):
    """Where signing in is."""

    SIGNED_OUT = "signed-out"
    ASKING = "asking"
    WAITING = "waiting"
    SIGNED_IN = "signed-in"
    FAILED = "failed"


class AccountModel(QObject):
    """Who is signed in. Guests may do everything that the demo offers.

    Args:
        account: None where the service has no accounts.
    """

    changed = Signal()
    phase_changed = Signal()
    """After `changed`, so that the page shows already what the focus can go to."""
    told = Signal(str)
    """A short sentence to show for a while."""
    known = Signal()
    """Somebody is signed in, as it turns out or from now on: what they may has changed."""
    left = Signal()
    """Nobody is signed in any more: what was theirs goes."""
    taken_away = Signal()
    """After `left`, if it was none of the viewer's doing here: show why, and the way in again."""

    def __init__(self, remote: Remote, account: Account | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = remote
        self._account = account
        self._phase = AccountPhase.SIGNED_OUT
        self._code: DeviceCode | None = None
        self._qr = ("", 0)
        self._info: AccountInfo | None = None
        self._is_guarded = True
        self._fault = ""
        self._farewell = ""
        self._is_leaving = False
        self._call: Call | None = None
        if account is not None:
            account.on_ended(lambda: remote.post(self._on_found_ended, None))

    @qproperty(bool)
    def is_offered(self) -> bool:
        """Whether there is anything to sign in to."""
        return self._account is not None

    @qproperty(str, notify=changed)
    def phase(self) -> str:
        """`signed-out`, `asking`, `waiting`, `signed-in` or `failed`."""
        return self._phase.value

    @qproperty(str, notify=changed)
    def user_code(self) -> str:
        """What the viewer types on another device."""
        return self._code.user_code if self._code else ""

    @qproperty(str, notify=changed)
    def address(self) -> str:
        """Where they type it."""
        return self._code.verification_uri if self._code else ""

    @qproperty(str, notify=changed)
    def link(self) -> str:
        """The same address with the code in it, where the service gives one."""
        return (self._code.verification_uri_complete or self._code.verification_uri) if self._code else ""

    @qproperty(str, notify=changed)
    def qr(self) -> str:
        """The same address with the code in it, as the path of a QR code."""
        return self._qr[0]

    @qproperty(int, notify=changed)
    def qr_size(self) -> int:
        """How many modules the QR code is wide."""
        return self._qr[1]

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """Who is signed in; empty if nobody is."""
        return self._info.name if self._info else ""

    @qproperty(str, notify=changed)
    def plan(self) -> str:
        """What they have, in the service's words."""
        return self._info.plan if self._info else ""

    @qproperty(str, notify=changed)
    def note(self) -> str:
        """Where the sign-in is kept, if that is worth a word."""
        if self._info is None or self._is_guarded:
            return ""
        return translate(
            "Account", "This device has no vault: the sign-in is kept in a file that only you may read."
        )

    @qproperty(str, notify=changed)
    def message(self) -> str:
        """What went wrong; empty if nothing did."""
        return _sentence(self._fault) if self._fault else ""

    @qproperty(str, notify=changed)
    def farewell(self) -> str:
        """Why the account was taken from this device; empty unless it was."""
        return self._farewell

    @qproperty(str, notify=changed)
    def code(self) -> str:
        """A small word for support."""
        return f"account-{self._fault}" if self._fault else ""

    @qproperty(str, notify=changed)
    def plan_hint(self) -> str:
        """What helps with a title that the plan doesn't include."""
        if self._account is None:
            return translate("Account", "Another plan of this service may have it.")
        if self._info is None:
            return translate("Account", "Sign in if your plan has it.")
        return translate("Account", "Your plan “{plan}” doesn't have it. Another one may.").format(
            plan=self._info.plan
        )

    @qproperty(str, notify=changed)
    def plan_url(self) -> str:
        """Where the plan can be seen and changed, in a browser; empty if nowhere."""
        return self._info.plan_url if self._info else ""

    def may(self, what: str) -> bool:
        """Return whether the account includes something, e.g. `uhd`."""
        return self._info is not None and what in self._info.entitlements

    @slot()
    def look(self) -> None:
        """Ask who is signed in: at the start, and whenever the account is shown."""
        account = self._account
        if account is not None and self._call is None:
            self._call = self._remote.run(
                lambda: _look(account), then=self._on_signed_in, failed=self._on_not_known
            )

    @slot()
    def begin(self) -> None:
        """Ask for a code, show it, and wait for the viewer."""
        account = self._account
        if account is None:
            return
        self.cancel()
        self._farewell = ""
        self._enter(AccountPhase.ASKING)
        self._call = self._remote.run(account.begin, then=self._on_code, failed=self._on_failed)

    @slot()
    def cancel(self) -> None:
        """Wait no longer."""
        if self._call is not None:
            self._call.drop()
            self._call = None
        self._code, self._qr, self._fault = None, ("", 0), ""
        self._enter(AccountPhase.SIGNED_IN if self._info else AccountPhase.SIGNED_OUT)

    @slot(bool)
    def sign_out(self, is_everywhere: bool) -> None:
        """Sign out here, or on all devices."""
        account = self._account
        if account is not None:
            self.cancel()
            self._is_leaving = True
            self._call = self._remote.run(
                lambda: account.sign_out(is_everywhere=is_everywhere),
                then=lambda _: self._on_signed_out(""),
                failed=self._on_half_signed_out,
            )

    def end_elsewhere(self, is_everywhere: bool) -> None:
        """Hear that this device was signed out; what the viewer does here and now is no news."""
        account = self._account
        if account is None or self._info is None or self._is_leaving:
            return
        self.cancel()
        sentence = (
            translate("Account", "All devices of this account were signed out.")
            if is_everywhere
            else translate("Account", "This device was signed out from somewhere else.")
        )
        self._call = self._remote.run(
            account.forget, then=lambda _: self._on_taken_away(sentence), failed=self._on_failed
        )

    def _on_code(self, code: DeviceCode) -> None:
        account = self._account
        assert account is not None
        self._code = code
        self._qr = qr_path(code.verification_uri_complete or code.verification_uri)
        self._enter(AccountPhase.WAITING)

        async def wait() -> tuple[AccountInfo, bool]:
            return await account.wait(code), await account.is_guarded()

        self._call = self._remote.run(wait, then=self._on_signed_in, failed=self._on_failed)

    def _on_signed_in(self, told: tuple[AccountInfo, bool]) -> None:
        is_new = self._phase is AccountPhase.WAITING
        is_news = self._info is None
        self._info, self._is_guarded = told
        self._call = self._code = None
        self._enter(AccountPhase.SIGNED_IN)
        if is_news:
            self.known.emit()
        if is_new:
            self.told.emit(translate("Account", "Signed in as {name}.").format(name=self._info.name))

    def _on_failed(self, error: BaseException) -> None:
        self._call = None
        self._fault = error.code if isinstance(error, AccountError) else type(error).__name__
        self._enter(AccountPhase.FAILED)
        if not isinstance(error, AccountError):
            raise error

    def _on_not_known(self, error: BaseException) -> None:
        self._call = None
        if not isinstance(error, AccountError):
            raise error
        # Nobody asked aloud; only who was signed in and no longer is must hear of it.
        if error.code == "signed-out" and self._info is not None:
            self._on_found_ended(None)

    def _on_half_signed_out(self, error: BaseException) -> None:
        self._on_signed_out(
            translate("Account", "Signed out here. The other devices could not be reached: try again later.")
        )
        if not isinstance(error, AccountError):
            raise error

    def _on_found_ended(self, _: None) -> None:
        """The session was over before anybody was told of it: ended while the app was closed, or too old."""
        if not self._is_leaving:
            self._on_taken_away(translate("Account", "This device was signed out from somewhere else."))

    def _on_taken_away(self, sentence: str) -> None:
        hint = translate("Account", "What was yours is gone from here. Sign in again to go on.")
        self._farewell = f"{sentence} {hint}"
        self._on_signed_out(sentence)
        self.taken_away.emit()

    def _on_signed_out(self, sentence: str) -> None:
        self._call = self._info = None
        self._is_leaving = False
        self._enter(AccountPhase.SIGNED_OUT)
        self.left.emit()
        self.told.emit(sentence or translate("Account", "Signed out."))

    def _enter(self, phase: AccountPhase) -> None:
        is_other = phase is not self._phase
        self._phase = phase
        self.changed.emit()
        if is_other:
            self.phase_changed.emit()


async def _look(account: Account) -> tuple[AccountInfo, bool]:
    return await account.info(), await account.is_guarded()


def _sentence(code: str) -> str:
    known = {
        "access_denied": translate("Account", "The sign-in was refused on the other device."),
        "expired_token": translate("Account", "The code is too old by now. Ask for a new one."),
        "unreachable": translate("Account", "We can't reach the account. Check the connection."),
        "not-offered": translate("Account", "This service has no accounts. Everything plays without one."),
        "not-secure": translate("Account", "The connection to the account isn't secure, so we stopped."),
    }
    return known.get(code) or translate("Account", "The account gave an answer that we don't understand.")

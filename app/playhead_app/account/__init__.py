"""Signing in from a device without a keyboard, and staying so."""

from playhead_app.account.errors import AccountError
from playhead_app.account.service import Account, AccountInfo, DeviceCode
from playhead_app.account.tokens import TokenKeeper, open_keeper

__all__ = ["Account", "AccountError", "AccountInfo", "DeviceCode", "TokenKeeper", "open_keeper"]

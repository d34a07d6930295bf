"""Signing in at the demo service: a small OAuth 2.0 server for devices without a keyboard (RFC 8628)."""

from playhead_app.demo.account.endpoints import AccountEndpoints
from playhead_app.demo.account.ledger import Ledger

__all__ = ["AccountEndpoints", "Ledger"]

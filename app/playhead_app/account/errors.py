"""What can go wrong with an account."""

__all__ = ["AccountError"]


class AccountError(Exception):
    """The account's service said no, or nothing that we understand.

    Attributes:
        code: OAuth's own word where it gave one (`access_denied`, `expired_token`, `invalid_grant`, …);
            `unreachable`, `not-understood` or `not-offered` otherwise.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

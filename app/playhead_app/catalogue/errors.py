"""What can go wrong with the catalogue, in sentences."""

__all__ = ["CatalogueError"]


class CatalogueError(Exception):
    """The catalogue did not give what was asked for.

    Attributes:
        message: One sentence for the viewer.
        hint: What helps.
        code: Small word for support, e.g. `catalogue-unreachable`.
        may_pass: Whether the same question may get another answer later.
    """

    def __init__(
        self, *, message: str, hint: str, code: str, detail: str = "", may_pass: bool = False
    ) -> None:
        super().__init__(f"{code}: {detail or message}")
        self.message = message
        self.hint = hint
        self.code = code
        self.may_pass = may_pass

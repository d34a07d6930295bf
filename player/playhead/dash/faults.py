"""How the DASH room says that something is wrong: errors that end the reading, notes that don't."""

from playhead.dash.limits import MAX_WARNINGS
from playhead.errors import ErrorCode, ManifestError, PlayerError, RequestType, make_problem
from playhead.presentation import ManifestWarning

__all__ = ["Notes", "manifest_error"]


def manifest_error(
    code: ErrorCode,
    detail: str,
    *,
    url: str | None = None,
    line: int | None = None,
    tag: str | None = None,
    request_type: RequestType = RequestType.MANIFEST,
) -> ManifestError:
    """Build a `ManifestError`; `url` is redacted on the way."""
    problem = make_problem(code, detail, url=url, line=line, tag=tag, request_type=request_type)
    return ManifestError(problem)


class Notes:
    """Collects what is odd but survivable, up to a cap, each fault of one line once."""

    def __init__(self) -> None:
        self._warnings: dict[ManifestWarning, None] = {}
        self._left_out = 0

    def copy(self) -> "Notes":
        """Return notes that begin with these and go their own way."""
        other = Notes()
        other._warnings.update(self._warnings)
        other._left_out = self._left_out
        return other

    @property
    def warnings(self) -> tuple[ManifestWarning, ...]:
        """Everything noted so far, in order; a last one counts what the cap left out."""
        if not self._left_out:
            return tuple(self._warnings)
        rest = ManifestWarning("too-many-warnings", f"{self._left_out} more warnings are left out")
        return (*self._warnings, rest)

    def add(self, code: str, message: str, *, line: int | None = None, tag: str | None = None) -> None:
        """Note one fault: a stable code for machines, a sentence for people, where it is."""
        if len(self._warnings) < MAX_WARNINGS:
            self._warnings[ManifestWarning(code, message, line, tag)] = None
        else:
            self._left_out += 1

    def add_error(
        self, code: str, error: PlayerError, *, line: int | None = None, tag: str | None = None
    ) -> None:
        """Note what would have been an error, had there been nothing else to play."""
        problem = error.problem
        self.add(
            code,
            problem.detail or problem.message,
            line=problem.context.line or line,
            tag=problem.context.tag or tag,
        )

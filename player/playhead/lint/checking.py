"""A manifest's text to findings: read it with the player's parsers, then ask every rule.

lint = read_for_lint(body, url)        # a document that can be read is checked even if nothing plays
fetch what lint.presentation points to
lint.findings(playlists)
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from playhead import hls
from playhead.dash import Manifest
from playhead.errors import ManifestError, Problem, redact_url
from playhead.hls import MediaPlaylist, MultivariantPlaylist
from playhead.hls.addresses import RefusedAddressError, resolve
from playhead.lint import rules
from playhead.lint.dash_title import DashTitle
from playhead.lint.finding import Finding, Rule, Subject
from playhead.lint.hls_rungs import HlsTitle, Rung
from playhead.lint.reader import GENERAL_CODES, finding_of_problem, findings_of_warnings
from playhead.presentation import ManifestWarning, Presentation, StreamingProtocol
from playhead.session.source import protocol_of

__all__ = ["Linting", "read_for_lint"]

_RULE_CODES = frozenset(each.code for each in rules.ALL_RULES)

_Document = MultivariantPlaylist | MediaPlaylist | Manifest


@dataclass(frozen=True, slots=True)
class Linting:
    """A document that was read, and what came of it.

    Attributes:
        document: None if nothing could be read.
        presentation: None if there is nothing to play.
        problem: Why document or presentation are None.
        warnings: What the parsers noted.
    """

    document: _Document | None
    presentation: Presentation | None
    problem: Problem | None
    warnings: tuple[ManifestWarning, ...] = ()

    def findings(self, playlists: Mapping[str, MediaPlaylist] | None = None) -> tuple[Finding, ...]:
        """Return all findings: by line, those of the source itself first.

        Args:
            playlists: The media playlists that a multivariant playlist names, as far as they could be had, by
                absolute address.
        """
        found = [finding_of_problem(self.problem)] if self.problem else []
        found += findings_of_warnings(self.warnings)
        if isinstance(self.document, Manifest):
            found += _asked(rules.MPD_RULES, DashTitle(self.document.mpd, self.document.url))
        elif isinstance(self.document, MediaPlaylist):
            found += _asked(rules.MEDIA_RULES, self.document)
        elif self.document is not None:
            found += _asked(rules.MULTIVARIANT_RULES, self.document)
            found += _of_title(self.document, playlists or {})
        return tuple(sorted(_without_echoes(found), key=_place))


def read_for_lint(body: bytes, url: str) -> Linting:
    """Read a manifest of either protocol as far as it can be read.

    Args:
        body: As fetched.
        url: Where it came from in the end, after redirects.
    """
    document: _Document | None = None
    try:
        if protocol_of(body, url) is StreamingProtocol.DASH:
            document = Manifest.read(body, url)
            presentation = document.presentation()
        else:
            document = hls.parse_document(body, url)
            presentation = hls.presentation_of(document)
    except ManifestError as error:
        return Linting(document, None, error.problem, _own_warnings(document))
    return Linting(document, presentation, None, presentation.warnings)


def _own_warnings(document: _Document | None) -> tuple[ManifestWarning, ...]:
    if document is None:
        return ()
    return document.notes.warnings if isinstance(document, Manifest) else document.warnings


def _of_title(
    multivariant: MultivariantPlaylist, playlists: Mapping[str, MediaPlaylist]
) -> Iterator[Finding]:
    rungs: dict[str, Rung] = {}
    for variant in multivariant.variants:
        url = _address(multivariant.url, variant.uri)
        if url in playlists and variant.uri:
            rungs.setdefault(url, Rung(variant.line, variant.bandwidth_bps, playlists[url]))
    yield from _asked(rules.TITLE_RULES, HlsTitle(multivariant, tuple(rungs.values())))
    for url, playlist in playlists.items():
        document = redact_url(url)
        yield from findings_of_warnings(playlist.warnings, document)
        yield from _asked(rules.MEDIA_RULES, playlist, document)


def _address(base: str, uri: str) -> str:
    try:
        return resolve(base, uri)
    except RefusedAddressError:
        return ""


def _asked(asked: Iterable[Rule[Subject]], subject: Subject, document: str = "") -> Iterator[Finding]:
    for each in asked:
        yield from each.findings(subject, document)


def _without_echoes(found: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what a parser says in general where a rule says it in particular."""
    distinct = list(dict.fromkeys(found))
    ruled = {_tag_of(finding) for finding in distinct if finding.code in _RULE_CODES}
    for finding in distinct:
        if finding.code not in GENERAL_CODES or _tag_of(finding) not in ruled:
            yield finding


def _tag_of(finding: Finding) -> tuple[str, int | None, str | None]:
    return finding.document, finding.line, finding.tag


def _place(finding: Finding) -> tuple[str, int]:
    return finding.document, finding.line or 0

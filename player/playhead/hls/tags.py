"""The tags that either kind of playlist may hold, typed, and the way every tag is read.

Each typed tag keeps its line and its attributes as written beside the values that were understood; `read`
returns None, with a warning noted, if an attribute is missing that the tag means nothing without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls.addresses import RefusedAddressError, resolve
from playhead.hls.attributes import AttributeReader, parse_attributes
from playhead.hls.variables import Variables
from playhead.hls.warning_log import Oddity, WarningLog

__all__ = ["DefineTag", "KeyTag", "StartTag", "Tag", "TagReading"]

# A day of two-second segments with a key and a date range each. Attribute lists are what costs time.
_MAX_LISTS = 100_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A line that starts with `#`, as written: a tag that we don't type, or a comment.

    Attributes:
        name: Without `#`; for a comment the whole line.
        value: What follows the colon.
    """

    line: int
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class StartTag:
    """EXT-X-START (RFC 8216 §4.3.5.2): where the author wants playback to start.

    Attributes:
        time_offset_s: From the beginning; negative from the end.
    """

    line: int
    attributes: Mapping[str, str]
    time_offset_s: Fraction
    is_precise: bool

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without a readable TIME-OFFSET."""
        if not attributes.has("TIME-OFFSET"):
            return None
        offset = attributes.number("TIME-OFFSET")
        if offset is None:
            return None
        return cls(attributes.line, attributes.raw, offset, attributes.is_yes("PRECISE"))


@dataclass(frozen=True, slots=True)
class DefineTag:
    """EXT-X-DEFINE (RFC 8216bis §4.4.2.3): one variable.

    Attributes:
        value: What it stands for here, wherever that came from.
    """

    line: int
    attributes: Mapping[str, str]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class KeyTag:
    """EXT-X-KEY or EXT-X-SESSION-KEY (RFC 8216 §4.3.2.4, §4.3.4.5).

    Attributes:
        method: NONE, AES-128, SAMPLE-AES, SAMPLE-AES-CTR, …
        uri: As written, variables replaced; relative ones are relative to the playlist.
        iv: Sixteen bytes, or None: then the media sequence number is the vector (§5.2).
        key_format: `identity` if the tag doesn't say.
        key_id: KEYID, which some packagers add for CENC; hex without prefix, empty if there is none.
    """

    line: int
    attributes: Mapping[str, str]
    method: str
    uri: str | None = None
    iv: bytes | None = None
    key_format: str = "identity"
    key_format_versions: str = ""
    key_id: str = ""

    @property
    def is_none(self) -> bool:
        """True if what follows is not encrypted."""
        return self.method == "NONE"

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without a METHOD. One without its URI stays: what it covers is encrypted."""
        if not attributes.has("METHOD"):
            return None
        method = attributes.word("METHOD") or ""
        if method == "NONE":
            return cls(attributes.line, attributes.raw, method)
        attributes.has("URI")
        iv = attributes.hexadecimal("IV")
        if iv is not None and len(iv) != 16:
            attributes.warn(f"IV has {len(iv)} bytes, not 16")
            iv = iv.rjust(16, b"\0") if len(iv) < 16 else None
        key_id = attributes.hexadecimal("KEYID")
        return cls(
            attributes.line,
            attributes.raw,
            method,
            attributes.text("URI"),
            iv,
            attributes.text("KEYFORMAT") or "identity",
            attributes.text("KEYFORMATVERSIONS") or "",
            key_id.hex() if key_id else "",
        )


class TagReading:
    """Reads the tags of one playlist: what both readers need while they go through the lines.

    Attributes:
        url: The playlist's own address, after redirects.
        log: Where oddities go.
        variables: As defined so far.
        unknown: Tags and comments that nobody types, in order.
    """

    def __init__(self, url: str, variables: Variables, log: WarningLog) -> None:
        self.url = url
        self.log = log
        self.variables = variables
        self.unknown: list[Tag] = []
        self.defines: list[DefineTag] = []
        self.version: int | None = None
        self.start: StartTag | None = None
        self.has_independent_segments = False
        self._lists = 0

    def attributes(self, line: int, tag: str, value: str) -> AttributeReader:
        """Return typed access to an attribute list.

        Raises:
            ManifestError: MANIFEST_LIMIT_EXCEEDED if there are more of them than any playlist needs.
        """
        self._lists += 1
        if self._lists > _MAX_LISTS:
            detail = f"the playlist has more than {_MAX_LISTS} tags with attributes"
            raise ManifestError(
                make_problem(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, url=self.url, line=line, tag=tag)
            )
        return self.typed(parse_attributes(value, self.log, line, tag), line, tag)

    def typed(self, raw: Mapping[str, str], line: int, tag: str) -> AttributeReader:
        """Return typed access to attributes that are already apart."""
        return AttributeReader(raw, self.variables, self.log, line, tag)

    def read_shared(self, line: int, tag: str, value: str) -> bool:
        """Read a tag that either kind of playlist may hold; return False if it is none of them."""
        if tag == "EXT-X-VERSION":
            self._read_version(line, value)
        elif tag == "EXT-X-INDEPENDENT-SEGMENTS":
            self.has_independent_segments = True
        elif tag == "EXT-X-START":
            if self.start is not None:
                self.log.add(Oddity.TAG_REPEATED, "is there twice; the last counts", line, tag)
            self.start = StartTag.read(self.attributes(line, tag, value)) or self.start
        elif tag == "EXT-X-DEFINE":
            self._read_define(line, tag, value)
        else:
            return tag == "EXTM3U"
        return True

    def may_open(self, uri: str, line: int, tag: str | None) -> bool:
        """Return whether the address may be opened; if not, a warning says why."""
        try:
            resolve(self.url, uri)
        except RefusedAddressError as refusal:
            self.log.add(Oddity.ADDRESS, f"an address {refusal}; it will not be opened", line, tag)
            return False
        return True

    def keep_unknown(self, line: int, text: str) -> None:
        """Keep a tag or comment as it is."""
        name, _, value = text[1:].partition(":") if text.startswith("#EXT") else (text, "", "")
        self.unknown.append(Tag(line, name, value))

    def _read_version(self, line: int, value: str) -> None:
        version = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
        if version is None:
            self.log.add(Oddity.TAG_VALUE, "is not a number", line, "EXT-X-VERSION")
        self.version = version if self.version is None else self.version

    def _read_define(self, line: int, tag: str, value: str) -> None:
        attributes = self.attributes(line, tag, value)
        kinds = [kind for kind in ("NAME", "IMPORT", "QUERYPARAM") if kind in attributes.raw]
        if len(kinds) != 1:
            attributes.warn("needs exactly one of NAME, IMPORT and QUERYPARAM", Oddity.ATTRIBUTE_MISSING)
            return
        name = attributes.text(kinds[0]) or ""
        defined = self._defined_value(kinds[0], name, attributes)
        if name in self.variables:
            attributes.warn(f"defines {name[:40]!r} again; the first counts", Oddity.TAG_REPEATED)
            return
        self.variables.define(name, defined)
        self.defines.append(DefineTag(line, attributes.raw, name, defined))

    def _defined_value(self, kind: str, name: str, attributes: AttributeReader) -> str:
        if kind == "NAME":
            attributes.has("VALUE")
            return attributes.text("VALUE") or ""
        if kind == "IMPORT":
            value = self.variables.imported.get(name)
        else:
            query = urlsplit(self.url).query
            value = dict(reversed(parse_qsl(query, keep_blank_values=True, max_num_fields=None))).get(name)
        if value is None:
            raise self.variables.undefined(name, attributes.line, attributes.tag)
        return value

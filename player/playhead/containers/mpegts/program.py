"""The program tables: which PID carries what (PAT and PMT, ISO/IEC 13818-1 §2.4.4).

Stream types alone don't tell: what hides behind "private data" is named by descriptors (ETSI EN 300 468,
ATSC A/52, SMPTE RP 217).
"""

from collections.abc import Iterator
from typing import NamedTuple

from playhead.containers.mpegts.packets import PidUnits
from playhead.containers.sample_aes import SCHEME
from playhead.containers.samples import Codec

__all__ = ["ProgramStream", "read_program", "sections"]

_PAT_PID = 0
_PAT_TABLE, _PMT_TABLE = 0x00, 0x02
_MOST_STREAMS = 64
_CODECS = {
    0x03: Codec.MP3,
    0x04: Codec.MP3,
    0x0F: Codec.AAC,
    0x1B: Codec.H264,
    0x24: Codec.HEVC,
    0x81: Codec.AC3,
    0x87: Codec.EAC3,
    # SAMPLE-AES (Apple, MPEG-2 Stream Encryption Format for HTTP Live Streaming)
    0xC1: Codec.AC3,
    0xC2: Codec.EAC3,
    0xCF: Codec.AAC,
    0xDB: Codec.H264,
}
_SAMPLE_AES_TYPES = frozenset({0xC1, 0xC2, 0xCF, 0xDB})
_PRIVATE_DATA = 0x06
_LANGUAGE_DESCRIPTOR, _REGISTRATION_DESCRIPTOR = 0x0A, 0x05
_PRIVATE_DESCRIPTORS = {0x6A: Codec.AC3, 0x7A: Codec.EAC3}
_REGISTRATIONS = {b"AC-3": Codec.AC3, b"EAC3": Codec.EAC3, b"HEVC": Codec.HEVC}
# Metadata in PES packets (ISO/IEC 13818-1 §2.12), and SCTE 35 §8.1.
_METADATA = {0x15: "ID3", 0x86: "SCTE 35"}
# What people try to play and we refuse; by name, so that the refusal helps.
_REFUSED = {
    0x01: "MPEG-1 video",
    0x02: "MPEG-2 video",
    0x10: "MPEG-4 part 2 video",
    0x11: "AAC in LATM",
    0x1C: "AAC without ADTS",
    0x2D: "MPEG-H audio",
    0x33: "VVC",
    0x82: "DTS",
    0x85: "DTS-HD",
    0x8A: "DTS",
}


class ProgramStream(NamedTuple):
    """One elementary stream of the program.

    Attributes:
        codec: None if we can't play it; `name` says what it is, empty if it is no audio or video.
        scheme: `SAMPLE-AES` if the samples are encrypted; None otherwise.
        metadata: What it carries beside the media: `ID3`, `SCTE 35`; empty if it is media.
    """

    pid: int
    codec: Codec | None
    name: str
    language: str
    scheme: str | None
    metadata: str = ""


def read_program(pids: dict[int, PidUnits]) -> list[ProgramStream]:
    """Return the streams of the first program that has a map; empty if the tables are not in this segment."""
    for table in sections(pids, _PAT_PID, _PAT_TABLE):
        for at in range(8, len(table) - 3, 4):
            number = int.from_bytes(table[at : at + 2], "big")
            pid = int.from_bytes(table[at + 2 : at + 4], "big") & 0x1FFF
            if number:
                for program_map in sections(pids, pid, _PMT_TABLE):
                    return _streams(program_map)
    return []


def sections(pids: dict[int, PidUnits], pid: int, table_id: int) -> Iterator[bytes]:
    """Yield the whole sections of one table, without their checksums."""
    stream = pids.get(pid)
    for unit in stream.units if stream else ():
        data = unit.join()
        at = 1 + data[0] if data else 0
        while at + 3 <= len(data) and data[at] != 0xFF:
            end = at + 3 + (int.from_bytes(data[at + 1 : at + 3], "big") & 0x0FFF)
            if data[at] == table_id and at + 12 <= end <= len(data):
                yield data[at : end - 4]
            at = end


def _streams(table: bytes) -> list[ProgramStream]:
    found: list[ProgramStream] = []
    at = 12 + (int.from_bytes(table[10:12], "big") & 0x0FFF)
    while at + 5 <= len(table) and len(found) < _MOST_STREAMS:
        pid = int.from_bytes(table[at + 1 : at + 3], "big") & 0x1FFF
        end = at + 5 + (int.from_bytes(table[at + 3 : at + 5], "big") & 0x0FFF)
        found.append(_stream(pid, table[at], dict(_descriptors(table[at + 5 : end]))))
        at = end
    return found


def _descriptors(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(data):
        yield data[at], data[at + 2 : at + 2 + data[at + 1]]
        at += 2 + data[at + 1]


def _stream(pid: int, kind: int, descriptors: dict[int, bytes]) -> ProgramStream:
    codec = _CODECS.get(kind)
    if kind == _PRIVATE_DATA:
        codec = _REGISTRATIONS.get(descriptors.get(_REGISTRATION_DESCRIPTOR, b"")[:4])
        for tag, named in _PRIVATE_DESCRIPTORS.items():
            codec = named if tag in descriptors else codec
    code = descriptors.get(_LANGUAGE_DESCRIPTOR, b"")[:3].decode("ascii", "replace")
    language = code if len(code) == 3 and code.isascii() and code.isalpha() else "und"
    scheme = SCHEME if kind in _SAMPLE_AES_TYPES else None
    return ProgramStream(pid, codec, _REFUSED.get(kind, ""), language, scheme, _METADATA.get(kind, ""))

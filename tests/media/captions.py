"""Captions for the small titles: subtitles in HLS and DASH, and CEA-608 for the pictures."""

from collections.abc import Sequence
from dataclasses import replace

from tests.media.titles import Title

__all__ = ["cc708_sei", "cc_sei", "pop_on", "vtt", "windowed", "with_dash_text", "with_hls_text"]


def vtt(*cues: tuple[float, float, str], head: str = "") -> bytes:
    """Return a WebVTT file."""
    blocks = [f"WEBVTT\n{head}".rstrip()]
    blocks += [f"{_time(start_s)} --> {_time(end_s)}\n{text}" for start_s, end_s, text in cues]
    return "\n\n".join([*blocks, ""]).encode()


def with_hls_text(
    title: Title,
    segments: Sequence[bytes],
    *,
    segment_s: float = 4,
    language: str = "en",
    forced: bool = False,
    name: str = "",
    suffix: str = "vtt",
    init: bytes | None = None,
) -> Title:
    """Return the HLS title with one more subtitle rendition of these segments."""
    name = name or language
    playlist = ["#EXTM3U", "#EXT-X-VERSION:6", f"#EXT-X-TARGETDURATION:{round(segment_s)}"]
    files = dict(title.files)
    if init is not None:
        playlist.append(f'#EXT-X-MAP:URI="text-{name}-init.mp4"')
        files[f"text-{name}-init.mp4"] = init
    for number, body in enumerate(segments):
        playlist += [f"#EXTINF:{segment_s},", f"text-{name}-{number}.{suffix}"]
        files[f"text-{name}-{number}.{suffix}"] = body
    files[f"text-{name}.m3u8"] = "\n".join([*playlist, "#EXT-X-ENDLIST", ""]).encode()
    media = (
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="{name}",LANGUAGE="{language}",AUTOSELECT=YES,'
        f'FORCED={"YES" if forced else "NO"},URI="text-{name}.m3u8"'
    )
    lines = title.files[title.manifest].decode().splitlines()
    lines = [
        line + ',SUBTITLES="t"' if line.startswith("#EXT-X-STREAM-INF") and "SUBTITLES" not in line else line
        for line in lines
    ]
    files[title.manifest] = "\n".join([*lines[:2], media, *lines[2:], ""]).encode()
    return replace(title, files=files)


def with_dash_text(title: Title, body: bytes, *, language: str = "en", suffix: str = "vtt") -> Title:
    """Return the DASH title with a whole caption file in a set of its own."""
    mime = {"vtt": "text/vtt", "ttml": "application/ttml+xml"}[suffix]
    added = (
        f'<AdaptationSet contentType="text" mimeType="{mime}" lang="{language}">'
        f'<Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/><Representation id="text-{language}" '
        f'bandwidth="256"><BaseURL>text-{language}.{suffix}</BaseURL></Representation></AdaptationSet></Period>'
    )
    manifest = title.files[title.manifest].replace(b"</Period>", added.encode())
    return replace(title, files=title.files | {title.manifest: manifest, f"text-{language}.{suffix}": body})


def _time(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def pop_on(*cues: tuple[int, int, str], channel: int = 0) -> dict[int, tuple[int, int]]:
    """Return line 21's byte pairs by frame, for pop-on captions of (first frame, frame after, words).

    The words are sent in the frames before the first one; each pair twice where the standard wants it.
    """
    second = 0x08 if channel else 0
    pairs: dict[int, tuple[int, int]] = {}
    for first, end, words in cues:
        letters = words + " " * (len(words) % 2)
        sent = [(0x14, 0x20), (0x14, 0x20), (0x14, 0x2E), (0x14, 0x2E), (0x14, 0x60), (0x14, 0x60)]
        sent = [(one | second, other) for one, other in sent]
        sent += [(ord(one), ord(other)) for one, other in zip(letters[::2], letters[1::2], strict=True)]
        pairs |= dict(enumerate(sent, first - len(sent)))
        pairs[first] = pairs[first + 1] = (0x14 | second, 0x2F)
        pairs[end] = pairs[end + 1] = (0x14 | second, 0x2C)
    return {frame: (_odd(one), _odd(other)) for frame, (one, other) in pairs.items()}


def cc_sei(pairs: dict[int, tuple[int, int]], frame: int) -> bytes:
    """Return the SEI NAL unit of H.264 that carries a frame's pair in field 1 (ATSC A/53 part 4)."""
    one, other = pairs.get(frame, (0x80, 0x80))
    payload = b"\xb5\x00\x31GA94\x03" + bytes([0x41, 0xFF, 0xFC, one, other, 0xFF])
    return b"\x06\x04" + bytes([len(payload)]) + payload + b"\x80"


def windowed(*cues: tuple[int, int, str], service: int = 1) -> dict[int, bytes]:
    """Return CEA-708 service blocks by frame, for windows that show (first frame, frame after, words).

    A window is defined hidden and written four frames before, shown, and deleted.
    """
    blocks: dict[int, bytes] = {}
    for first, end, words in cues:
        # Window 0 at the bottom's middle: two rows of 32 columns, hidden.
        define = bytes((0x98, 0x00, 0x80 | 90, 50, 0x71, 31, 0x11))
        blocks[first - 4] = block(service, define + words.encode("latin-1"))
        blocks[first] = block(service, b"\x89\x01")
        blocks[end] = block(service, b"\x8c\x01")
    return blocks


def block(service: int, codes: bytes) -> bytes:
    """Return codes as service blocks of at most 31 bytes (CTA-708-E §6.2)."""
    parts = [codes[at : at + 31] for at in range(0, len(codes), 31)]
    return b"".join(bytes((service << 5 | len(part),)) + part for part in parts)


def cc708_sei(blocks: dict[int, bytes], frame: int) -> bytes:
    """Return the H.264 SEI NAL unit that carries a frame's service blocks as one packet; empty for none."""
    content = blocks.get(frame)
    if content is None:
        return b""
    content += b"\0" * (1 - len(content) % 2)
    packet = bytes((frame % 4 << 6 | (len(content) + 1) // 2,)) + content
    triplets = [bytes((0xFE if at else 0xFF,)) + packet[at : at + 2] for at in range(0, len(packet), 2)]
    payload = b"\xb5\x00\x31GA94\x03" + bytes((0x40 | len(triplets), 0xFF)) + b"".join(triplets) + b"\xff"
    return _escaped(b"\x06\x04" + bytes([len(payload)]) + payload + b"\x80")


def _escaped(nal: bytes) -> bytes:
    made = bytearray()
    for byte in nal:
        if byte <= 3 and made.endswith(b"\0\0"):
            made.append(3)
        made.append(byte)
    return bytes(made)


def _odd(byte: int) -> int:
    return byte if byte.bit_count() % 2 else byte | 0x80

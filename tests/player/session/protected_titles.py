"""Protected editions of the small test titles, and licence servers for them on the simulated network."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from playhead.net.transport import TransportRequest
from playhead.net.transports.simulated import OriginAnswer
from playhead_app.demo.protection.encryption import (
    ContentKey,
    Scheme,
    TrackCipher,
    protected_init,
    protected_segment,
)
from playhead_app.demo.protection.manifests import (
    key_attributes,
    protected_manifest,
    protected_master,
    protected_playlist,
)
from playhead_app.demo.protection.origin import sealed
from playhead_drm import clear_key_licence
from tests.media.titles import Title

__all__ = ["AUDIO", "LICENCE_URL", "VIDEO", "ClearKeyServer", "protected", "sealed_title"]

VIDEO = ContentKey(b"video-key-id-001", b"the video's key.")
AUDIO = ContentKey(b"audio-key-id-001", b"the audio's key.")
LICENCE_URL = "https://licences.test/clearkey"


def _is_sound(name: str) -> bool:
    return name.startswith("sound")


def protected(
    title: Title,
    scheme: Scheme,
    key_of: Callable[[str, int], ContentKey] = lambda name, _: AUDIO if _is_sound(name) else VIDEO,
) -> Title:
    """Return the title (HLS or DASH, in fragmented MP4) with every sample encrypted.

    Args:
        key_of: Gives the key for a file and a segment's number from 0; the init segment asks for 0.
    """
    files: dict[str, bytes] = {}
    for name, body in title.files.items():
        first = key_of(name, 0)
        cipher = TrackCipher(scheme, not _is_sound(name), first, first)
        if name.endswith("init.mp4"):
            files[name] = protected_init(body, cipher)
        elif name.endswith(".m4s"):
            number = int(name.rpartition("-")[2].removesuffix(".m4s")) - 1
            current = key_of(name, number)
            files[name] = protected_segment(body, replace(cipher, current=current), number)
        elif name.endswith(".mpd"):
            files[name] = protected_manifest(body, scheme, lambda kind: AUDIO if kind == "audio" else VIDEO)
        elif name == "master.m3u8":
            files[name] = protected_master(body.decode(), scheme, [VIDEO, AUDIO]).encode()
        else:
            files[name] = _playlist(name, body.decode(), scheme, key_of).encode()
    return Title(title.manifest, files)


def _playlist(name: str, text: str, scheme: Scheme, key_of: Callable[[str, int], ContentKey]) -> str:
    def key_line(segment: int) -> str | None:
        key = key_of(name, segment)
        is_same = segment > 0 and key_of(name, segment - 1) == key
        return None if is_same else key_attributes(scheme, key)

    return protected_playlist(text, key_line)


def sealed_title(title: Title, key: ContentKey, key_url: str) -> Title:
    """Return the title with its segments encrypted as wholes (AES-128), the IV being the segment's number."""
    line = f'METHOD=AES-128,URI="{key_url}"'
    files: dict[str, bytes] = {}
    for name, body in title.files.items():
        if name.endswith((".ts", ".m4s")):
            number = int(name.rpartition("-")[2].partition(".")[0]) - 1
            files[name] = sealed(body, key.key, number.to_bytes(16, "big"))
        elif name.endswith(".m3u8") and name != "master.m3u8":
            files[name] = protected_playlist(body.decode(), lambda at: None if at else line).encode()
        else:
            files[name] = body
    return Title(title.manifest, files)


@dataclass
class ClearKeyServer:
    """A Clear Key licence server for `SimulatedNetwork(services=…)`.

    Attributes:
        keys: What it gives out.
        token: What it wants to see; None lets everybody in.
        lasts_s: How long its licences are valid.
        refuses_after: So many licences are given, then 403; None for no end.
        requests: All requests so far.
    """

    keys: dict[bytes, bytes] = field(default_factory=lambda: {key.key_id: key.key for key in (VIDEO, AUDIO)})
    token: str | None = None
    lasts_s: float | None = None
    refuses_after: int | None = None
    requests: list[TransportRequest] = field(default_factory=list[TransportRequest])

    def __call__(self, request: TransportRequest) -> OriginAnswer:
        self.requests.append(request)
        if self.token is not None and request.headers.get("authorization") != f"Bearer {self.token}":
            return OriginAnswer(status=401)
        if self.refuses_after is not None and len(self.requests) > self.refuses_after:
            return OriginAnswer(status=403)
        names = [urlsafe_b64decode(each + "==") for each in json.loads(request.content or b"")["kids"]]
        keys = {name: self.keys[name] for name in names if name in self.keys}
        return OriginAnswer(clear_key_licence(keys, expires_in_s=self.lasts_s))

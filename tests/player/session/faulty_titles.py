"""Titles for the fault matrix: small, with captions, and with two servers where steering is the target.

They are synthetic and coarse (five pictures a second) so that a run costs tens of milliseconds.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace

from playhead.clock import LoopClock
from playhead.net.transports.simulated import OriginAnswer
from playhead.testing import DEFAULT_LADDER, LiveShape, SyntheticLive, SyntheticTitle

__all__ = ["FILM_S", "SEGMENT_S", "STEERING_URL", "Answer", "Target", "dressed", "edition", "patterns_of"]

FILM_S, SEGMENT_S = 72.0, 4.0
STEERING_URL = "https://steering.example/steering.json"

Target = str
Answer = Callable[[str], OriginAnswer | None]

_CAPTION = b"WEBVTT\n\n00:00:00.500 --> 10:00:00.000\nwords\n"
_TEXT_SET = (
    '<AdaptationSet contentType="text" mimeType="text/vtt" lang="en">{template}'
    '<Representation id="t0" bandwidth="1000"/></AdaptationSet>'
)


def patterns_of(target: Target) -> str:
    """Return which addresses a target's faults strike."""
    return {
        "manifest": "*/*.m[p3][du]*",
        "init segment": "*/init.mp4",
        "video segment": "*/v?/*.m4s",
        "audio segment": "*/a0/*.m4s",
        "caption segment": "*/t0/*.vtt",
        "steering manifest": f"{STEERING_URL}*",
    }[target]


def edition(protocol: str, *, is_live: bool, is_steered: bool) -> tuple[str, Callable[[LoopClock], Answer]]:
    """Return a title's address, and what makes its server."""
    rungs = DEFAULT_LADDER[:2]

    def film(_: LoopClock) -> Answer:
        title = SyntheticTitle(
            FILM_S,
            rungs,
            segment_s=SEGMENT_S,
            frame_rate=5,
            sample_rate_hz=8_000,
            base_url="https://x.example",
        )

        def answer(url: str) -> OriginAnswer | None:
            body = title.origin(url)
            return None if body is None else OriginAnswer(body)

        return dressed(answer, is_steered=is_steered)

    def channel(clock: LoopClock) -> Answer:
        # Each segment is told of by a new document only, so that a manifest that can't be had matters.
        shape = LiveShape(window_s=40.0, has_timeline=True)
        live = SyntheticLive(
            clock, shape, segment_s=SEGMENT_S, ladder=rungs, frame_rate=5, sample_rate_hz=8_000
        )
        return dressed(live.origin, is_steered=is_steered)

    name = "main.m3u8" if protocol == "hls" else "main.mpd"
    return f"https://{'live' if is_live else 'x'}.example/{name}", channel if is_live else film


def dressed(
    answer: Answer, *, is_steered: bool = False, caption: Callable[[str], bytes] = lambda _: _CAPTION
) -> Answer:
    """Add captions to a title, and a second server with somebody to choose.

    Args:
        caption: Writes the file of an address.
    """
    kept: dict[bytes, bytes] = {}

    def answer_dressed(url: str) -> OriginAnswer | None:
        if url.startswith(STEERING_URL):
            said = {"VERSION": 1, "TTL": 5, "PATHWAY-PRIORITY": ["a", "b"]}
            return OriginAnswer(json.dumps(said).encode())
        plain = re.sub(r"//[ab]-(x|live)[.]", r"//\1.", url)
        if plain.endswith(".vtt"):
            return OriginAnswer(caption(plain))
        found = answer(plain.replace("/t0.m3u8", "/a0.m3u8"))
        if found is None or not plain.endswith((".m3u8", ".mpd")):
            return found
        key = plain.rpartition("/")[2].encode() + found.body
        if key not in kept:
            kept.clear()
            kept[key] = _document(plain, found.body.decode(), is_steered=is_steered)
        return replace(found, body=kept[key])

    return answer_dressed


def _document(url: str, text: str, *, is_steered: bool) -> bytes:
    if url.endswith("/t0.m3u8"):
        text = re.sub(r"#EXT-X-MAP.*\n", "", text).replace("a0/", "t0/").replace(".m4s", ".vtt")
    elif url.endswith(".mpd"):
        text = _mpd(url, text, is_steered=is_steered)
    elif "#EXT-X-STREAM-INF" in text:
        text = _multivariant(url, text, is_steered=is_steered)
    return text.encode()


def _mpd(url: str, text: str, *, is_steered: bool) -> str:
    template = re.findall(r"<SegmentTemplate[^>]*(?:/>|>.*?</SegmentTemplate>)", text, re.DOTALL)[-1]
    template = re.sub(r' initialization="[^"]*"', "", template).replace(".m4s", ".vtt")
    text = text.replace("</Period>", _TEXT_SET.format(template=template) + "</Period>")
    if not is_steered:
        return text
    places = "".join(f'<BaseURL serviceLocation="{x}">{_at(url, x)}</BaseURL>' for x in "ab")
    asked = f'<ContentSteering defaultServiceLocation="a">{STEERING_URL}</ContentSteering>'
    return text.replace("<Period", f"{places}{asked}<Period", 1)


def _multivariant(url: str, text: str, *, is_steered: bool) -> str:
    captions = (
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="English",LANGUAGE="en",DEFAULT=YES,'
        'AUTOSELECT=YES,URI="t0.m3u8"'
    )
    head, _, rest = text.partition("#EXT-X-MEDIA")
    body = f"#EXT-X-MEDIA{rest}".replace('AUDIO="sound"', 'AUDIO="sound",SUBTITLES="words"')
    if not is_steered:
        return f"{head}{captions}\n{body}"
    lines = [f'{head}#EXT-X-CONTENT-STEERING:SERVER-URI="{STEERING_URL}",PATHWAY-ID="a"', captions]
    for x in "ab":
        for line in body.splitlines():
            moved = line.replace('"sound"', f'"sound-{x}"')
            if line.startswith("#EXT-X-STREAM-INF"):
                moved += f',PATHWAY-ID="{x}"'
            elif line.startswith("#EXT-X-MEDIA"):
                moved = moved.replace('URI="', f'URI="{_at(url, x)}')
            elif line:
                moved = _at(url, x) + line
            lines.append(moved)
    return "\n".join([*lines, ""])


def _at(url: str, place: str) -> str:
    return url.rpartition("/")[0].replace("//", f"//{place}-") + "/"

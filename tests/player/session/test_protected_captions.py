"""Captions that are encrypted, as whole segments or sample by sample, and what a missing key leads to."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from playhead.captions import Mp4CaptionReader
from playhead.errors import ErrorCode, Severity, TextError
from playhead.events import CuesChanged, PlaybackEnded, ProblemRaised, StallStarted
from playhead.licence import LicenceSource
from playhead.net.transports.simulated import OriginAnswer, Service
from playhead.settings import BufferSettings, PlayerSettings, TextPreferences
from playhead_app.demo.protection.encryption import ContentKey
from playhead_app.demo.protection.manifests import key_attributes
from playhead_app.demo.protection.origin import sealed
from tests.media.captions import vtt, with_hls_text
from tests.media.clips import ClipStore
from tests.media.mp4_captions import caption_init, caption_segment, stpp_sample, text_cipher, wvtt_sample
from tests.media.titles import Title, hls_title
from tests.player.session.harness import Session, play, until_ended
from tests.player.session.protected_titles import LICENCE_URL, ClearKeyServer

KEY = ContentKey(b"words-key-id-001", b"the words' key..")
OTHER = ContentKey(b"words-key-id-001", b"another key.....")
KEY_URL = "https://licences.test/words.bin"
ENGLISH = PlayerSettings(buffer=BufferSettings(goal_s=10), text=TextPreferences(("en",)))
SEGMENTS, SEGMENT_S = 3, 4


def watch(title: Title, services: Mapping[str, Service], licence: LicenceSource | None = None) -> Session:
    async def script(session: Session) -> None:
        await session.player.load(session.url, licence=licence or LicenceSource())
        await until_ended(session)

    return play(title, script, settings=ENGLISH, services=services)


def shown(session: Session) -> list[tuple[float, str]]:
    return [
        (round(event.position_s, 1), " | ".join(cue.text for cue in event.cues))
        for event in session.of(CuesChanged)
    ]


def with_key(title: Title, attributes: str) -> Title:
    """Put a key before the first segment of the captions' playlist, behind its init segment."""
    name = "text-en.m3u8"
    playlist = title.files[name].replace(b"#EXTINF", f"#EXT-X-KEY:{attributes}\n#EXTINF".encode(), 1)
    return replace(title, files={**title.files, name: playlist})


def assert_undisturbed(session: Session) -> None:
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)


EXPECTED = [(1.0, "line 0"), (2.0, ""), (5.0, "line 1"), (6.0, ""), (9.0, "line 2"), (10.0, "")]


def sealed_words(clips: ClipStore, key: bytes) -> Title:
    texts = [vtt((n * SEGMENT_S + 1, n * SEGMENT_S + 2, f"line {n}")) for n in range(SEGMENTS)]
    bodies = [sealed(body, key, number.to_bytes(16, "big")) for number, body in enumerate(texts)]
    title = with_hls_text(hls_title(clips, (0,), duration_s=12), bodies)
    return with_key(title, f'METHOD=AES-128,URI="{KEY_URL}"')


def test_segments_that_are_encrypted_as_wholes_are_opened(clips: ClipStore) -> None:
    session = watch(sealed_words(clips, KEY.key), {KEY_URL: lambda _: OriginAnswer(KEY.key)})
    assert shown(session) == EXPECTED
    assert session.requests_for("words.bin") == 1
    assert_undisturbed(session)


@pytest.mark.parametrize(
    "answer", [OriginAnswer(status=403), OriginAnswer(b"a page"), OriginAnswer(OTHER.key)]
)
def test_without_the_right_key_the_picture_plays_on_and_it_is_said(
    answer: OriginAnswer, clips: ClipStore
) -> None:
    session = watch(sealed_words(clips, KEY.key), {KEY_URL: lambda _: answer})
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert not any(words for _, words in shown(session))
    problems = [event.problem for event in session.of(ProblemRaised)]
    assert problems
    assert {problem.severity for problem in problems} == {Severity.DEGRADED}
    assert {problem.code for problem in problems} <= {ErrorCode.TEXT_UNAVAILABLE, ErrorCode.TEXT_MALFORMED}


def protected_words(clips: ClipStore, name: str, scheme: str) -> Title:
    cipher = text_cipher(scheme, KEY)
    bodies: list[bytes] = []
    for n in range(SEGMENTS):
        if name == "wvtt":
            samples = [wvtt_sample(*([f"line {n}"] if at == 1 else [])) for at in range(SEGMENT_S)]
            bodies.append(caption_segment(n, samples, 1.0, cipher))
        else:
            start_s = n * SEGMENT_S + 1
            bodies.append(caption_segment(n, [stpp_sample(start_s, start_s + 1, f"line {n}")], 4.0, cipher))
    init = caption_init(name, cipher)
    title = with_hls_text(hls_title(clips, (0,), duration_s=12), bodies, suffix="m4s", init=init)
    return with_key(title, key_attributes(scheme, KEY))


@pytest.mark.parametrize("scheme", ["cenc", "cbcs"])
@pytest.mark.parametrize("name", ["wvtt", "stpp"])
def test_samples_that_are_protected_are_opened_with_a_licence(
    name: str, scheme: str, clips: ClipStore
) -> None:
    server = ClearKeyServer({KEY.key_id: KEY.key})
    title = protected_words(clips, name, scheme)
    session = watch(title, {LICENCE_URL: server}, LicenceSource(LICENCE_URL))
    assert shown(session) == EXPECTED
    assert len(server.requests) == 1
    assert_undisturbed(session)


def test_samples_that_nobody_opened_are_refused_and_not_read_as_words() -> None:
    cipher = text_cipher("cenc", KEY)
    segment = caption_segment(0, [wvtt_sample("secret")], 4.0, cipher)
    reader = Mp4CaptionReader(caption_init("wvtt", cipher))
    assert b"secret" not in segment
    with pytest.raises(TextError) as failure:
        reader.read(segment)
    assert failure.value.problem.code is ErrorCode.TEXT_UNSUPPORTED


@pytest.mark.parametrize("name", ["wvtt", "stpp"])
def test_the_same_samples_in_the_clear_are_read_at_once(name: str) -> None:
    sample = wvtt_sample("words") if name == "wvtt" else stpp_sample(0, 4, "words")
    document = Mp4CaptionReader(caption_init(name)).read(caption_segment(0, [sample], 4.0))
    assert [(cue.start_s, cue.end_s, cue.text) for cue in document.cues] == [(0.0, 4.0, "words")]

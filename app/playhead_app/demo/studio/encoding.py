"""Encode frames and sound into files, each encoder on a thread of its own.

libx264 and libavcodec's AAC release the interpreter while they work, so a thread for each rung is enough to
keep all cores busy while the next frame is being drawn. The queues are short: a slow encoder slows the
drawing down instead of filling the memory.
"""
# PyAV leaves a type parameter of its streams and packets open.
# pyright: reportUnknownMemberType=false

import queue
from fractions import Fraction
from pathlib import Path
from threading import Thread

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from playhead_app.demo.studio.ladder import FRAME_RATE, GOP_FRAMES, Rung
from playhead_app.demo.studio.reel import SAMPLE_RATE, Film, Sound

__all__ = ["RungEncoder", "encode_sound"]

_QUEUED_FRAMES = 10
_BT709 = 1
_LIMITED_RANGE = 1
_AUDIO_BPS = 128_000
_AAC_FRAME = 1024

_CLOSED_GOPS = f"keyint={GOP_FRAMES}:min-keyint={GOP_FRAMES}:scenecut=0:open-gop=0:aq-mode=3"

# Fragments that begin with a keyframe, a track that begins at 0 despite B-frames, and an index in front.
_VIDEO_FILE = {"movflags": "+cmaf+frag_keyframe+delay_moov+dash+global_sidx"}
_AUDIO_FILE = {"movflags": "+cmaf+delay_moov+dash+global_sidx", "frag_duration": "2000000"}


class RungEncoder(Thread):
    """Encodes one rung into one fragmented MP4 file with a fragment for each closed GOP.

    Args:
        rung: Size and rate.
        path: The file to write.
        film: Says how finely and how fast to encode.
        threads: How many threads x264 may use.
    """

    def __init__(self, rung: Rung, path: Path, film: Film, *, threads: int) -> None:
        super().__init__(name=f"encode-{rung.name}", daemon=True)
        self._frames: queue.Queue[VideoFrame | None] = queue.Queue(_QUEUED_FRAMES)
        self._rung, self._path, self._film, self._threads = rung, path, film, threads
        self._failure: Exception | None = None

    def put(self, frame: VideoFrame) -> None:
        """Hand over the next frame; waits while the encoder is behind.

        Raises:
            Exception: What stopped the encoder, such as an `OSError` of a full disk.
        """
        if self._failure is not None:
            raise self._failure
        self._frames.put(frame)

    def finish(self) -> None:
        """Encode what is left and close the file.

        Raises:
            Exception: What stopped the encoder.
        """
        self._frames.put(None)
        self.join()
        if self._failure is not None:
            raise self._failure

    def run(self) -> None:
        """Encode until the end is handed over."""
        try:
            self._encode()
        except Exception as failure:  # noqa: BLE001 - kept, and raised where the frames come from
            self._failure = failure
            while self._frames.get() is not None:
                pass

    def _encode(self) -> None:
        with av.open(str(self._path), "w", format="mp4", options=_VIDEO_FILE) as file:
            stream = self._open_stream(file)
            while (frame := self._frames.get()) is not None:
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))

    def _open_stream(self, file: OutputContainer) -> VideoStream:
        rung, film = self._rung, self._film
        options = {
            "preset": film.preset,
            "crf": str(rung.crf - film.finer),
            "maxrate": str(rung.peak_bps),
            "bufsize": str(rung.peak_bps),
            "x264-params": _CLOSED_GOPS + (f":{film.tuning}" if film.tuning else ""),
        }
        stream = file.add_stream("libx264", rate=FRAME_RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = rung.width, rung.height, "yuv420p"
        context = stream.codec_context
        context.thread_count = self._threads
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED_RANGE
        return stream


def encode_sound(sound: Sound, path: Path, language: str) -> None:
    """Encode a mix as AAC-LC into a fragmented MP4 file with fragments of about two seconds.

    Raises:
        OSError: The file can't be written.
    """
    with av.open(str(path), "w", format="mp4", options=_AUDIO_FILE) as file:
        stream: AudioStream = file.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = _AUDIO_BPS
        stream.metadata["language"] = language
        for start in range(0, sound.shape[1], _AAC_FRAME):
            block = np.ascontiguousarray(sound[:, start : start + _AAC_FRAME])
            frame = AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            frame.time_base = Fraction(1, SAMPLE_RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))

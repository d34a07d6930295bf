"""Synthesise calm stereo sound: pads, wind, sea, rain and wheels, from sines and shaped noise.

Everything is drawn in the frequency domain or from slow envelopes, so that a minute takes about a second, and
everything passes `master`, which keeps it soft: no clipping, no harsh top, a fade at both ends.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from playhead_app.demo.studio.reel import SAMPLE_RATE, Sound

__all__ = ["bells", "master", "noise_bed", "note_hz", "pad", "pulse_train", "swell"]

_Mono: TypeAlias = NDArray[np.floating[Any]]
_NOTES = {"C": -9, "D": -7, "E": -5, "F": -4, "G": -2, "A": 0, "B": 2}


def note_hz(name: str) -> float:
    """Return the frequency of a note such as `A3`, `C#4` or `Bb2`, equally tempered, A4 = 440 Hz."""
    step = _NOTES[name[0]] + name.count("#") - name[1:].count("b")
    return 440.0 * 2 ** ((step + 12 * (int(name[-1]) - 4)) / 12)


def swell(length_s: float, period_s: float, low: float, rng: np.random.Generator) -> _Mono:
    """Return an envelope that breathes irregularly between `low` and 1 about every `period_s`."""
    count = round(length_s * SAMPLE_RATE)
    knots = max(4, int(length_s / period_s * 2) + 2)
    values = rng.uniform(low, 1, knots)
    coarse = np.interp(np.linspace(0, knots - 1, count // 256 + 2), np.arange(knots), values)
    kernel = np.hanning(max(3, int(period_s * SAMPLE_RATE / 256 / 2) | 1))
    smooth = np.convolve(np.pad(coarse, len(kernel) // 2, mode="edge"), kernel / kernel.sum(), mode="valid")
    return np.interp(np.linspace(0, len(smooth) - 1, count), np.arange(len(smooth)), smooth).astype(
        np.float32
    )


def pad(
    length_s: float, chords: Sequence[Sequence[str]], rng: np.random.Generator, *, warmth: float = 1.6
) -> Sound:
    """Return slow chords that melt into each other, each note a few detuned, softly drifting partials.

    Args:
        length_s: Seconds.
        chords: Notes of each chord; they share the length evenly.
        rng: For detuning.
        warmth: How fast overtones fall off; higher is darker.
    """
    count = round(length_s * SAMPLE_RATE)
    sound = np.zeros((2, count), dtype=np.float32)
    share = count / len(chords)
    for index, chord in enumerate(chords):
        start, end = int(max(0, (index - 0.35) * share)), int(min(count, (index + 1.35) * share))
        envelope = np.hanning(end - start).astype(np.float32)
        time = np.arange(end - start, dtype=np.float32) / SAMPLE_RATE
        for name in chord:
            for side in range(2):
                sound[side, start:end] += _voice(time, note_hz(name), warmth, rng) * envelope
    return sound / (max(len(chord) for chord in chords) * 1.5)


def _voice(time: _Mono, hertz: float, warmth: float, rng: np.random.Generator) -> _Mono:
    voice = np.zeros_like(time)
    for overtone in range(1, 5):
        detune = hertz * overtone * (1 + rng.normal(0, 0.0012))
        drift = 0.6 * np.sin(2 * np.pi * rng.uniform(0.05, 0.16) * time + rng.uniform(0, 6.3))
        voice += np.sin(2 * np.pi * detune * time + drift + rng.uniform(0, 6.3)) / overtone**warmth
    return voice.astype(np.float32)


def noise_bed(
    length_s: float, low_hz: float, high_hz: float, rng: np.random.Generator, *, tilt: float = 1.0
) -> Sound:
    """Return stereo noise between two frequencies, falling with frequency to the power of `tilt`.

    It is made for eight seconds and laid end to end with cross-fades: the ear doesn't notice, the clock does.
    """
    block, overlap = 8 * SAMPLE_RATE, SAMPLE_RATE
    frequencies = np.fft.rfftfreq(block, 1 / SAMPLE_RATE)
    shape = 1 / (1 + (low_hz / np.maximum(frequencies, 1)) ** 4) / (1 + (frequencies / high_hz) ** 4)
    shape /= np.maximum(frequencies, 20) ** (tilt / 2)
    spectrum = rng.normal(size=(2, len(shape))) + 1j * rng.normal(size=(2, len(shape)))
    loop = np.fft.irfft(spectrum * shape, axis=1).astype(np.float32)
    # An inverse FFT is periodic already, so the block joins itself without a seam.
    repeats = int(np.ceil((length_s * SAMPLE_RATE + overlap) / block))
    bed = np.tile(loop / np.sqrt(np.mean(loop**2)) * 0.25, (1, repeats))
    return bed[:, : round(length_s * SAMPLE_RATE)]


def bells(
    length_s: float, scale: Sequence[str], every_s: float, rng: np.random.Generator, *, decay_s: float = 2.4
) -> Sound:
    """Return single soft tones at irregular moments, panned at random, each with a short echo."""
    count = round(length_s * SAMPLE_RATE)
    sound = np.zeros((2, count), dtype=np.float32)
    at_s = every_s * rng.uniform(0.4, 1.0)
    while at_s < length_s - 1.5:
        hertz = note_hz(scale[int(rng.integers(len(scale)))])
        time = (
            np.arange(round(min(decay_s * 2.5, length_s - at_s) * SAMPLE_RATE), dtype=np.float32)
            / SAMPLE_RATE
        )
        tone = np.sin(2 * np.pi * hertz * time) + 0.25 * np.sin(2 * np.pi * 2.01 * hertz * time)
        tone *= np.exp(-time / decay_s * 2) * np.minimum(time / 0.02, 1)
        pan, start = rng.uniform(0.25, 0.75), round(at_s * SAMPLE_RATE)
        for echo, (delay, level) in enumerate(((0.0, 1.0), (0.31, 0.35), (0.62, 0.14))):
            begin = start + round(delay * SAMPLE_RATE)
            part = tone[: max(0, count - begin)] * level
            across = pan if echo % 2 == 0 else 1 - pan
            sound[0, begin : begin + len(part)] += part * (1 - across)
            sound[1, begin : begin + len(part)] += part * across
        at_s += every_s * rng.uniform(0.6, 1.5)
    return sound * 0.3


def pulse_train(length_s: float, beats: Sequence[float], period_s: float, rng: np.random.Generator) -> Sound:
    """Return soft thuds at the given moments of each period: wheels over rail joints, a distant engine."""
    count = round(length_s * SAMPLE_RATE)
    time = np.arange(round(0.22 * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE
    thud = np.sin(2 * np.pi * 68 * time) * np.exp(-time * 24) * np.minimum(time / 0.004, 1)
    sound = np.zeros((2, count), dtype=np.float32)
    for start_s in np.arange(0, length_s - period_s, period_s):
        for beat in beats:
            begin = round((start_s + beat) * SAMPLE_RATE)
            part = thud[: max(0, count - begin)] * rng.uniform(0.7, 1.0)
            sound[:, begin : begin + len(part)] += part
    return sound


def master(sound: Sound, *, level: float = 0.32) -> Sound:
    """Return the sound at an even level, rounded off at its peaks, faded in and out."""
    loudness = float(np.sqrt(np.mean(sound**2))) or 1.0
    even = np.tanh(sound * (level * 0.5 / loudness)) * 0.9
    fade = np.ones(even.shape[1], dtype=np.float32)
    rise, fall = SAMPLE_RATE, SAMPLE_RATE * 2
    fade[:rise] = np.linspace(0, 1, rise) ** 2
    fade[-fall:] = np.linspace(1, 0, fall) ** 2
    return (even * fade).astype(np.float32)

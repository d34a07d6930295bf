"""Put encoded picture and sound together into MPEG-TS segments, without encoding again."""
# PyAV leaves a type parameter of its streams and packets open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from playhead_app.demo.studio.ladder import SEGMENT_S

__all__ = ["write_transport_stream"]

# Real packagers start their clock anywhere, often here; it also gives B-frames room before the first picture.
_FIRST_TIMESTAMP_S = 10


def write_transport_stream(video: Path, audio: Path, folder: Path) -> list[Path]:
    """Write `00001.ts`, … with one keyframe-aligned segment of both tracks each.

    Returns:
        The segments in order.

    Raises:
        OSError: A file can't be written.
    """
    folder.mkdir(parents=True)
    options = {
        "segment_format": "mpegts",
        "segment_time": str(SEGMENT_S),
        "segment_start_number": "1",
        "segment_format_options": "mpegts_flags=resend_headers",
        "individual_header_trailer": "0",
    }
    with (
        av.open(str(video)) as picture,
        av.open(str(audio)) as sound,
        av.open(str(folder / "%05d.ts"), "w", format="segment", options=options) as target,
    ):
        streams = [target.add_stream_from_template(source.streams[0]) for source in (picture, sound)]
        target.metadata.update(service_name="Film", service_provider="Playhead demo")
        packets = _interleaved([picture.demux(), sound.demux()])
        first = min(packet.pts or 0 for packet, number in packets if number == 0)
        for packet, number in packets:
            packet.stream = streams[number]
            # A track with negative composition offsets (CMAF) is read late by its reordering delay: take it
            # off.
            start = round(_FIRST_TIMESTAMP_S / packet.time_base) - (0 if number else first)
            packet.pts, packet.dts = (packet.pts or 0) + start, (packet.dts or 0) + start
            target.mux(packet)
    return sorted(path for path in folder.iterdir() if re.fullmatch(r"\d{5}\.ts", path.name))


def _interleaved(sources: "list[Iterator[Packet[Any]]]") -> "list[tuple[Packet[Any], int]]":
    """Return all packets in the order of their decoding times."""
    packets = [
        (packet, number)
        for number, source in enumerate(sources)
        for packet in source
        if packet.dts is not None
    ]
    return sorted(packets, key=_decoding_time_s)


def _decoding_time_s(entry: "tuple[Packet[Any], int]") -> float:
    return float((entry[0].dts or 0) * entry[0].time_base)

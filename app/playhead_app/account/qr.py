"""A QR code as one path, so that QML draws it crisp in any size."""

import segno

__all__ = ["qr_path"]


def qr_path(text: str) -> tuple[str, int]:
    """Return a QR code (ISO/IEC 18004) as SVG path data and its width in modules, quiet zone included."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=4)]
    runs: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while (x := row.find(1, x)) >= 0:
            end = row.find(0, x)
            runs.append(f"M{x} {y}h{end - x}v1h{x - end}z")
            x = end
    return "".join(runs), len(rows)

"""Injuries of a text manifest: some blind, most of them to what a parser looks at."""

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["mutated"]

EVIL_NUMBERS = tuple(
    text.encode()
    for text in (
        *("0", "-0", "-1", "1", "00", "+1", "0.0", "1.5", ".", "1e9", "1e400", "nan", "inf", "INF", "-inf"),
        *("0x", "0xG", "1_000", "٣", "9" * 18, "9" * 19, "9" * 20, "9" * 400, "-" + "9" * 18),
        *(str(2**31), str(2**32 - 1), str(2**53), str(2**63 - 1), str(2**63), str(2**64), "1/0", "0/1"),
        *(
            "PT0S",
            "PT9999999H",
            "PT-1S",
            "P",
            "PT",
            "1-0",
            "0-",
            "-5",
            "5@",
            "@5",
            "1x0",
            "0001-01-01T00:00:00Z",
        ),
        *("9999-12-31T23:59:59.999999Z", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00+99:99"),
    )
)
EVIL_TEXTS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *(
            "",
            " ",
            '"',
            '""',
            "'",
            ",",
            "=",
            "#",
            ":",
            "//",
            "///",
            "\\\\host\\x",
            "file:///x",
            "file://host/x",
        ),
        *("data:text/plain;base64,AAAA", "javascript:1", "http://", "http://[", "http://[::1", "http://a:b/"),
        *(
            "https://user:pass@h/",
            "../" * 40,
            "?" * 9,
            "\0",
            "\x7f",
            "\r",
            "\n",
            "\u2028",
            "\ufeff",
            "\u202e",
        ),
        *(
            "\ud800",
            "é" * 300,
            "{$a}",
            "{$",
            "{$host}" * 20,
            "$Number$",
            "$Time%019d$",
            "$SubNumber$",
            "$",
            "$$",
        ),
        *(
            "%n",
            "NONE",
            "YES",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "&amp;",
            "&#0;",
            "&x;",
            "<!DOCTYPE a>",
        ),
        *("<S d='1'/>", "</S>", "urn:mpeg:dash:resolve-to-zero:2013", "xmlns=''", "a" * 5000),
    )
)
_NUMBER = re.compile(rb"[0-9][0-9.]*")
_VALUE = re.compile(rb'"[^"<>\n]*"|=[^",<>\n]+|>[^<>\n]+<')
_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9:-]+")

Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutated(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return the body with one to six injuries.

    Args:
        chance: The only source of randomness: equal states give equal mutants.
        others: Bodies of the same kind, to take pieces from.
    """
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        body = chance.choice(_MUTATIONS)(body, chance, others)
    return body


def _replaced(body: bytes, start: int, stop: int, new: bytes) -> bytes:
    return body[:start] + new + body[stop:]


def _found(pattern: re.Pattern[bytes], body: bytes, chance: random.Random) -> re.Match[bytes] | None:
    # From anywhere on, else from the start.
    return pattern.search(body, chance.randrange(len(body) + 1)) or pattern.search(body)


def _evil_number(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found = _found(_NUMBER, body, chance)
    return body if found is None else _replaced(body, *found.span(), chance.choice(EVIL_NUMBERS))


def _near_number(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found = _found(_NUMBER, body, chance)
    if found is None or not found[0].isdigit() or len(found[0]) > 18:
        return body
    changed = max(0, int(found[0]) + chance.choice((-1, 1, 1000, -1000))) * chance.choice((1, 1, 10))
    return _replaced(body, *found.span(), str(changed).encode())


def _evil_value(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found = _found(_VALUE, body, chance)
    if found is None:
        return body
    evil = chance.choice((*EVIL_TEXTS, *EVIL_NUMBERS))
    keeps_edges = chance.random() < 0.8
    start, stop = found.span()
    return (
        _replaced(body, start + 1, stop - (found[0][:1] != b"="), evil)
        if keeps_edges
        else _replaced(body, start, stop, evil)
    )


def _swapped_names(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    found, other = (
        _found(_NAME, body, chance),
        _found(_NAME, chance.choice(others) if others else body, chance),
    )
    return body if found is None or other is None else _replaced(body, *found.span(), other[0])


def _flipped_bytes(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(body)
    for _ in range(min(len(body), chance.randint(1, 8))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _inserted_text(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(body) + 1)
    return _replaced(body, at, at, chance.choice(EVIL_TEXTS))


def _cut_out(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(body) + 1)
    return _replaced(body, start, start + chance.randint(1, 1 + len(body) // 4), b"")


def _cut_off(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _line_moved(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    lines = body.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _line_repeated(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    lines = body.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 2, 50))
    return b"\n".join(lines)


def _line_dropped(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    lines = body.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _spliced(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    if not others:
        return body
    lines, source = body.split(b"\n"), chance.choice(others).split(b"\n")
    start = chance.randrange(len(source))
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = source[start : start + chance.choice((1, 1, 2, 5))]
    return b"\n".join(lines)


def _piece_repeated(body: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(body) + 1)
    stop = start + chance.randint(1, 200)
    return _replaced(body, stop, stop, body[start:stop] * chance.choice((1, 2, 30)))


_MUTATIONS: tuple[Mutation, ...] = (
    *(_evil_number, _evil_number, _evil_value, _evil_value, _near_number, _swapped_names, _flipped_bytes),
    *(_inserted_text, _cut_out, _cut_off, _line_moved, _line_repeated, _line_dropped, _spliced, _spliced),
    _piece_repeated,
)

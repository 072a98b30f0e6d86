"""How full the sheets of a PDF are that Chromium printed."""

import re
import zlib
from collections.abc import Iterator

FOOT = 36
"""Points at the foot of a sheet that hold the number of the page alone."""
Matrix = tuple[float, ...]
_OPERATOR = re.compile(rb"((?:-?[\d.]+\s+){6})(cm|Tm)\b|(?<![\w/])(q|Q)(?!\w)")


def filled(pdf: bytes) -> list[float]:
    """Return for each sheet how far down its last line of text is, as a share of its height; 0 without any."""
    return [max((1 - y / height for y in _lines(content) if y > FOOT), default=0.0) for height, content in _sheets(pdf)]


def _sheets(pdf: bytes) -> Iterator[tuple[float, bytes]]:
    objects = {int(found[1]): found[2] for found in re.finditer(rb"(\d+) 0 obj\b(.*?)endobj", pdf, re.S)}
    for page in objects.values():
        if re.search(rb"/Type\s*/Page\b(?!s)", page):
            box, contents = re.search(rb"/MediaBox\s*\[([^]]*)]", page), re.search(rb"/Contents\s+(\d+)", page)
            assert box is not None
            assert contents is not None
            stream = objects[int(contents[1])].partition(b"stream")[2].lstrip(b"\r\n")
            yield float(box[1].split()[3]), zlib.decompressobj().decompress(stream)


def _lines(content: bytes) -> Iterator[float]:
    """Yield the height of each piece of text above the foot of the sheet, in points."""
    now, outer = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), list[Matrix]()
    for numbers, operator, stack in _OPERATOR.findall(content):
        if stack == b"q":
            outer.append(now)
        elif stack == b"Q":
            now = outer.pop()
        elif operator == b"cm":
            now = _times(tuple(map(float, numbers.split())), now)
        else:
            yield _times(tuple(map(float, numbers.split())), now)[5]


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    u, v, w, x, y, z = other
    return (a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z)

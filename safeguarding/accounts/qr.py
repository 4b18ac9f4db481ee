"""A QR code as the path of a drawing, so that a page can draw it without holding an image."""

from dataclasses import dataclass

import qrcode

QUIET = 4  # modules of white around it, which readers need


@dataclass(frozen=True)
class Drawing:
    """The side of the square and the path of its dark modules."""

    side: int
    path: str


def drawn(text: str) -> Drawing:
    """The QR code of a text."""
    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Drawing(side=len(rows), path=path)

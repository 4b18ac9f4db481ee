"""Pictures that are no single strange word: rows of numbers, drawings of blocks and dots, drawings in XML."""

import re
from collections.abc import Callable, Iterator

SMALLEST = 40  # characters: a drawing or an address of data that is shorter shows nothing
FEWEST_DIGITS = 400  # hexadecimal digits in one row: 200 bytes
FEWEST_NUMBERS = 200  # numbers in one row: 200 bytes, or 100 points of a drawing
MOST_BLOCKS = 60  # cells of a drawing out of blocks, dots or squares
MOST_KINDS_OF_EMOJI = 60  # no row of feelings has as many different ones
MOST_RARE = 60  # characters of scripts that hardly anybody writes, used to write bytes as letters

WORD = re.compile(r"[^\W_]+")
HEX_WORD = re.compile(r"(?:0?[xX]|[uU])?[0-9A-Fa-f]+[hH]?")
BETWEEN_HEX = re.compile(r"[\s,;:.\-|/\\\[\](){}%=_'\"#$+]{0,4}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
BETWEEN_NUMBERS = re.compile(r"[\s,;:|\[\](){}+\-A-Za-z]{0,4}")
BLOCK = "[\u2580-\u259f\u2800-\u28ff\u25a0-\u25ff\u2b1b\u2b1c\U0001fb00-\U0001fbaf\U0001f7e0-\U0001f7eb]"
# A drawing that is not closed ends with its last mark: words behind it are words.
DRAWING = re.compile(r"<svg\b(?:[^<>]*>[^<>]{0,200}<)*[^<>]*>", re.IGNORECASE)
MEDIA = r"(?:image|video|audio|application|text|font|model|multipart)/[\w.+\-]{1,64}"
DATA_ADDRESS = re.compile(rf"\bdata:(?:{MEDIA})?(?:;[\w=.+\-]{{1,64}}){{0,8}},\S{{20,}}", re.IGNORECASE)
EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf]"
# CJK beyond what is written today, Yi, Vai, Bamum, syllabics, hieroglyphs, cuneiform, private use.
RARE = (
    "[\u1400-\u167f\u3400-\u4dbf\ua000-\ua4cf\ua500-\ua63f\ua6a0-\ua6ff\ue000-\uf8ff"
    "\U00010000-\U00016fff\U00020000-\U0003ffff\U000f0000-\U0010ffff]"
)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """What was found, and from where to where: ("hex", 10, 900). They may overlap."""
    for name, pattern in (("svg", DRAWING), ("data_address", DATA_ADDRESS)):
        yield from ((name, *match.span()) for match in pattern.finditer(text) if len(match[0]) >= SMALLEST)
    for row in _rows(_hex_words(text), text, BETWEEN_HEX):
        if _is_bytes("".join(match[0] for match in row)):
            yield ("hex", row[0].start(), row[-1].end())
    for row in _rows(NUMBER.finditer(text), text, BETWEEN_NUMBERS):
        if len(row) >= FEWEST_NUMBERS:
            yield ("numbers", row[0].start(), row[-1].end())
    yield from _too_many("blocks", BLOCK, text, lambda found: len(found) > MOST_BLOCKS)
    yield from _too_many("emoji", EMOJI, text, lambda found: len(set(found)) > MOST_KINDS_OF_EMOJI)
    yield from _too_many("rare", RARE, text, lambda found: len(found) > MOST_RARE)


def _hex_words(text: str) -> Iterator[re.Match]:
    return (match for match in WORD.finditer(text) if HEX_WORD.fullmatch(match[0]))


def _rows(matches: Iterator[re.Match], text: str, between: re.Pattern) -> Iterator[list[re.Match]]:
    """Matches that follow one another with next to nothing between them."""
    row: list[re.Match] = []
    for match in matches:
        if row and not between.fullmatch(text, row[-1].end(), match.start()):
            yield row
            row = []
        row.append(match)
    if row:
        yield row


def _is_bytes(row: str) -> bool:
    """Whether a row of hexadecimal words is a file. Telephone numbers and marks are decimal, and fewer."""
    digits = sum(each in "0123456789abcdefABCDEF" for each in row)
    if digits < FEWEST_DIGITS:
        return False
    letters = sum(each in "abcdefABCDEF" for each in row)
    return letters * 20 > digits or digits >= 2 * FEWEST_DIGITS


def _too_many(name: str, cell: str, text: str, is_too_much: Callable) -> Iterator[tuple[str, int, int]]:
    if not text.isascii() and is_too_much(re.findall(cell, text)):
        yield from ((name, *match.span()) for match in re.finditer(rf"{cell}(?:\s*{cell})*", text))

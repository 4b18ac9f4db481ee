"""Is this a text file at all? Names what was handed over instead, from its first bytes."""

from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from safeguarding.schools.roll.findings import RollRefused

MAX_BYTES = 10 * 1024 * 1024

SPREADSHEET = _(
    "This is a spreadsheet workbook, not a CSV file. Open it, choose Save as, choose CSV UTF-8, and import that file."
)
IMAGE = _("This file is an image, whatever its name says. Images never enter the record. Nothing of it was kept.")
DOCUMENT = _("This file is a document, not a CSV file. Export the list from the school's system as CSV.")
ARCHIVE = _("This file is an archive, not a CSV file. Export the list from the school's system as CSV.")
WEB_PAGE = _("This file is a web page, not a CSV file. Export the list from the school's system as CSV.")

SIGNATURES = (
    (b"\x89PNG", "image", IMAGE),
    (b"\xff\xd8\xff", "image", IMAGE),
    (b"GIF8", "image", IMAGE),
    (b"RIFF", "image", IMAGE),
    (b"II*\x00", "image", IMAGE),
    (b"MM\x00*", "image", IMAGE),
    (b"BM", "image", IMAGE),
    (b"%PDF", "document", DOCUMENT),
    (b"{\\rtf", "document", DOCUMENT),
    (b"\xd0\xcf\x11\xe0", "spreadsheet", SPREADSHEET),
    (b"\x1f\x8b", "archive", ARCHIVE),
    (b"7z\xbc\xaf", "archive", ARCHIVE),
    (b"Rar!", "archive", ARCHIVE),
)
SPREADSHEET_PARTS = (b"xl/", b"[Content_Types].xml", b"opendocument.spreadsheet")
WEB_PAGE_STARTS = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<table")


def take(stream: BinaryIO, max_bytes: int = MAX_BYTES) -> bytes:
    """The contents of an open file. No more than the limit is read: a huge file is refused before that."""
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    return content


def too_large(max_bytes: int) -> RollRefused:
    """The refusal of a file above the limit."""
    return RollRefused(
        "too_large",
        _("The file is larger than %(limit)s MB. A list of 10,000 pupils without photos is smaller than that."),
        limit=max_bytes // (1024 * 1024),
    )


def refuse_what_is_not_text(content: bytes, max_bytes: int = MAX_BYTES) -> None:
    """Raises for a file that is empty, too large, or something other than text, and says what it is."""
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise RollRefused("empty", _("The file is empty. Export the list again and import that file."))
    _refuse_by_signature(content)
    _refuse_nuls(content)
    _refuse_control_characters(content)


def _refuse_by_signature(content: bytes) -> None:
    if content.startswith(b"PK\x03\x04"):
        if any(part in content for part in SPREADSHEET_PARTS):
            raise RollRefused("spreadsheet", SPREADSHEET)
        raise RollRefused("archive", ARCHIVE)
    for start, code, text in SIGNATURES:
        # "BM" also begins words, so a bitmap must hold a NUL in its head as every bitmap does.
        if content.startswith(start) and (len(start) > 2 or start == b"\x1f\x8b" or b"\x00" in content[:16]):
            raise RollRefused(code, text)
    if content[4:8] == b"ftyp":
        raise RollRefused("image", IMAGE)
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(WEB_PAGE_STARTS):
        raise RollRefused("web_page", WEB_PAGE)


def _refuse_nuls(content: bytes) -> None:
    head = content[:4096]
    halves = (head[0::2].count(0), head[1::2].count(0))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or max(halves) > len(head) // 8 > min(halves):
        raise RollRefused(
            "utf_16", _("The file is written in UTF-16 (Unicode text). Export or save it again as CSV UTF-8.")
        )
    if b"\x00" in content:
        raise RollRefused(
            "nul",
            _("The file holds characters that are not text (NUL, first in line %(line)s). Export it again as CSV."),
            line=content[: content.index(0)].count(b"\n") + 1,
        )


def _refuse_control_characters(content: bytes) -> None:
    head = content[:65536]
    control = sum(head.count(code) for code in range(32) if code not in (9, 10, 13))
    if control > max(8, len(head) // 100):
        raise RollRefused("binary", _("The file is not a text file. Export the list from the school's system as CSV."))

"""Reads what arrived as text where only a number, an id, or words that can be given back unchanged will do."""

import unicodedata
from uuid import UUID

DIGITS = 9  # more are no version, no page and no number of a child


def number(text: str) -> int | None:
    """A whole number of at most nine digits, and nothing for anything else: “²” is a digit to some, and no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def identity(text: str) -> UUID | None:
    """An id, and nothing for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def can_be_kept(text: str) -> bool:
    """Whether a database and a page could give these words back unchanged."""
    return "\x00" not in text and all(unicodedata.category(character) != "Cs" for character in text)

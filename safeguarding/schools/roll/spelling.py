"""Spellings that mean the same: of a name, and of a number that a school gave."""

import unicodedata

UNMARKED = str.maketrans("ŁłĐđØøıßÆæŒœ", "LlDdOoisAaOo")


def without_marks(text: str) -> str:
    """A name in plain letters."""
    return "".join(
        char for char in unicodedata.normalize("NFD", text.translate(UNMARKED)) if not unicodedata.combining(char)
    )


def only_lost_letters(old: str, new: str) -> bool:
    """Windows-1252 has no ŷ: there “Llŷr” comes out as “Llyr”. That is no reason to spell the name worse."""
    try:
        old.encode("cp1252")
    except UnicodeEncodeError:
        return without_marks(old) == without_marks(new)
    return False


def bare_name(name: str) -> str:
    """The letters of a name alone: neither an accent nor a hyphen, a blank or a capital makes another person."""
    letters = (char for char in without_marks(name).casefold() if unicodedata.category(char) in ("Ll", "Lo"))
    return "".join(letters)


def one_spelling(school_number: str) -> str:
    """The one way to write a school's number: a spreadsheet takes the noughts of 007 away, and a hand types a98."""
    bare = "".join(school_number.split()).upper()
    return bare.lstrip("0") or "0" if bare.isdigit() else bare

"""Characters that take no place: a few join letters, steer a line of Arabic or make a flag; very many are a file."""

import re
import sys
import unicodedata

OF_NO_WIDTH = "".join(chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf")
RUN = re.compile(f"[{re.escape(OF_NO_WIDTH)}]+")
IN_A_ROW = 30  # more than any flag or joined picture sign needs
SPREAD, SHARE = 300, 0.3  # of a text, when they stand between what can be seen: a line of Persian has one in twenty


def spans(typed: str) -> list[tuple[str, int, int]]:
    """Where the characters of a text that nobody can see are a file: the text is given as it was typed."""
    if typed.isascii():
        return []
    found = [match.span() for match in RUN.finditer(typed)]
    unseen = sum(end - start for start, end in found)
    least = 1 if unseen > SPREAD and unseen > SHARE * len(typed) else IN_A_ROW + 1
    return [("unseen", start, end) for start, end in found if end - start >= least]

"""A record lives through its papers: the chronology is checked."""

from tests.papers import check_and_confirm


def live(cast, concern) -> None:
    """Checks the chronology, as Mair."""
    check_and_confirm(concern, cast.mair)

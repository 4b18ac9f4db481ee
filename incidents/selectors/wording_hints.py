"""The wording hints for a text that somebody is about to send: shown once, never stored."""

from incidents import wording
from incidents.wording import Hint
from safeguarding.directory.selectors import hints_for
from safeguarding.schools.models import School


def hints_in(text: str, language: str, school: School) -> list[Hint]:
    """What could be written instead of words that may put blame on a child; the text's language decides the list."""
    return wording.found(text, hints_for(school, language))

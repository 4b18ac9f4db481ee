"""The wording hints for a text that somebody is about to send: shown once, never stored."""

from django.utils.translation import get_language

from incidents import wording
from incidents.wording import Hint
from safeguarding.directory.selectors import hints_for
from safeguarding.schools.models import School


def hints_in(text: str, school: School) -> list[Hint]:
    """What could be written instead of words that may put blame on a child, looked for in every language's list.

    Which language somebody said they write in may be wrong, and a text can hold both.
    """
    mine = get_language()
    return wording.found(text, sorted(hints_for(school), key=lambda hint: hint.language != mine))

"""One letter in both languages: that something happened to an account, and nothing about anybody."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from safeguarding.accounts.models import User

BETWEEN = "\n\n" + "-" * 40 + "\n\n"
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def send(person: User, what: str, **values) -> None:
    """Sends the letter `templates/account/email/<what>.txt` to a person, in their language first."""
    subjects, bodies = [], []
    for code in languages_of(person):
        with translation.override(code):
            subjects.append(render_to_string(f"account/email/{what}_subject.txt").strip())
            bodies.append(render_to_string(f"account/email/{what}.txt", values).strip())
    EmailMessage(
        subject=" / ".join(subjects), body=BETWEEN.join(bodies) + "\n", to=[person.email], headers=HEADERS
    ).send()


def languages_of(person: User) -> list[str]:
    """Both languages, the person's own first, else their school's first, else the installation's."""
    held = person.roles_in_force()
    first = person.language or (held[0].school.language_list[0] if held else settings.LANGUAGE_CODE)
    return [first, *(code for code, _name in settings.LANGUAGES if code != first)]

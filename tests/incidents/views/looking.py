"""What the tests of the queue share: the clock, looking at it, and what was added since."""

import re
from datetime import timedelta

import time_machine
from django.urls import reverse

from incidents.services import recording
from safeguarding import clock

NOW = clock.now().replace(hour=12, minute=0)


def ago(**time):
    """The clock of the school, some time before the queue is looked at."""
    return time_machine.travel(NOW - timedelta(**time), tick=False)


def text_of(response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def look(signed_in, who: str = "mair", path: str | None = None):
    """The queue as somebody sees it at noon."""
    with time_machine.travel(NOW, tick=False):
        return signed_in(who).get(path or reverse("queue"))


def groups(response) -> dict[str, list[str]]:
    """The references of each group, as they stand on the page."""
    return {group.code: [row.reference for row in group.rows] for group in response.context["groups"]}


def add_to(concern, **time) -> None:
    """Its reporter adds something, some time before the queue is looked at."""
    with ago(**time):
        incident = concern.incident
        said = {"text": "She will run away tonight.", "language": "en"}
        recording.add_statement(actor=incident.reporter, reference=incident.reference, **said)

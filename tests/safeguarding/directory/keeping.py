"""What the tests of these pages share: an entry, its page, a change of it, and what the trail holds of that."""

import json

from django.urls import reverse

from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from tests.tabs import answers_in


def the(model, **which):
    """The country's entry."""
    return model.objects.filter(school=None, **which).get()


def page_of(kind: str, entry) -> str:
    return reverse("guidance_edit", args=[kind, entry.pk])


def change(client, kind: str, entry, **typed):
    """Opens the page of an entry, types, and presses the button."""
    path = page_of(kind, entry)
    return client.post(path, answers_in(client.get(path)) | typed)


def press(client, name: str, *args):
    return client.post(reverse(name, args=args))


def happened(*names: str) -> list[dict]:
    """What the trail holds of these events, oldest first."""
    return [json.loads(row.body) for row in AuditEvent.objects.filter(event__in=names).order_by("seq")]


def kept() -> list[dict]:
    return happened(events.GUIDANCE_CHANGED, events.GUIDANCE_CHECKED)

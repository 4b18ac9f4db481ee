"""The initial review: its eleven tasks, in the order in which they are shown, and how far each is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    """What the meeting looks at. Any order, several sittings; seeking help never waits for it."""

    PEOPLE = "PEOPLE", _("Who is at the meeting")
    RISK = "RISK", _("Immediate risk")
    TRIGGERS = "TRIGGERS", _("Reasons to refer at once")
    KNOWN = "KNOWN", _("What we already know")
    DEVICES = "DEVICES", _("Devices")
    VIEWING = "VIEWING", _("Viewing: no one in school needs to view any image")
    FAMILY = "FAMILY", _("Parents and carers")
    SUPPORT = "SUPPORT", _("Support")
    REMOVAL = "REMOVAL", _("Getting images removed")
    OTHERS = "OTHERS", _("Other children or schools")
    DECISION = "DECISION", _("Decision and reasons")


BEFORE_DECIDING = (Task.PEOPLE, Task.RISK, Task.TRIGGERS, Task.KNOWN)
KEEPING_SAFE = (Task.DEVICES, Task.VIEWING, Task.FAMILY, Task.SUPPORT, Task.REMOVAL, Task.OTHERS)
DECIDING = (Task.DECISION,)


class TaskState(TextChoices):
    """How far a task is."""

    NOT_STARTED = "NOT_STARTED", _("Not started")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    DONE = "DONE", _("Done")

"""Whether a child might hurt themselves, and who looks after them: choices only. Nobody in school diagnoses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SelfHarm(TextChoices):
    """What is known after asking, or watching: the question stands on every concern about images."""

    NOT_ASKED = "NOT_ASKED", _("Not asked yet")
    NONE = "NONE", _("Asked, and no sign of it")
    POSSIBLE = "POSSIBLE", _("A possible worry")
    IMMEDIATE = "IMMEDIATE", _("An immediate worry")


class Observed(TextChoices):
    """Changes that were observed: what was seen, never what it is called."""

    WITHDRAWN = "WITHDRAWN", _("Quieter or more withdrawn")
    TEARFUL = "TEARFUL", _("Tearful or upset")
    ANGRY = "ANGRY", _("Angrier or more on edge")
    TIRED = "TIRED", _("Tired, or not sleeping")
    NOT_EATING = "NOT_EATING", _("Eating less")
    ABSENT = "ABSENT", _("Away from lessons or from school")
    PHONE = "PHONE", _("Frightened of their phone, or always looking at it")
    HURT = "HURT", _("Signs of having hurt themselves")
    SAID = "SAID", _("Said that they cannot go on or want to disappear")
    NONE = "NONE", _("No change observed")


class Happened(TextChoices):
    """How a check-in went."""

    YES = "YES", _("Yes, we spoke")
    NO = "NO", _("No, it did not happen")


class AtRisk(TextChoices):
    """Whether somebody is at risk now."""

    YES = "YES", pgettext_lazy("at risk now", "Yes")
    NO = "NO", pgettext_lazy("at risk now", "No")
    UNKNOWN = "UNKNOWN", pgettext_lazy("at risk now", "Not known")

"""Concerns that belong together: a child’s part in it, what the school does about all, and when a link is possible."""

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.outcomes import ReferralTo

SAME_WEEK = timedelta(days=7)


class PartInPattern(TextChoices):
    """A child’s part: several can be true. Said of one child, and never shown on another child’s record."""

    CONTACTED = "CONTACTED", _("Was contacted")
    THREATENED = "THREATENED", _("Was threatened")
    IMAGE_INVOLVED = "IMAGE_INVOLVED", _("An image of them is involved")
    SAW_OR_TOLD = "SAW_OR_TOLD", _("Saw something or was told about it")
    TOLD_US = "TOLD_US", _("Told us about it")
    BEHAVIOUR = "BEHAVIOUR", _("Their behaviour towards others is a concern")
    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("part in linked concerns", "Not known")


class LinkReason(TextChoices):
    """Why two records may belong together."""

    SAME_ACCOUNT = "SAME_ACCOUNT", _("The same account")
    SAME_WEEK = "SAME_WEEK", _("The same app or game, in the same week")


class PatternStep(TextChoices):
    """What is done about all of them together."""

    POLICE_TOGETHER = "POLICE_TOGETHER", _("Tell the police that these belong together, with all references")
    SERVICES_TOGETHER = "SERVICES", _("Tell children’s services that these belong together, with all references")
    OTHER_SCHOOLS = "OTHER_SCHOOLS", _("Tell other schools or the local authority")
    LETTER = "LETTER", _("Send the letter to all parents and carers")
    LESSON = "LESSON", _("Teach about it: an assembly or a lesson")
    FRIENDS = "FRIENDS", _("Look after friends and brothers and sisters")


# An agency that is told about all of them in one go, and the step that this is.
TOLD_TOGETHER = {
    ReferralTo.POLICE: PatternStep.POLICE_TOGETHER,
    ReferralTo.CHILDRENS_SERVICES: PatternStep.SERVICES_TOGETHER,
}


class PatternStepState(TextChoices):
    """How far a step is."""

    DONE = "DONE", pgettext_lazy("a step for all", "Done")
    NOT_YET = "NOT_YET", pgettext_lazy("a step for all", "Not yet")
    NOT_NEEDED = "NOT_NEEDED", pgettext_lazy("a step for all", "Not needed")


def same_week(one: datetime, other: datetime) -> bool:
    """Whether two moments lie within a week of each other."""
    return abs(one - other) <= SAME_WEEK

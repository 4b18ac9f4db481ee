"""Whether a child might hurt themselves, and who looks after them: choices and rules. Nobody in school diagnoses."""

from datetime import date, timedelta

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


SOON = timedelta(days=14)
LOOKED_AT_AGAIN = (SelfHarm.POSSIBLE, SelfHarm.IMMEDIATE)


def latest_recheck(self_harm: str, today: date) -> date | None:
    """The last day on which the child must be asked again; None where any day will do.

    An immediate worry by the next day. The two weeks for a possible one, and for a child whom nobody has asked yet, are
    ours: a worry that is asked about next term is not looked after.
    """
    within = {SelfHarm.IMMEDIATE: timedelta(days=1)} | dict.fromkeys((SelfHarm.POSSIBLE, SelfHarm.NOT_ASKED), SOON)
    return today + within[self_harm] if self_harm in within else None


def missing_of_check(
    *, self_harm: str, recheck_on: date | None, not_left_alone: str, was_asked: bool, today: date
) -> frozenset[str]:
    """What a safety check lacks, by name: a worry has a day to ask again, an immediate one by tomorrow and a plan.

    Where the child has been asked before, "not asked yet" is no answer: a worry ends only by asking again.
    """
    latest = latest_recheck(self_harm, today)
    is_needed = self_harm in LOOKED_AT_AGAIN
    wrong = {
        "self_harm": was_asked and self_harm == SelfHarm.NOT_ASKED,
        "recheck_on": recheck_on < today or bool(latest and recheck_on > latest) if recheck_on else is_needed,
        "not_left_alone": self_harm == SelfHarm.IMMEDIATE and not not_left_alone,
    }
    return frozenset(name for name, is_wrong in wrong.items() if is_wrong)

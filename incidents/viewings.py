"""Exceptional viewing: grounds, places and what may be said of it. Nobody is ever asked what an image shows."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# It is allowed for how things stand on the day. Within a week the police, children’s services or a child can have said
# what was missing: whoever still wants to view then asks anew.
ALLOWED_FOR = timedelta(days=7)


class Ground(TextChoices):
    """The only reasons for which the guidance allows it (UKCIS, summarised)."""

    ONLY_WAY = "ONLY_WAY", _("It is the only way to decide whether to involve agencies: no child can be asked")
    TO_REPORT = "TO_REPORT", _("It is needed to report it for removal, or to support a child or parent to do so")
    UNAVOIDABLE = "UNAVOIDABLE", _("It was unavoidable: it was shown to staff, or found on the school’s equipment")


class Alternative(TextChoices):
    """What was tried first."""

    ASKED_POLICE = "ASKED_POLICE", _("We asked the police")
    ASKED_SERVICES = "ASKED_SERVICES", _("We asked children’s services")
    HELPLINE = "HELPLINE", _("We asked the Professionals Online Safety Helpline")
    TOLD_ENOUGH = "TOLD_ENOUGH", _("We went by what we were told, and it was not enough")
    CHILD_REPORTS = "CHILD_REPORTS", _("We offered the child help to report it themselves")


class Place(TextChoices):
    """Where. On the school’s premises."""

    HEAD_OFFICE = "HEAD_OFFICE", _("The headteacher’s office")
    LEAD_OFFICE = "LEAD_OFFICE", _("The office of the safeguarding team")
    OTHER_ROOM = "OTHER_ROOM", _("Another closed room in the school")
    NOT_CHOSEN = "NOT_CHOSEN", _("Nobody chose it: it was unavoidable")


class SameSex(TextChoices):
    """Whether the viewer is of the same sex as the child, where possible."""

    YES = "YES", pgettext_lazy("viewer of the same sex", "Yes")
    NO = "NO", pgettext_lazy("viewer of the same sex", "No")
    NOT_POSSIBLE = "NOT_POSSIBLE", _("Not possible")


class Fact(TextChoices):
    """All that may be kept of it: facts that a referral needs. None describes an image."""

    REFER = "REFER", _("There is a reason to refer at once")
    CHILD_KNOWN = "CHILD_KNOWN", _("A child of this school can be recognised")
    MORE_CHILDREN = "MORE_CHILDREN", _("More than one child needs protection")
    MAYBE_MADE = "MAYBE_MADE", _("It may have been altered or made with artificial intelligence")
    NO_OFFENCE = "NO_OFFENCE", _("There is no image of the kind that was feared")


class Result(TextChoices):
    """What was decided as a result."""

    POLICE = "POLICE", _("To tell the police")
    SERVICES = "SERVICES", _("To tell children’s services")
    REMOVAL = "REMOVAL", _("To report it for removal")
    IN_SCHOOL = "IN_SCHOOL", _("To respond in school")
    NOTHING_NEW = "NOTHING_NEW", _("Nothing that was not decided before")


# What a fact of there being no such image cannot stand beside.
OF_AN_IMAGE = frozenset({Fact.REFER, Fact.CHILD_KNOWN, Fact.MORE_CHILDREN})


def contradictions(facts: Collection[str], results: Collection[str]) -> frozenset[str]:
    """Which answers about a viewing cannot all be true, by name: nobody could put them right afterwards."""
    wrong = {
        "only_no_image": Fact.NO_OFFENCE in facts and not OF_AN_IMAGE.isdisjoint(facts),
        "only_nothing_new": Result.NOTHING_NEW in results and len(results) > 1,
    }
    return frozenset(name for name, is_so in wrong.items() if is_so)


class Copies(TextChoices):
    """Whether a copy was made. None may be."""

    NONE = "NONE", _("No copy was made, printed, shared, stored or saved")
    POLICE_TOLD = "POLICE_TOLD", _("A copy came about, and the police were told at once")


class Support(TextChoices):
    """Whether support was offered to somebody who saw an image."""

    OFFERED = "OFFERED", _("Offered")
    TAKEN_UP = "TAKEN_UP", _("Offered and taken up")
    DECLINED = "DECLINED", _("Offered, and not wanted for now")
    NOT_YET = "NOT_YET", pgettext_lazy("support", "Not yet")


class Delegated(TextChoices):
    """What the head lets somebody do in their place, from one day to another."""

    ALLOW = "ALLOW", _("Allow a viewing that a lead asks for")
    ASK = "ASK", _("Ask for a viewing and record it, as a deputy")


class SignedAs(TextChoices):
    """In which part somebody signs."""

    VIEWER = "VIEWER", _("Who viewed")
    SECOND = "SECOND", _("Who was present")


class HowSeen(TextChoices):
    """How an image came to be seen by accident. Whoever says so has done the right thing."""

    SHOWN = "SHOWN", _("It was shown to them")
    SENT = "SENT", _("It was sent to them")
    FOUND = "FOUND", _("It was on the school’s equipment")
    PASSING = "PASSING", _("They passed by when it was on a screen")
    OTHER = "OTHER", pgettext_lazy("how it was seen", "In another way")


class Standing(TextChoices):
    """What is kept of a viewing: nothing yet, a report of one person alone, or a record.

    What one person says after the fact is kept at once, and is a report of theirs until others have acted on it.
    """

    NOTHING = "NOTHING", _("Nothing recorded")
    WAITS_FOR_ALL = (
        "WAITS_FOR_ALL",
        _(
            "Not yet a record of a viewing: waiting for what took place, for the answer of the headteacher or of "
            "somebody named, and for the second person to sign"
        ),
    )
    WAITS_FOR_ACCOUNT = (
        "WAITS_FOR_ACCOUNT",
        _("Not yet a record of a viewing: waiting for what took place, and for the second person to sign"),
    )
    WAITS_FOR_BOTH = (
        "WAITS_FOR_BOTH",
        _(
            "Not yet a record of a viewing: waiting for the answer of the headteacher or of somebody named, and for "
            "the second person to sign"
        ),
    )
    WAITS_FOR_ANSWER = (
        "WAITS_FOR_ANSWER",
        _("Not yet a record of a viewing: waiting for the answer of the headteacher or of somebody named"),
    )
    WAITS_FOR_SECOND = (
        "WAITS_FOR_SECOND",
        _("Not yet a record of a viewing: waiting for the second person to sign"),
    )
    NOT_VIEWED = "NOT_VIEWED", _("No image was viewed")
    VIEWED = "VIEWED", _("An image was viewed")

    @property
    def is_report(self) -> bool:
        """One person reported it after the fact, and it is not yet confirmed by others."""
        return self.name.startswith("WAITS_FOR_")


def standing(*, is_retrospective: bool, is_answered: bool, took_place: bool | None, is_signed: bool) -> Standing:
    """What a viewing stands as. `took_place` is None until the viewer has said so; `is_signed`: by the second person.

    What was asked beforehand can only be recorded once somebody else has allowed it. What had already happened needs
    the answer of somebody else afterwards, whichever it is, and the signature of the second person.
    """
    if is_retrospective:
        waits = _waits(is_answered, took_place, is_signed)
        if waits:
            return waits
    if took_place is None:
        return Standing.NOTHING
    return Standing.VIEWED if took_place else Standing.NOT_VIEWED


def _waits(is_answered: bool, took_place: bool | None, is_signed: bool) -> Standing | None:
    """What a report after the fact still waits for. Where nothing was viewed, nobody was present at it to sign."""
    if took_place is None:
        return Standing.WAITS_FOR_ACCOUNT if is_answered else Standing.WAITS_FOR_ALL
    if not took_place or is_signed:
        return None if is_answered else Standing.WAITS_FOR_ANSWER
    return Standing.WAITS_FOR_SECOND if is_answered else Standing.WAITS_FOR_BOTH

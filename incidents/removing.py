"""Keeping, stopping, blocking, reporting, getting images removed: the choices, and the rules about age and deleting."""

from collections.abc import Collection
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incidents.outcomes import REFERRAL_DECISIONS, Choice


class StepState(TextChoices):
    """How far a step is. It is the child who does it, with help."""

    TALKED = "TALKED", _("Talked about with the child")
    DONE = "DONE", _("Done by the child")
    DONE_FOR = "DONE_FOR", _("Done for the child, as they wished")
    NOT_WANTED = "NOT_WANTED", _("The child does not want to, for now")
    NOT_NEEDED = "NOT_NEEDED", pgettext_lazy("a step", "Not needed")


class RemovalState(TextChoices):
    """How far a removal is."""

    OFFERED = "OFFERED", _("Offered to the child")
    NOT_WANTED = "NOT_WANTED", _("The child does not want to, for now")
    SENT = "SENT", _("Sent by the child, waiting for an answer")
    HASHED = "HASHED", _("A digital fingerprint was made, so that copies can be blocked")
    REMOVED = "REMOVED", _("Removed")
    PARTLY = "PARTLY", _("Partly removed")
    REFUSED = "REFUSED", _("Refused")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Does not apply")


# How far a step or a removal is, where it is about somebody of 18 or over.
OF_AN_ADULT = {
    "TALKED": _("Talked about with them"),
    "DONE": _("Done by them"),
    "DONE_FOR": _("Done for them, as they wished"),
    "NOT_WANTED": _("They do not want to, for now"),
    "OFFERED": _("Offered to them"),
    "SENT": _("Sent by them, waiting for an answer"),
}


def state_in_words(state: StepState | RemovalState, *, is_18: bool) -> Promise:
    """How far it is, of a child or of somebody of 18 or over."""
    return OF_AN_ADULT.get(state.value, state.label) if is_18 else state.label


class Taken(TextChoices):
    """Whether an image was taken while the person was under 18. Asked only of those who are 18 or over."""

    YES = "YES", pgettext_lazy("taken when under 18", "Yes")
    NO = "NO", pgettext_lazy("taken when under 18", "No")
    UNKNOWN = "UNKNOWN", pgettext_lazy("taken when under 18", "Not known")
    NO_IMAGE = "NO_IMAGE", _("There is no image")


class Route(TextChoices):
    """Which removal tools and which agencies apply."""

    CHILD = "CHILD"
    ASK = "ASK"  # 18 or over, and not asked yet
    ADULT_CHILD_IMAGE = "ADULT_CHILD_IMAGE"  # 18 or over, and treated as a child’s image
    ADULT = "ADULT"


def route(born_on: date | None, on: date, taken_under_18: str = "") -> Route:
    """Which route applies on a day. Whose birthday is not known is taken for a child.

    18 begins with the eighteenth birthday; who was born on 29 February has it on 1 March.
    """
    return route_of(taken_under_18, is_18=born_on is not None and is_adult(born_on, on))


def route_of(taken_under_18: str, *, is_18: bool) -> Route:
    """The same where it is known whether somebody is 18 or over: an adult who is no pupil has no birthday here."""
    if not is_18:
        return Route.CHILD
    if not taken_under_18:
        return Route.ASK
    return Route.ADULT if taken_under_18 in (Taken.NO, Taken.NO_IMAGE) else Route.ADULT_CHILD_IMAGE


def is_adult(born_on: date, on: date) -> bool:
    """Whether somebody is 18 or over on a day."""
    return (on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))) >= 18


PLATFORM = "platform"  # the one tool that is used once for each app, game or site
# Whose images the tools of a route remove, in the words of the directory.
IMAGES = {
    Route.CHILD: ("UNDER_18", "ANYBODY"),
    Route.ASK: (),
    Route.ADULT_CHILD_IMAGE: ("UNDER_18", "ANYBODY"),
    Route.ADULT: ("ADULT", "ANYBODY"),
}
# Whatever the directory says of them: Report Remove is for those who are under 18 themselves, and StopNCII never takes
# an image of somebody under 18. For who is 18 by now the body behind Report Remove takes the report instead.
ONLY_ON = {"report-remove": Route.CHILD, "iwf": Route.ADULT_CHILD_IMAGE, "stopncii": Route.ADULT}


def tool_applies(code: str, for_whom: str, route: Route) -> bool:
    """Whether a removal tool of the directory is offered on this route."""
    return ONLY_ON.get(code, route) == route and for_whom in IMAGES[route]


class Connection(TextChoices):
    """What an adult who is not a pupil has to do with the school."""

    STAFF = "STAFF", _("Works here")
    PARENT = "PARENT", _("A parent or carer")
    FORMER_PUPIL = "FORMER_PUPIL", _("A former pupil")
    OTHER = "OTHER", pgettext_lazy("an adult", "Somebody else")


class Consent(TextChoices):
    """Whether an adult agrees that it is reported."""

    GIVEN = "GIVEN", _("They agree")
    REFUSED = "REFUSED", _("They do not agree")
    NOT_ASKED = "NOT_ASKED", pgettext_lazy("consent", "Not asked yet")


class DeletionState(TextChoices):
    """How far it is with something that may go, once no agency needs it."""

    ASKED = "ASKED", _("They were asked to delete it")
    CONFIRMED = "CONFIRMED", _("They say it is deleted")
    NOT_WANTED = "NOT_WANTED", _("They do not want to")


class Where(TextChoices):
    """Where something may lie."""

    DEVICE = "DEVICE", _("On a device")
    CLOUD = "CLOUD", _("In cloud storage or a backup")
    SOCIAL = "SOCIAL", _("On social media or in messages")


class DeviceKind(TextChoices):
    """What kind of device."""

    PHONE = "PHONE", _("Phone")
    TABLET = "TABLET", _("Tablet")
    COMPUTER = "COMPUTER", _("Laptop or computer")
    CONSOLE = "CONSOLE", _("Games console")
    OTHER = "OTHER", pgettext_lazy("a device", "Another device")


class Whose(TextChoices):
    """Whose device."""

    CHILD = "CHILD", _("This person’s")
    ANOTHER_CHILD = "ANOTHER_CHILD", _("Another child’s")
    FAMILY = "FAMILY", _("A parent’s or carer’s")
    SCHOOL = "SCHOOL", _("The school’s")
    STAFF = "STAFF", _("A member of staff’s")
    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("whose device", "Not known")


class DeviceState(TextChoices):
    """How it was left: nobody searches it."""

    FLIGHT_MODE = "FLIGHT_MODE", _("Switched to flight mode")
    OFF = "OFF", _("Switched off")
    AS_IT_WAS = "AS_IT_WAS", _("Left as it was")


class Undecided(TextChoices):
    """What is missing where no agency was told, and nobody has settled that none needs to be."""

    DECIDE = "DECIDE", _("Decide first whether an agency must be told.")
    TELL = "TELL", _("It was decided that an agency is told. Tell it first, and ask what must be kept.")
    AGREE = "AGREE", _("It was decided that no agency is told. A second person has to agree to that first.")


def undecided(choices: Collection[str], *, is_agreed: bool) -> Undecided | None:
    """What is missing before no agency needs to be told. `choices`: of the decisions that stand, at most one each."""
    if Choice.YES in choices:
        return Undecided.TELL
    if list(choices) != [Choice.NO] * len(REFERRAL_DECISIONS):
        return Undecided.DECIDE
    return None if is_agreed else Undecided.AGREE


def may_ask_to_delete(
    *, is_sextortion: bool, agency_is_involved: bool, is_released: bool, none_is_needed: bool
) -> bool:
    """Whether it may be recorded that a child was asked to delete something.

    While the police or children’s services are involved nobody does, until they say that they do not need it; for
    sextortion evidence is kept, so that a release is always needed (NCA letter to parents; UKCIS guidance). Where no
    agency was told it must be settled first that none needs to be.
    """
    return is_released or (none_is_needed and not (is_sextortion or agency_is_involved))

"""The forms of devices, releases and deletions, answered."""

from django.urls import reverse

from incidents.services import devices
from tests.incidents.views.answering import WORDS, YESTERDAY, Form, concern_in, moment, page, soon
from tests.makers import make_exception, make_referral


def of_device(cast) -> str:
    """The page on which a device leaves."""
    concern = concern_in(cast)
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    device = devices.receive_device(
        **said,
        kind="PHONE",
        whose="CHILD",
        handed_over_by="Amy",
        handed_over_at=concern.recorded_at.replace(year=YESTERDAY.year - 1),
        state="OFF",
        place="The safe",
    )
    return reverse("device_release", args=[concern.reference, device.pk])


def of_told(cast) -> str:
    """The page of what an agency released, where the police were told before."""
    concern = concern_in(cast)
    make_referral(concern, cast.mair, agency="POLICE", made_at=concern.recorded_at.replace(month=1, day=5))
    return reverse("agency_release", args=[concern.reference])


def of_settled(cast) -> str:
    """The page of what a child was asked to delete, where two people have settled that no agency needs to be told."""
    concern = concern_in(cast)
    make_exception(concern, cast.mair, cast.huw)
    return reverse("deletion", args=[concern.reference])


DEVICE = {"kind": "PHONE", "whose": "CHILD", "handed_over_by": "Her tutor", "state": "FLIGHT_MODE", "advice": WORDS}
FORMS: dict[str, Form] = {
    "device_add": Form(
        page("device_add"),
        DEVICE | {"place": "The safe in the office", "seal": "Bag number four"} | moment("handed_over_at"),
    ),
    "device_release": Form(
        of_device,
        {"released_to": "The constable at the desk", "receipt": "In the blue folder"} | moment("released_at"),
    ),
    "agency_release": Form(
        of_told,
        {"agency": "POLICE", "from_whom": "The sergeant at the desk", "agency_reference": "C-77 and C-78"}
        | {"words": WORDS}
        | moment("released_at"),
    ),
    "deletion": Form(
        of_settled,
        {"state": "ASKED", "where": ["CLOUD", "SOCIAL"], "parents_know": "NO", "words": WORDS} | soon("until"),
    ),
}

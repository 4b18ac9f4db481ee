"""The forms of papers about a child, answered."""

from django.urls import reverse

from tests.incidents.views.answering import Form, concern_in
from tests.makers import make_referral


def chronology(cast) -> str:
    """The page on which the chronology is checked."""
    return reverse("paper_check_chronology", args=[concern_in(cast, text="Foxy told her.").reference, "en"])


def pack(cast) -> str:
    """The page on which the pack of a referral is checked."""
    concern = concern_in(cast, text="Foxy told her.")
    make_referral(concern, cast.mair)
    return reverse("paper_check_pack", args=[concern.reference, 1, "cy"])


FORMS: dict[str, Form] = {
    "paper_check_chronology": Form(chronology, {"words_1": "Foxy", "as_1": "NEW"}, versioned=False),
    "paper_check_pack": Form(pack, {"words_1": "Foxy", "as_1": "NEW"}, versioned=False),
}

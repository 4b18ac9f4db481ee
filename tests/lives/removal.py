"""A record lives through steps for safety online, getting images removed, age and consent."""

from django.core.management import call_command

from incidents.models import AdultConsent, AgeAnswer
from incidents.services import removal, steps
from safeguarding import clock
from tests.incidents.grown_up import birthday, concern_about

HELPED = "Mrs Pugh, her head of year"


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair.

    Age and consent are asked of adults only: where the record is a child's, they are lived through on one of an adult.
    """
    call_command("load_reference", verbosity=0)

    def said(record) -> dict:
        record.refresh_from_db()
        return {"actor": cast.mair, "reference": record.reference, "seen_version": record.version}

    helped = {"on": clock.today(), "helped_by": HELPED}
    for state, words in (("TALKED", "She has kept them."), ("DONE", "She has them still.")):
        codes = ["keep-messages", "block-account"]
        steps.take_steps(**said(concern), **helped, list_slug="keep-safe", codes=codes, state=state, words=words)
    answers = {"words": "They answer in two days.", "tool_reference": "RR-77", "recheck_on": clock.today()}
    for tool, platform in (("take-it-down", ""), ("platform", "instagram"), ("platform", "snapchat")):
        removal.record_removal(**said(concern), **helped, **answers, tool=tool, platform=platform, state="SENT")
    adult = concern_about(cast, birthday(clock.today()))
    removal.answer_age(**said(adult), taken_under_18="YES")
    why = {"is_reported_all_the_same": True, "reasons": "She is not safe at home tonight."}
    removal.record_consent(**said(adult), consent="REFUSED", **why)
    assert AgeAnswer.objects.exists() and AdultConsent.objects.exists()

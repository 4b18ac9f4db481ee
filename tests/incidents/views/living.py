"""A record that has lived: everything that can stand on its page."""

from incidents.services import deciding, noting, planning, triage
from incidents.services.deciding import Answered
from incidents.services.triage import Judged
from safeguarding import clock
from tests.makers import make_referral


def live_through(cast, concern) -> None:
    """Everything that can stand on the page of a record."""
    concern.refresh_from_db()
    said = {"actor": cast.mair, "reference": concern.reference}
    triage.take_on(**said)
    concern.refresh_from_db()
    judged = Judged(owner_id=cast.mair.pk, review="NOW", main_category="SEXUAL", level="TARGETED")
    triage.triage(**said, seen_version=concern.version, judged=judged)
    concern.refresh_from_db()
    no = Answered("NO", "Not yet known.")
    deciding.decide(**said, seen_version=concern.version, triggers=["COERCED"], police=no, childrens_services=no)
    make_referral(concern, cast.mair)
    make_referral(concern, cast.mair, agency="POLICE", method="POLICE_101")
    noting.add_note(**said, text="A note.", language="en")
    planning.plan_action(**said, what="Call home", owner_id=cast.mair.pk, due_on=clock.today())

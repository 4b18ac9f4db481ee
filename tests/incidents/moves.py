"""What can be done to a record that may be one of sextortion, through the services."""

from incidents.services import closing, deciding, triage
from incidents.services.deciding import Answered
from incidents.services.triage import Judged
from incidents.workflow import State
from safeguarding import clock
from tests.makers import ask_how_they_are, make_referral

RESTING = (State.PLANNED, State.NO_FURTHER_ACTION, State.CLOSED)


def said(concern, actor) -> dict:
    """Who acts on the record, as it stands now."""
    concern.refresh_from_db()
    return {"actor": actor, "reference": concern.reference, "seen_version": concern.version}


def judged(actor, topics=(), review="NOT_NEEDED") -> Judged:
    """A triage."""
    return Judged(actor.pk, review, "PHYSICAL", "TARGETED", topics=topics, reasons="It was looked at together.")


def decide_no(concern, actor, why="An empty threat."):
    """Neither police nor children's services; gives the request to a second person."""
    no = Answered("NO", why)
    return deciding.decide(**said(concern, actor), triggers=[], police=no, childrens_services=no)


def make_the_move(name: str, concern, cast) -> None:
    """One move, through the service that takes it."""
    if name in ("end_without_action", "close"):
        ask_how_they_are(concern, cast.mair)  # without that no record about images ends or closes
    who = said(concern, cast.mair)
    if name == "take_on":
        triage.take_on(actor=cast.mair, reference=concern.reference)
    elif name == "hand_over":
        triage.hand_over(**who, owner_id=cast.dafydd.pk, reason="")
    elif name == "begin_review":
        triage.triage(**who, judged=judged(cast.mair, review="NOW"))
    elif name in ("refer", "refer_again"):
        make_referral(concern, cast.mair, agency="OTHER", agency_name="CAMHS")
    elif name == "plan":
        closing.plan(**who, kind="MONITORING", review_on=clock.today())
    elif name == "end_without_action":
        closing.end_without_action(**who, reasons="Nothing further.")
    elif name == "close":
        view = {"child_view": "Better.", "why_left_open": "Others go on with it."}
        closing.close(**who, outcome="RISK_REMOVED", reasons="It has stopped.", **view)
    else:
        closing.reopen(**who, reasons="He wrote again.")

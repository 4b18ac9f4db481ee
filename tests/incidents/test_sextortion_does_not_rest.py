"""A record of sextortion is never planned, ended or closed unreferred: every state and move, and random walks."""

from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from incidents.categories import Topic
from incidents.indicators import Pathway, Proposal, Sign, propose
from incidents.models import AgreementAnswer, Decision
from incidents.services import agreeing, closing, deciding, pathways, reviewing, triage
from incidents.services.agreeing import NoLongerAsked
from incidents.services.deciding import Answered
from incidents.services.pathways import Noticed
from incidents.services.triage import Judged, LedBySomebodyElse
from incidents.workflow import MOVES, MoveRefused, State
from safeguarding import clock
from safeguarding.policy import NotThere
from tests.makers import make_concern, make_referral

RESTING = (State.PLANNED, State.NO_FURTHER_ACTION, State.CLOSED)
QUICK, ALL, STEPS = 60, 2000, 16


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
        closing.close(**who, outcome="RISK_REMOVED", reasons="It has stopped.", child_view="Better.")
    else:
        closing.reopen(**who, reasons="He wrote again.")


# --- the whole grid

FINDINGS = {
    "the reporter ticked it": None,
    "signs propose it": lambda cast, concern: pathways.record_signs(
        **said(concern, cast.mair), noticed=[Noticed(Sign.MONEY_DEMANDED)]
    ),
    "a lead chose the pathway": lambda cast, concern: pathways.choose_pathway(
        **said(concern, cast.mair), chosen=Pathway.SEXTORTION, reasons="She said so."
    ),
    "triage found it": lambda cast, concern: triage.triage(
        **said(concern, cast.mair), judged=judged(cast.mair, [Topic.SEXTORTION])
    ),
}


@pytest.mark.parametrize("finding", FINDINGS)
@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", State)
def test_no_move_from_any_state_leads_a_record_of_sextortion_to_rest(cast, state, move, finding):
    find = FINDINGS[finding]
    about = () if find else ("THREATS_OR_MONEY",)
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=state, about=about, owner=cast.mair)
    if find and state == State.CLOSED:
        with pytest.raises(MoveRefused):
            find(cast, concern)  # nothing is found on a closed record
        return
    if find:
        find(cast, concern)
        concern.refresh_from_db()
        assert concern.state not in RESTING, "what is found takes a record that rests back into review"
    moves_before = set(concern.state_changes.values_list("pk", flat=True))
    with suppress(MoveRefused):
        make_the_move(move, concern, cast)
    made = concern.state_changes.exclude(pk__in=moves_before)
    assert not any(change.move in ("plan", "end_without_action", "close") for change in made)
    concern.refresh_from_db()
    assert concern.state not in RESTING or concern.state == state


@pytest.mark.parametrize("move", ["plan", "end_without_action"])
@pytest.mark.parametrize(
    ("agency", "is_enough"), [("POLICE", True), ("CHILDRENS_SERVICES", True), ("CEOP", False), ("OTHER", False)]
)
def test_a_referral_to_police_or_childrens_services_lets_it_rest_and_no_other(cast, move, agency, is_enough):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    method = "POLICE_101" if agency == "POLICE" else "PHONE"
    make_referral(concern, cast.mair, agency=agency, method=method)
    if not is_enough:
        with pytest.raises(MoveRefused) as refused:
            make_the_move(move, concern, cast)
        assert refused.value.missing == {"referral_or_exception"}
        return
    make_the_move(move, concern, cast)
    concern.refresh_from_db()
    assert concern.state in RESTING


def test_an_exception_lets_it_rest_once_a_second_person_has_agreed_and_while_it_stands(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    asked = decide_no(concern, cast.mair)
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=True, reasons="")
    make_the_move("plan", concern, cast)
    concern.refresh_from_db()
    assert concern.state == State.PLANNED
    decide_no(concern, cast.dafydd, "Looked at again.")
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW, "what was agreed does not cover what is decided anew"
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)


def test_a_refused_exception_does_not_let_it_rest(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    asked = decide_no(concern, cast.mair)
    agreeing.answer_request(actor=cast.huw, agreement_id=asked.pk, agreed=False, reasons="Ask the police.")
    with pytest.raises(MoveRefused):
        make_the_move("plan", concern, cast)


def test_who_says_that_it_is_something_else_lets_it_rest_until_something_new_points_to_sextortion(cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    pathways.choose_pathway(**said(concern, cast.mair), chosen=Pathway.NUDES, reasons="Among friends.")
    make_the_move("plan", concern, cast)
    pathways.record_signs(**said(concern, cast.mair), noticed=[Noticed(Sign.THREAT_TO_SHARE)])
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW, "nobody has judged what is proposed now"
    pathways.choose_pathway(**said(concern, cast.mair), chosen=Pathway.NUDES, reasons="A joke between friends.")
    make_the_move("plan", concern, cast)
    concern.refresh_from_db()
    assert concern.state == State.PLANNED


# --- random walks


class Walk:
    """Somebody does anything that can be done to a record, in any order, and is told no where it cannot be done.

    What the record is, is held here a second time, from what was done and not from what the record says of itself.
    """

    def __init__(self, cast, seed: int, seen: Counter) -> None:
        self.cast, self.pick, self.seen, self.path = cast, Random(seed), seen, []
        self.about = self.pick.choice([(), (), ("IMAGES",), ("THREATS_OR_MONEY",)])
        self.concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.SENT, about=self.about)
        self.signs, self.agencies = set(), set()
        self.was_found, self.was_triaged, self.knew_of = False, False, None

    def step(self) -> None:
        """Does one thing, and looks where the record stands."""
        what = self.pick.choices([getattr(self, name) for name in WEIGHTS], list(WEIGHTS.values()))[0]
        what()
        self.concern.refresh_from_db()
        self.path.append(f"{what.__name__}: {self.concern.state}")
        if self.concern.state in RESTING and self.is_sextortion():
            assert self.agencies & {"POLICE", "CHILDRENS_SERVICES"} or self.is_agreed(), self.path
            self.seen[f"{self.concern.state} with a referral or an exception"] += 1
        if self.concern.state in RESTING and self.is_agreed() and self.is_sextortion():
            self.seen["rests by an exception"] += 1

    def does(self, service, **more) -> bool:
        """Whether the service did it."""
        try:
            service(**said(self.concern, self.cast.mair), **more)
        except MoveRefused:
            return False
        return True

    def proposed(self) -> Proposal:
        """What the rules propose and why, from what was done here."""
        return propose(self.signs, self.about, triaged_as_sextortion=self.was_triaged)

    def record_signs(self) -> None:
        signs = set(self.pick.sample(list(Sign), self.pick.choice([0, 1, 1, 2, 3])))
        if self.does(pathways.record_signs, noticed=[Noticed(sign) for sign in signs]):
            self.signs = signs

    def choose_pathway(self) -> None:
        chosen, proposed = self.pick.choice(list(Pathway)), self.proposed()
        if self.does(pathways.choose_pathway, chosen=chosen, reasons=self.pick.choice(["", "It was looked at."])):
            self.was_found, self.knew_of = self.was_found or chosen == Pathway.SEXTORTION, proposed

    def triage(self) -> None:
        topics = self.pick.choice([(), (Topic.NUDES,), (Topic.SEXTORTION,)])
        review = self.pick.choice(["NOW", "NOT_NEEDED", "NOT_NEEDED"])
        if self.does(triage.triage, judged=judged(self.cast.mair, topics, review)):
            self.was_triaged = self.was_triaged or Topic.SEXTORTION in topics

    def decide(self) -> None:
        choices = self.pick.choice([("NO", "NO"), ("NO", "NO"), ("NO", "YES"), ("NOT_YET", "NO"), ("YES", "NOT_YET")])
        police, services = (Answered(choice, "Looked at together.") for choice in choices)
        self.does(deciding.decide, triggers=[], police=police, childrens_services=services)

    def answer(self) -> None:
        request = self.concern.agreements.filter(answer__isnull=True).order_by("asked_at").last()
        agreed = self.pick.random() < 0.7
        if request:
            with suppress(NoLongerAsked, NotThere):
                agreeing.answer_request(
                    actor=self.cast.huw, agreement_id=request.pk, agreed=agreed, reasons="" if agreed else "No."
                )

    def refer(self) -> None:
        agency = self.pick.choice(["POLICE", "CHILDRENS_SERVICES", "CEOP", "CEOP", "OTHER", "OTHER", "ADULT_SERVICES"])
        with suppress(MoveRefused):
            make_referral(self.concern, self.cast.mair, agency=agency, agency_name="CAMHS" if agency == "OTHER" else "")
            self.agencies.add(agency)

    def move(self, name: str) -> None:
        try:
            make_the_move(name, self.concern, self.cast)
        except MoveRefused as refused:
            self.seen[f"{name} refused"] += "referral_or_exception" in refused.missing
        except LedBySomebodyElse:
            pass

    def plan(self) -> None:
        self.move("plan")

    def end(self) -> None:
        self.move("end_without_action")

    def close(self) -> None:
        self.move("close")

    def reopen(self) -> None:
        self.move("reopen")

    def lead(self) -> None:
        self.move(self.pick.choice(["hand_over", "take_on"]))

    def ask_to_close(self) -> None:
        self.does(closing.ask_to_close, reasons="It has stopped.")

    def review(self) -> None:
        self.does(reviewing.record_sitting, met_at=clock.now(), people="Mair and Dafydd")
        self.does(reviewing.find_triggers, triggers=self.pick.choice([[], ["COERCED"]]))

    def is_sextortion(self) -> bool:
        """Found once, for good; or proposed, while nobody who knew of that and of why has said what it is."""
        proposed = self.proposed()
        is_open = proposed.pathway == Pathway.SEXTORTION and self.knew_of != proposed
        return self.was_found or self.was_triaged or is_open

    def is_agreed(self) -> bool:
        """Whether Huw agreed to the two "no"s that were decided last, read straight from the rows."""
        last = {row.about: row for row in Decision.objects.filter(concern=self.concern).order_by("at")}
        pair = [last.get("POLICE"), last.get("CHILDRENS_SERVICES")]
        if not all(row and row.choice == "NO" for row in pair):
            return False
        answers = AgreementAnswer.objects.filter(agreement__concern=self.concern, agreed=True)
        agreed = [answer.agreement.decisions for answer in answers.select_related("agreement")]
        return any(all(str(row.pk) in decisions for row in pair) for decisions in agreed)


WEIGHTS = {
    **{"record_signs": 3, "choose_pathway": 3, "triage": 2, "decide": 3, "answer": 4, "refer": 2},
    **{"plan": 5, "end": 3, "close": 3, "ask_to_close": 1, "reopen": 1, "lead": 1, "review": 1},
}


def test_no_walk_leads_a_record_of_sextortion_to_rest(cast, full):
    seen = Counter()
    for seed in range(ALL if full else QUICK):
        walk = Walk(cast, seed, seen)
        for _step in range(STEPS):
            walk.step()
    print(dict(seen))
    for wanted in ("plan refused", "end_without_action refused", "rests by an exception"):
        assert seen[wanted], f"The walks never came past: {wanted}"
    for state in RESTING:
        assert seen[f"{state} with a referral or an exception"], f"No walk came to {state}"

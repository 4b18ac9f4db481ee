"""Random walks of a record: none leads one of sextortion to rest unreferred."""

from collections import Counter
from contextlib import suppress
from functools import partial

from django.db import transaction
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from incidents.categories import Topic
from incidents.indicators import LOOKED_AT_ANEW, Pathway, Sign, points_to_sextortion
from incidents.models import AgreementAnswer, Decision
from incidents.services import agreeing, closing, deciding, pathways, reviewing, triage
from incidents.services.agreeing import NoLongerAsked
from incidents.services.deciding import Answered
from incidents.services.pathways import Noticed
from incidents.services.triage import LedBySomebodyElse
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.policy import NotThere
from tests.incidents.moves import RESTING, judged, make_the_move, said
from tests.makers import make_concern, make_referral

# A few short runs, each from a seed of its own: after ten walks Hypothesis tries little but variations of them.
RUNS, QUICK = 6, 10
ALL, STEPS = 2000, 20
PAIRS = [("NO", "NO"), ("NO", "NO"), ("NO", "NO"), ("NO", "YES"), ("NOT_YET", "NO"), ("YES", "NOT_YET")]
AGENCIES = ["CEOP", "OTHER", "ADULT_SERVICES", "POLICE", "CHILDRENS_SERVICES"]
SIGNS = st.lists(st.sampled_from(Sign), max_size=3, unique=True)
THREATENING = {"MONEY_DEMANDED", "IMAGES_AS_THREAT", "THREAT_TO_SHARE"}
# What can be done, how often it is tried beside the rest, and with which answers.
DEEDS = {
    "record_signs": (
        3,
        st.tuples(st.lists(st.sampled_from(Sign), max_size=3, unique=True), st.sampled_from(["A mistake.", ""])),
    ),
    "choose_pathway": (3, st.tuples(st.sampled_from(Pathway), st.sampled_from(["", "It was looked at."]))),
    "triage": (
        2,
        st.tuples(
            st.sampled_from([(), (Topic.NUDES,), (Topic.SEXTORTION,)]),
            st.sampled_from(["NOT_NEEDED", "NOT_NEEDED", "NOW"]),
        ),
    ),
    "decide": (5, st.sampled_from(PAIRS)),
    "answer": (6, st.sampled_from([True, True, False])),
    "refer": (3, st.sampled_from(AGENCIES)),
    "move": (
        14,
        st.sampled_from(["plan"] * 4 + ["end_without_action"] * 3 + ["close"] * 5 + ["reopen", "hand_over", "take_on"]),
    ),
    "ask_to_close": (3, st.just("It has stopped.")),
    "review": (1, st.sampled_from([[], ["COERCED"]])),
}
DEED = st.one_of(*(st.tuples(st.just(name), said) for name, (weight, said) in DEEDS.items() for _time in range(weight)))


class Walk(RuleBasedStateMachine):
    """Somebody does anything that can be done to a record, in any order, and is told no where it cannot be done.

    What the record is, is held here a second time, from what was done and not from what the record says of itself.
    """

    def __init__(self, cast, seen: Counter) -> None:
        super().__init__()
        self.cast, self.seen, self.before = cast, seen, transaction.savepoint()
        self.signs, self.agencies = set(), set()
        self.was_found, self.was_pointed_to, self.was_judged = False, False, False

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)

    @initialize(
        about=st.sampled_from([(), ("IMAGES",), ("THREATS_OR_MONEY",)]),
        state=st.sampled_from([State.SENT, State.IN_REVIEW]),
    )
    def report(self, about, state) -> None:
        self.about, self.was_pointed_to = about, "THREATS_OR_MONEY" in about
        self.concern = make_concern(self.cast.afon, self.cast.nia, self.cast.amy, state=state, about=about)

    @rule(deed=DEED)
    def do(self, deed) -> None:
        name, answered = deed
        getattr(self, name)(answered)

    @invariant()
    def rests_by_a_referral_or_an_exception_alone(self) -> None:
        self.concern.refresh_from_db()
        if self.concern.state not in RESTING or not self.is_sextortion():
            return
        is_agreed = self.is_agreed()
        assert self.agencies & {"POLICE", "CHILDRENS_SERVICES"} or is_agreed
        self.seen[f"{self.concern.state} with a referral or an exception"] += 1
        self.seen["rests by an exception"] += is_agreed

    def does(self, service, **more) -> bool:
        """Whether the service did it."""
        try:
            service(**said(self.concern, self.cast.mair), **more)
        except MoveRefused:
            return False
        return True

    def record_signs(self, answered) -> None:
        (signs, why_gone), before = answered, self.signs
        if not self.does(pathways.record_signs, noticed=[Noticed(sign) for sign in signs], why_gone=why_gone):
            return
        self.signs = set(signs)
        gone = {str(sign) for sign in before - self.signs} & THREATENING
        assert why_gone or not gone, "a threat is unticked with words alone"
        self.seen["a threat was unticked"] += bool(gone)
        is_more = LOOKED_AT_ANEW & (self.signs - before) or Sign.ONLY_EMAIL in before - self.signs
        if is_more and points_to_sextortion(self.signs, self.about):
            self.was_pointed_to, self.was_judged = True, False

    def choose_pathway(self, answered) -> None:
        chosen, reasons = answered
        if self.does(pathways.choose_pathway, chosen=chosen, reasons=reasons):
            self.was_found, self.was_judged = self.was_found or chosen == Pathway.SEXTORTION, bool(reasons)

    def triage(self, answered) -> None:
        topics, review = answered
        if self.does(triage.triage, judged=judged(self.cast.mair, topics, review)):
            self.was_found = self.was_found or Topic.SEXTORTION in topics

    def decide(self, choices) -> None:
        police, services = (Answered(choice, "Looked at together.") for choice in choices)
        self.does(deciding.decide, triggers=[], police=police, childrens_services=services)

    def answer(self, agreed) -> None:
        request = self.concern.agreements.filter(answer__isnull=True).order_by("asked_at").last()
        if request:
            with suppress(NoLongerAsked, NotThere):
                agreeing.answer_request(
                    actor=self.cast.huw, agreement_id=request.pk, agreed=agreed, reasons="" if agreed else "No."
                )

    def refer(self, agency) -> None:
        with suppress(MoveRefused):
            make_referral(self.concern, self.cast.mair, agency=agency, agency_name="CAMHS" if agency == "OTHER" else "")
            self.agencies.add(agency)

    def move(self, name) -> None:
        try:
            make_the_move(name, self.concern, self.cast)
        except MoveRefused as refused:
            self.seen[f"{name} refused"] += "referral_or_exception" in refused.missing
        except LedBySomebodyElse:
            pass

    def ask_to_close(self, reasons) -> None:
        self.does(closing.ask_to_close, reasons=reasons)

    def review(self, triggers) -> None:
        self.does(reviewing.record_sitting, met_at=clock.now(), people="Mair and Dafydd")
        self.does(reviewing.find_triggers, triggers=triggers)

    def is_sextortion(self) -> bool:
        """Found once, for good; or something pointed to it, and nobody has said why it is something else since."""
        return self.was_found or (self.was_pointed_to and not self.was_judged)

    def is_agreed(self) -> bool:
        """Whether Huw agreed to the two "no"s that were decided last, read straight from the rows."""
        last = {row.about: row for row in Decision.objects.filter(concern=self.concern).order_by("at")}
        pair = [last.get("POLICE"), last.get("CHILDRENS_SERVICES")]
        if not all(row and row.choice == "NO" for row in pair):
            return False
        answers = AgreementAnswer.objects.filter(agreement__concern=self.concern, agreed=True)
        agreed = [answer.agreement.decisions for answer in answers.select_related("agreement")]
        return any(all(str(row.pk) in decisions for row in pair) for decisions in agreed)


def test_no_walk_leads_a_record_of_sextortion_to_rest(cast, full):
    seen = Counter()
    figures = settings(
        max_examples=ALL if full else QUICK, stateful_step_count=STEPS, suppress_health_check=[HealthCheck.too_slow]
    )
    for run in range(1 if full else RUNS):
        walk = partial(Walk, cast, seen)
        run_state_machine_as_test(walk if full else seed(run)(walk), settings=figures)
    print(dict(seen))
    for wanted in ("plan refused", "end_without_action refused", "a threat was unticked", "rests by an exception"):
        assert seen[wanted], f"The walks never came past: {wanted}"
    for state in RESTING:
        assert seen[f"{state} with a referral or an exception"], f"No walk came to {state}"

"""Deciding whether to refer: two decisions, and a second person where not referring is an exception."""

import pytest

from incidents.models import Agreement, Decision
from incidents.outcomes import DecisionAbout
from incidents.selectors.decisions import pre_ticked, proposed_triggers, standing_decisions, triggers_ever_applied
from incidents.services import agreeing, deciding, triage
from incidents.services.deciding import Answered
from incidents.services.holding import ChangedMeanwhile
from incidents.services.triage import Judged
from incidents.workflow import MoveRefused, State
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.directory.models import Guidance
from safeguarding.policy import NotThere
from tests.makers import make_concern

YES = Answered("YES")
NOT_YET = Answered("NOT_YET", "We wait for advice from the duty team.")
NO = Answered("NO", "A friend sent a joke, and nobody was threatened.")


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


def decide(concern, actor, *, triggers=(), police=YES, services=YES, version=None):
    """The lead decides, having seen the concern as it stands."""
    concern.refresh_from_db()
    seen = concern.version if version is None else version
    return deciding.decide(
        actor=actor,
        reference=concern.reference,
        seen_version=seen,
        triggers=triggers,
        police=police,
        childrens_services=services,
    )


def events_of(concern) -> list[str]:
    """What the trail says of it, in order."""
    return list(AuditEvent.objects.filter(subject_id=concern.pk).order_by("seq").values_list("event", flat=True))


@pytest.mark.parametrize("who", ["mair", "dafydd"])
def test_a_lead_and_a_deputy_decide_about_both_agencies(cast, concern, who):
    assert decide(concern, cast.people[who], police=YES, services=NOT_YET) is None
    standing = standing_decisions(concern)
    assert standing["POLICE"].choice == "YES"
    assert standing["CHILDRENS_SERVICES"].reasons == NOT_YET.reasons
    assert {decision.by.name for decision in standing.values()} == {cast.people[who].name}


@pytest.mark.parametrize("who", ["nia", "owen", "huw", "gwen", "carys", "sam", "rhys"])
def test_nobody_else_decides(cast, concern, who):
    with pytest.raises(NotThere):
        decide(concern, cast.people[who])
    assert Decision.objects.count() == 0


def test_a_closed_record_is_not_decided_about(cast, concern):
    closed = make_concern(cast.afon, cast.nia, cast.eli, state=State.CLOSED)
    with pytest.raises(MoveRefused):
        decide(closed, cast.mair)


@pytest.mark.parametrize("choice", ["NOT_YET", "NO"])
@pytest.mark.parametrize("about", ["police", "services"])
def test_not_yet_and_no_need_reasons(cast, concern, choice, about):
    with pytest.raises(MoveRefused) as refused:
        decide(concern, cast.mair, **{about: Answered(choice, "")})
    assert refused.value.missing == {"reasons"}
    assert Decision.objects.count() == 0


def test_the_trail_says_what_was_chosen_and_never_why_in_words(cast, concern):
    decide(concern, cast.mair, police=NO, services=NOT_YET, triggers=["UNDER_13"])
    assert events_of(concern) == [events.DECISION_MADE, events.DECISION_MADE, events.AGREEMENT_ASKED]
    bodies = " ".join(AuditEvent.objects.values_list("body", flat=True))
    assert '"choice":"NO"' in bodies and "UNDER_13" in bodies
    assert "joke" not in bodies and "duty team" not in bodies


def test_a_decision_that_fails_leaves_nothing(cast, concern):
    with pytest.raises(ChangedMeanwhile) as changed:
        decide(concern, cast.mair, police=NO, services=NO, version=concern.version - 1)
    assert changed.value.version == concern.version
    assert (Decision.objects.count(), Agreement.objects.count(), events_of(concern)) == (0, 0, [])


def test_who_decides_at_the_same_time_sees_that_the_other_was_there(cast, concern):
    seen = concern.version
    decide(concern, cast.mair)
    with pytest.raises(ChangedMeanwhile):
        decide(concern, cast.dafydd, police=NOT_YET, version=seen)


@pytest.mark.parametrize(
    ("triggers", "police", "services", "covered"),
    [
        ([], NO, NO, {"POLICE", "CHILDRENS_SERVICES"}),
        (["COERCED"], NO, NO, {"POLICE", "CHILDRENS_SERVICES"}),
        (["COERCED"], NO, YES, {"POLICE"}),
        (["RISK_NOW", "UNDER_13"], YES, NO, {"CHILDRENS_SERVICES"}),
    ],
)
def test_considered_not_referred_asks_a_second_person(cast, concern, triggers, police, services, covered):
    agreement = decide(concern, cast.mair, triggers=triggers, police=police, services=services)
    assert agreement.purpose == "NOT_REFERRING" and agreement.asked_by == cast.mair
    assert set(Decision.objects.filter(pk__in=agreement.decision_ids).values_list("about", flat=True)) == covered


@pytest.mark.parametrize(
    ("triggers", "police", "services"),
    [([], NO, YES), ([], NO, NOT_YET), (["COERCED"], NOT_YET, NOT_YET), (["COERCED"], YES, YES)],
)
def test_other_decisions_are_for_one(cast, concern, triggers, police, services):
    assert decide(concern, cast.mair, triggers=triggers, police=police, services=services) is None
    assert Agreement.objects.count() == 0


def test_what_is_decided_again_in_the_same_words_stays_and_is_not_asked_twice(cast, concern):
    decide(concern, cast.mair, triggers=["COERCED"], police=NO, services=NOT_YET)
    assert decide(concern, cast.mair, triggers=["COERCED"], police=NO, services=YES) is None
    assert Decision.objects.filter(about=DecisionAbout.POLICE).count() == 1
    assert Agreement.objects.count() == 1


def test_nothing_new_is_refused(cast, concern):
    decide(concern, cast.mair, police=NO, services=NOT_YET)
    with pytest.raises(MoveRefused) as refused:
        decide(concern, cast.mair, police=NO, services=NOT_YET)
    assert refused.value.missing == {"something_new"}


def test_a_second_no_asks_about_both(cast, concern):
    first = decide(concern, cast.mair, triggers=["COERCED"], police=NO, services=NOT_YET)
    second = decide(concern, cast.mair, triggers=["COERCED"], police=NO, services=NO)
    assert set(first.decision_ids) < set(second.decision_ids)


def test_a_refusal_does_not_settle_the_same_decision(cast, concern):
    first = decide(concern, cast.mair, triggers=["COERCED"], police=NO, services=NOT_YET)
    agreeing.answer_request(actor=cast.huw, agreement_id=first.pk, agreed=False, reasons="Ask the police.")
    again = decide(concern, cast.mair, triggers=["COERCED"], police=Answered("NO", "They said no."), services=NOT_YET)
    assert again is not None and again.pk != first.pk


def test_a_decision_keeps_the_guidance_it_was_made_by(cast, concern):
    for code, jurisdiction, edition, since in (
        ("keeping-learners-safe", "WALES", "2020", "2020-10-01"),
        ("keeping-learners-safe", "WALES", "2022", "2022-03-01"),
        ("keeping-learners-safe", "WALES", "2030", "2030-03-01"),
        ("kcsie", "ENGLAND", "2026", "2026-09-01"),
        ("sharing-nudes", "", "2024", "2024-03-01"),
    ):
        Guidance.objects.create(
            code=code,
            jurisdiction=jurisdiction,
            edition=edition,
            in_force_from=since,
            title_en="Keeping learners safe",
            title_cy="Cadw dysgwyr yn ddiogel",
        )
    decide(concern, cast.mair)
    assert standing_decisions(concern)["POLICE"].guidance.edition == "2022"


def test_a_decision_without_loaded_guidance_says_none(cast, concern):
    decide(concern, cast.mair)
    assert standing_decisions(concern)["POLICE"].guidance is None


def test_the_tick_of_the_person_who_recorded_it_counts_before_and_after_a_lead_judges_otherwise(cast):
    threatened = make_concern(cast.afon, cast.nia, cast.amy, about=("ONLINE", "THREATS_OR_MONEY"))
    assert triggers_ever_applied(threatened)
    decide(threatened, cast.mair, triggers=[], police=NOT_YET, services=NOT_YET)
    assert triggers_ever_applied(threatened)


def test_nobody_decides_alone_against_the_police_by_unticking_what_was_recorded(cast):
    threatened = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    agreement = decide(threatened, cast.mair, triggers=[], police=NO, services=NOT_YET)
    assert agreement.purpose == "NOT_REFERRING"


def triage_as(concern, actor, *topics) -> None:
    """The team finds at triage what kind of thing it is, and that no review is needed."""
    concern.refresh_from_db()
    judged = Judged(
        owner_id=actor.pk, review="NOT_NEEDED", main_category="SEXUAL", level="STATUTORY", topics=topics, reasons="x"
    )
    triage.triage(actor=actor, reference=concern.reference, seen_version=concern.version, judged=judged)


ALWAYS = ["ADULT_INVOLVED", "COERCED"]


def test_what_triage_finds_counts_like_the_tick_of_the_person_who_recorded_it(cast, concern):
    assert proposed_triggers(concern, {}) == []
    triage_as(concern, cast.mair, "SEXTORTION", "GROOMING")
    assert (proposed_triggers(concern, {}), list(pre_ticked(concern, {}))) == (ALWAYS, ALWAYS)
    triage_as(concern, cast.mair, "BULLYING")
    assert triggers_ever_applied(concern)
    agreement = decide(concern, cast.mair, triggers=[], police=NO, services=NOT_YET)
    assert agreement.purpose == "NOT_REFERRING"


def test_another_kind_of_thing_ticks_nothing(cast, concern):
    triage_as(concern, cast.mair, "NUDES", "CHILD_ON_CHILD")
    assert (proposed_triggers(concern, {}), triggers_ever_applied(concern)) == ([], False)


def test_what_triage_finds_after_a_decision_stands_ticked_until_it_is_decided_anew(cast, concern):
    decide(concern, cast.mair, triggers=["UNDER_13"], police=NOT_YET, services=NOT_YET)
    triage_as(concern, cast.mair, "SEXTORTION")
    assert proposed_triggers(concern, standing_decisions(concern)) == [*ALWAYS, "UNDER_13"]
    decide(concern, cast.mair, triggers=[], police=NOT_YET, services=NOT_YET)
    standing = standing_decisions(concern)
    assert (proposed_triggers(concern, standing), pre_ticked(concern, standing)) == ([], ())
    assert triggers_ever_applied(concern)


def test_a_reason_to_refer_that_applied_once_is_not_forgotten(cast, concern):
    decide(concern, cast.mair, triggers=["COERCED"], police=NOT_YET, services=NOT_YET)
    decide(concern, cast.mair, triggers=[], police=NOT_YET, services=NOT_YET)
    assert triggers_ever_applied(concern)

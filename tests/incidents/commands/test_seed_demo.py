"""The invented school: enough life to look real, played through the services, never beside a real school."""

import pytest
from django.core.management import CommandError, call_command

from incidents import models
from incidents.models import (
    Agreement,
    CheckedCopy,
    Concern,
    DirectCall,
    Disagreement,
    Draft,
    DraftState,
    Incident,
    Mark,
    PathwayChoice,
    Pattern,
    Referral,
    RemovalStep,
    SafetyCheck,
    Triage,
    ViewingRequest,
)
from incidents.patterns import LinkReason
from incidents.selectors.links import possible_links, standing_link
from incidents.selectors.pathway import is_sextortion, referral_or_exception
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verification import verify
from safeguarding.schools.models import Pupil, School
from safeguarding.schools.services import founding

RESPONSE = (
    "SignObserved PathwayChoice ReviewSitting TriggersFound ReviewMark ContactingAccount Demand KnownFacts StepTaken "
    "RemovalStep DeviceReceived DeviceReleased AgencyRelease Deletion ChildPreference TellingDecision FamilyContact "
    "LetterGiven FormatRequest FormatGiven SafetyCheck SupportPlan CheckIn CheckInDone Pattern PatternLink "
    "PatternStepTaken ViewingRequest ViewingAnswer ViewingRecord ViewingSignature ViewingDelegation SeenByAccident"
).split()


def test_the_demo_plays_two_terms_and_may_be_run_again(fresh_database, capsys):
    call_command("seed_demo")
    printed = capsys.readouterr().out

    assert Pupil.objects.filter(school__code="afon").count() == 1500
    assert User.objects.filter(staff_roles__school__code="afon").distinct().count() >= 150
    assert Incident.objects.count() == 64
    assert set(Concern.objects.values_list("state", flat=True)) == set(State.values)
    assert Incident.objects.filter(concerns__triages__topics__contains="SEXTORTION").distinct().count() == 4
    assert Incident.objects.filter(about_codes__contains="THREATS_OR_MONEY").count() == 6
    assert Concern.objects.filter(school__code="riverside").count() >= 3
    assert Agreement.objects.filter(answer__agreed=True).count() == 2
    assert Agreement.objects.filter(answer=None).count() == 1
    for kind in (DirectCall, Mark, Disagreement, CheckedCopy):
        assert kind.objects.exists(), kind
    assert Concern.objects.filter(pupil=None).count() == 1
    assert set(Concern.objects.values_list("part", flat=True)) >= {"HAPPENED_TO", "SAW_OR_HEARD", "MAY_HAVE_HARMED"}
    assert Draft.objects.filter(state=DraftState.UNSENT).count() == 2
    assert "mair@demo.example" in printed
    assert verify().fault is None

    before = AuditEvent.objects.count()
    call_command("seed_demo")
    assert AuditEvent.objects.count() == before
    assert Triage.objects.exists()


def test_the_demo_shows_the_response(fresh_database):
    call_command("seed_demo", verbosity=0)

    missing = [name for name in RESPONSE if not getattr(models, name).objects.exists()]
    assert missing == []
    assert set(PathwayChoice.objects.values_list("chosen", flat=True)) == {"SEXTORTION", "NUDES", "PHISHING"}
    for kind in (SafetyCheck, RemovalStep):
        assert kind.objects.filter(recheck_on__gte=clock.today()).exists(), kind
    assert models.CheckIn.objects.filter(done=None, due_on__gte=clock.today()).exists()
    written = models.FamilyContact.objects.filter(spoken="CY").select_related("concern__key").get()
    assert "nad oes bai" in written.said

    pattern = Pattern.objects.get()
    assert pattern.links.count() == Referral.objects.filter(pattern=pattern).count() == 2
    handles = models.ContactingAccount.objects.filter(concern__pattern_links__pattern=pattern)
    assert len({row.handle for row in handles.select_related("concern__key")}) == 2
    mair = User.objects.get(email="mair@demo.example")
    new = Concern.objects.get(accounts__isnull=False, pattern_links=None, state=State.IN_REVIEW)
    assert standing_link(new) is None
    assert {one.reasons[0] for one in possible_links(new, mair)} == {LinkReason.SAME_ACCOUNT}

    viewing = ViewingRequest.objects.get()
    assert (viewing.by, viewing.viewer, viewing.answer.by.email) == (mair, mair, "huw@demo.example")
    assert viewing.concern.state == State.CLOSED and viewing.record.took_place
    signed = set(viewing.record.signatures.values_list("by__email", flat=True))
    assert signed == {"mair@demo.example", "dafydd@demo.example"}

    resting = Concern.objects.filter(state__in=(State.PLANNED, State.NO_FURTHER_ACTION, State.CLOSED))
    blackmail = [concern for concern in resting if is_sextortion(concern)]
    assert len(blackmail) == 2 and all(referral_or_exception(concern) for concern in blackmail)


def test_every_record_was_made_before_now_and_in_order(fresh_database):
    call_command("seed_demo")
    for school in School.objects.all():
        times = AuditEvent.objects.filter(chain__school_id=school.pk, chain__kind="SCHOOL").order_by("seq")
        listed = list(times.values_list("at", flat=True))
        assert listed == sorted(listed)


def test_it_refuses_beside_a_real_school(db):
    founding.found_school(code="real", name="A real school", jurisdiction="WALES", languages="cy,en")
    with pytest.raises(CommandError, match="real school"):
        call_command("seed_demo")
    assert Pupil.objects.count() == 0


def test_it_refuses_where_this_is_no_demo(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO"):
        call_command("seed_demo")
    assert School.objects.count() == 0

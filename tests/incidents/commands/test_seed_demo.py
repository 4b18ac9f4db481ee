"""The invented school: enough life to look real, played through the services, never beside a real school."""

import pytest
from django.core.management import CommandError, call_command

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
    Triage,
)
from incidents.workflow import State
from safeguarding.accounts.models import User
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verification import verify
from safeguarding.schools.models import Pupil, School
from safeguarding.schools.services import founding


def test_the_demo_plays_two_terms_and_may_be_run_again(fresh_database, capsys):
    call_command("seed_demo")
    printed = capsys.readouterr().out

    assert Pupil.objects.filter(school__code="afon").count() == 1500
    assert User.objects.filter(staff_roles__school__code="afon").distinct().count() >= 150
    assert Incident.objects.count() == 60
    assert set(Concern.objects.values_list("state", flat=True)) == set(State.values)
    assert Incident.objects.filter(concerns__triages__topics__contains="SEXTORTION").distinct().count() == 2
    assert Incident.objects.filter(about_codes__contains="THREATS_OR_MONEY").count() == 3
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

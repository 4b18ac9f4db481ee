"""A birthday that the roll puts right calls a record of sextortion back, and tells whoever imports nothing of it."""

import json
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from incidents.indicators import Pathway
from incidents.services import closing, removal
from incidents.workflow import State
from safeguarding import clock
from safeguarding.accounts.services.importing import import_roll, preview_roll
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.schools.models import Pupil
from tests.incidents.moves import said
from tests.makers import ask_how_they_are, make_concern, make_exception, make_judgement, make_referral
from tests.safeguarding.schools.roll.lists import listed, pupil

ADULT, CHILD = "27/03/2006", "27/03/2011"


def roll(born_on: str) -> bytes:
    return listed(pupil(1, Date_of_birth=born_on))


def import_as(actor, cast, born_on: str):
    return import_roll(actor=actor, school=cast.afon, content=roll(born_on))[1]


@pytest.fixture
def elin(cast) -> Pupil:
    """A pupil who is on the roll as 18 or over."""
    before = set(Pupil.objects.values_list("pk", flat=True))
    import_as(cast.sam, cast, ADULT)
    return Pupil.objects.exclude(pk__in=before).get()


def rests(cast, who, *agencies: str, about=("THREATS_OR_MONEY",), rest="plan"):
    """A record that rests, about which these agencies were told."""
    concern = make_concern(cast.afon, cast.nia, who, about=about, owner=cast.mair)
    if "ADULT_SERVICES" in agencies:
        removal.record_consent(**said(concern, cast.mair), consent="GIVEN")
    for agency in agencies:
        make_referral(concern, cast.mair, agency=agency)
    lay_to_rest(cast, concern, rest)
    return concern


def lay_to_rest(cast, concern, rest: str) -> None:
    if rest == "plan":
        closing.plan(**said(concern, cast.mair), kind="MONITORING", review_on=clock.today())
    else:
        ask_how_they_are(concern, cast.mair)
        closing.end_without_action(**said(concern, cast.mair), reasons="Nothing further.")
    concern.refresh_from_db()


@pytest.mark.parametrize("who", ["sam", None])
@pytest.mark.parametrize("rest", ["plan", "end"])
def test_a_record_that_only_adult_safeguarding_knows_of_goes_back_into_review(cast, elin, who, rest):
    concern = rests(cast, elin, "ADULT_SERVICES", rest=rest)
    assert concern.state in (State.PLANNED, State.NO_FURTHER_ACTION)
    seen = concern.version
    import_as(cast.people.get(who), cast, CHILD)
    concern.refresh_from_db()
    assert (concern.state, concern.plan_kind, concern.review_on) == (State.IN_REVIEW, "", None)
    assert concern.version > seen, "whoever had it open is told"
    change = concern.state_changes.order_by("at").last()
    assert (change.move, change.by) == ("begin_review", None)
    event = AuditEvent.objects.filter(event=events.CONCERN_MOVED, subject_id=concern.pk).order_by("seq").last()
    assert (event.actor_id, event.role) == (None, "SYSTEM")


def test_what_may_rest_all_the_same_stays_as_it_was(cast, elin):
    by_an_exception = make_concern(cast.afon, cast.nia, elin, about=("THREATS_OR_MONEY",))
    make_exception(by_an_exception, cast.mair, cast.huw)
    lay_to_rest(cast, by_an_exception, "plan")
    something_else = make_concern(cast.afon, cast.nia, elin, about=("IMAGES",))
    make_judgement(something_else, cast.mair, chosen=Pathway.NUDES)
    lay_to_rest(cast, something_else, "plan")
    told = rests(cast, elin, "ADULT_SERVICES", "POLICE")
    closed = make_concern(cast.afon, cast.nia, elin, about=("THREATS_OR_MONEY",), state=State.CLOSED)
    of_another = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",), state=State.PLANNED)
    rows = [by_an_exception, something_else, told, closed, of_another]
    before = [(row.state, row.version) for row in rows]
    import_as(cast.sam, cast, CHILD)
    for row in rows:
        row.refresh_from_db()
    assert [(row.state, row.version) for row in rows] == before


def test_another_birthday_of_an_adult_and_another_form_call_nothing_back(cast, elin):
    concern = rests(cast, elin, "ADULT_SERVICES")
    import_as(cast.sam, cast, "28/03/2006")
    import_roll(actor=cast.sam, school=cast.afon, content=listed(pupil(1, Date_of_birth="28/03/2006", Form="13C")))
    concern.refresh_from_db()
    assert concern.state == State.PLANNED


def test_a_lead_reads_in_the_chronology_why_it_is_in_review_again(cast, elin, signed_in):
    concern = rests(cast, elin, "ADULT_SERVICES")
    import_as(cast.sam, cast, CHILD)
    page = signed_in("mair").get(reverse("concern_chronology", args=[concern.reference]))
    assert "The date of birth was put right on the roll." in page.content.decode()
    assert cast.sam.name not in page.content.decode()


def test_whoever_imports_learns_nothing_of_any_record(cast, elin):
    """The same file with a record and without one: the same preview, the same answer, the same event of the import."""

    def importing() -> list:
        _roll, previewed = preview_roll(actor=cast.sam, school=cast.afon, content=roll(CHILD))
        done = import_as(cast.sam, cast, CHILD)
        mine = AuditEvent.objects.filter(actor_id=cast.sam.pk).order_by("seq")
        return [previewed, done, [(row.event, json.loads(row.body)["details"]) for row in mine]]

    before = transaction.savepoint()
    without = importing()
    transaction.savepoint_rollback(before)
    concern = rests(cast, elin, "ADULT_SERVICES")
    assert importing() == without
    concern.refresh_from_db()
    assert concern.state == State.IN_REVIEW
    assert Pupil.objects.get(pk=elin.pk).born_on == date(2011, 3, 27)

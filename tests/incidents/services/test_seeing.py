"""An image was seen by accident: recorded without blame, and support planned for the lead."""

from datetime import date, datetime

import pytest
import time_machine

from incidents.models import Action, Concern, SeenByAccident
from incidents.selectors.viewings import viewing_counts
from incidents.services import seeing
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import MoveRefused, State
from safeguarding import clock
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import NotThere
from safeguarding.schools.models import Closure
from tests.incidents.services.test_viewings import always
from tests.makers import make_concern

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=clock.LONDON)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, owner=cast.dafydd)


def see(actor, concern, **said):
    """Nia was shown one."""
    given = {"who": "Nia Hopkins", "how": "SHOWN", "seen_at": clock.now(), "support": "OFFERED"} | said
    return seeing.record_seen_by_accident(
        actor=actor, reference=concern.reference, seen_version=concern.version, **given
    )


def test_it_is_recorded_and_support_is_planned_for_who_leads(cast, concern):
    seen = see(cast.mair, concern)
    action = Action.objects.select_related("concern__key").get()
    assert (action.owner, action.planned_by) == (cast.dafydd, cast.mair)
    assert SeenByAccident.objects.select_related("concern__key").get().who == "Nia Hopkins"
    told = AuditEvent.objects.filter(event__in=[events.SEEN_BY_ACCIDENT, events.ACTION_PLANNED])
    assert told.count() == 2 and not any("Nia" in body for body in told.values_list("body", flat=True))
    assert str(seen.pk) in told.order_by("seq").first().body
    assert viewing_counts(cast.afon, always).seen_by_accident == 1


@pytest.mark.parametrize(("school", "language"), [("afon", "Cymorth"), ("riverside", "Support")])
def test_the_action_is_in_the_first_language_of_the_school(cast, school, language):
    pupil, lead = (cast.amy, cast.mair) if school == "afon" else (cast.other, cast.rhys)
    see(lead, make_concern(getattr(cast, school), lead, pupil))
    what = Action.objects.select_related("concern__key").get().what
    assert what.startswith(language) or what == "Support for a member of staff who saw an image"


def test_support_is_due_on_the_next_day_on_which_the_school_works(cast):
    Closure.objects.create(school=cast.afon, day=date(2026, 11, 23))
    with time_machine.travel(FRIDAY, tick=False):
        see(cast.mair, make_concern(cast.afon, cast.nia, cast.amy))
    assert Action.objects.get().due_on == date(2026, 11, 24)


def test_a_second_press_records_nothing_anew(cast, concern):
    see(cast.mair, concern)
    with pytest.raises(ChangedMeanwhile):
        see(cast.mair, concern)
    assert (SeenByAccident.objects.count(), Action.objects.count()) == (1, 1)


def test_on_a_closed_record_nothing_is_planned(cast, concern):
    Concern.objects.update(state=State.CLOSED)
    with pytest.raises(MoveRefused):
        see(cast.mair, concern)
    assert (SeenByAccident.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["nia", "huw", "sam", "carys", "rhys"])
def test_only_the_safeguarding_team_records_it(cast, concern, who):
    with pytest.raises(NotThere):
        see(cast.people[who], concern)

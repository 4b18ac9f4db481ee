"""No way to a recorded and authorised viewing leads through one person alone, whatever accounts and roles they hold."""

from datetime import date, timedelta
from itertools import permutations

import pytest
import time_machine

from incidents.models import ViewingAnswer, ViewingDelegation, ViewingRecord, ViewingRequest
from incidents.selectors.viewing_rights import find_to_ask, who_is_who_at
from incidents.selectors.viewings import is_unauthorised, requests, stands_as, waiting_for
from incidents.services import viewing_namings, viewings
from incidents.services.viewings import ViewingOver
from incidents.workflow import MoveRefused
from safeguarding import clock
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.policy import NotThere
from tests.lives.viewing import allowed, asked, recorded
from tests.makers import make_concern

REFUSALS = (NotThere, MoveRefused, ViewingOver)
SECOND_ACCOUNTS = [("mair prosser", ""), ("Maír  PROSSER", ""), ("M. Prosser", "mp1")]


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy)


@pytest.fixture
def at_riverside(cast):
    """A record at the school where Rhys is head and lead in one person."""
    return make_concern(cast.riverside, cast.rhys, cast.other)


def person(school, name: str, *held: str, code: str = "") -> User:
    """A further account with these roles."""
    made = User.objects.create_user(f"x{User.objects.count()}@demo.example", name, staff_code=code)
    for role in held:
        roles.grant_role(actor=None, user=made, school=school, role=role, starts_on=date(2024, 9, 1))
    return User.objects.get(pk=made.pk)


def named(head, school, who, may: str, *, days: int = 30):
    """The head names somebody from today."""
    span = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=days)}
    return viewing_namings.name_for_viewings(actor=head, school=school, person_id=who.pk, may=may, **span)


def is_left_out(request, who) -> bool:
    """It does not wait for them, they cannot see it, and they cannot answer it."""
    for act in (viewings.require_request, viewings.see_request):
        with pytest.raises(NotThere):
            act(actor=who, viewing_id=request.pk)
    with pytest.raises(NotThere):
        allowed(who, request)
    return all(one.id != request.pk or one.part != "ANSWER" for one in waiting_for(who))


@pytest.mark.parametrize("order", list(permutations(["ask", "answer", "record", "sign"])), ids="-".join)
def test_in_no_order_does_one_account_come_to_a_record(cast, concern, order):
    known: list[ViewingRequest] = []

    def ask():
        known.append(asked(cast.mair, concern, cast.mair, cast.dafydd))

    def request():
        return known[-1] if known else ViewingRequest(concern=concern)

    acts = {
        "ask": ask,
        "answer": lambda: allowed(cast.mair, request()),
        "record": lambda: recorded(cast.mair, request()),
        "sign": lambda: viewings.sign_viewing(actor=cast.mair, viewing_id=request().pk),
    }
    for name in (*order, *order):  # each twice: a second press helps nobody
        if name == "ask":
            ask()
            continue
        with pytest.raises(REFUSALS):
            acts[name]()
    assert not ViewingAnswer.objects.exists() and not ViewingRecord.objects.exists()


@pytest.mark.parametrize("who", ["mair", "dafydd", "nia", "owen", "gwen", "carys", "sam", "rhys"])
def test_nobody_but_the_head_answers_where_head_and_lead_are_two(cast, concern, who):
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    assert is_left_out(request, cast.people[who])


def test_not_even_as_a_head_does_the_second_person_answer(cast, concern):
    other = person(cast.afon, "Ann Head", Role.STAFF, Role.HEAD)
    request = asked(cast.mair, concern, cast.mair, other)
    assert is_left_out(request, other)
    allowed(cast.huw, request)


@pytest.mark.parametrize(("name", "code"), SECOND_ACCOUNTS)
def test_nobody_answers_or_is_present_through_a_second_account(cast, concern, name, code):
    User.objects.filter(pk=cast.mair.pk).update(staff_code="MP1")
    double = person(cast.afon, name, Role.STAFF, Role.HEAD, code=code)
    mair = User.objects.get(pk=cast.mair.pk)
    assert is_left_out(asked(mair, concern, mair, cast.dafydd), double)
    with pytest.raises(MoveRefused) as refused:
        asked(mair, concern, mair, double)
    assert refused.value.missing == {"second"}


def test_who_was_renamed_since_does_not_sign_for_themselves(cast, concern):
    double = person(cast.afon, "Somebody Else", Role.STAFF)
    request = asked(cast.mair, concern, cast.mair, double)
    allowed(cast.huw, request)
    recorded(cast.mair, request)
    User.objects.filter(pk=double.pk).update(name="Mair Prosser")
    with pytest.raises(NotThere):
        viewings.sign_viewing(actor=User.objects.get(pk=double.pk), viewing_id=request.pk)


def test_the_viewer_is_never_the_second_person(cast, concern):
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.mair, cast.mair)
    assert refused.value.missing == {"second"}


@pytest.mark.parametrize("who", ["nia", "huw", "sam", "dafydd"])
def test_staff_head_and_deputies_whom_nobody_named_do_not_view(cast, concern, who):
    with pytest.raises(MoveRefused) as refused:
        asked(cast.mair, concern, cast.people[who], cast.owen)
    assert refused.value.missing == {"viewer"}


@pytest.mark.parametrize("who", ["dafydd", "nia", "huw", "sam", "gwen", "carys", "rhys"])
def test_only_a_lead_asks_until_the_head_has_named_a_deputy(cast, concern, who):
    with pytest.raises(NotThere):
        asked(cast.people[who], concern, cast.mair, cast.owen)


def test_a_deputy_whom_the_head_named_asks_views_and_records(cast, concern):
    named(cast.huw, cast.afon, cast.dafydd, "ASK")
    request = asked(cast.dafydd, concern, cast.dafydd, cast.mair)
    allowed(cast.huw, request)
    recorded(cast.dafydd, request)
    viewings.sign_viewing(actor=cast.mair, viewing_id=request.pk)
    assert not is_unauthorised(requests().get(pk=request.pk))


@pytest.mark.parametrize("how", ["expired", "ended", "not begun", "role ended", "gone"])
def test_a_naming_that_does_not_stand_is_no_right_to_ask(cast, concern, how):
    naming = named(cast.huw, cast.afon, cast.dafydd, "ASK", days=5)
    later = 6 if how == "expired" else 0
    if how == "ended":
        viewing_namings.end_naming(actor=cast.huw, school=cast.afon, naming_id=naming.pk)
    if how == "not begun":
        tomorrow = clock.today() + timedelta(days=1)
        span = {"starts_on": tomorrow, "ends_on": tomorrow}
        viewing_namings.name_for_viewings(actor=cast.huw, school=cast.afon, person_id=cast.dafydd.pk, may="ASK", **span)
    if how == "role ended":
        StaffRole.objects.filter(user=cast.dafydd, role=Role.DEPUTY).update(ends_on=clock.today() - timedelta(days=1))
    if how == "gone":
        User.objects.filter(pk=cast.dafydd.pk).update(is_active=False)
    with time_machine.travel(clock.now() + timedelta(days=later)):
        dafydd = User.objects.get(pk=cast.dafydd.pk)
        with pytest.raises(NotThere):
            find_to_ask(dafydd, concern.reference)
        assert dafydd not in who_is_who_at(cast.afon.pk).viewers


@pytest.mark.parametrize("how", ["expired", "ended", "role ended"])
def test_a_naming_that_does_not_stand_is_no_right_to_allow(cast, concern, how):
    ann = person(cast.afon, "Ann Lead", Role.LEAD)
    naming = named(cast.huw, cast.afon, ann, "ALLOW", days=5)
    request = asked(cast.mair, concern, cast.mair, cast.dafydd)
    later = 6 if how == "expired" else 0
    if how == "ended":
        viewing_namings.end_naming(actor=cast.huw, school=cast.afon, naming_id=naming.pk)
    if how == "role ended":
        StaffRole.objects.filter(user=ann).update(ends_on=clock.today() - timedelta(days=1))
    with time_machine.travel(clock.now() + timedelta(days=later)):
        assert is_left_out(request, User.objects.get(pk=ann.pk))


def test_whom_the_head_named_to_allow_does_not_answer_where_they_are_present(cast, concern):
    named(cast.huw, cast.afon, cast.dafydd, "ALLOW")
    assert is_left_out(asked(cast.mair, concern, cast.mair, cast.dafydd), cast.dafydd)


def test_a_right_to_allow_is_no_right_to_ask_and_none_to_view(cast, concern):
    named(cast.huw, cast.afon, cast.dafydd, "ALLOW")
    with pytest.raises(NotThere):
        asked(cast.dafydd, concern, cast.mair, cast.owen)


def test_who_may_record_is_named_for_the_day_of_the_viewing(cast, concern):
    naming = named(cast.huw, cast.afon, cast.dafydd, "ASK", days=0)
    request = asked(cast.dafydd, concern, cast.dafydd, cast.mair)
    allowed(cast.huw, request)
    began = clock.now()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        dafydd = User.objects.get(pk=cast.dafydd.pk)
        with pytest.raises(MoveRefused) as refused:
            recorded(dafydd, request)
        assert refused.value.missing == {"named"}
        recorded(dafydd, request, started_at=began, ended_at=began)
    assert naming.ends_on == clock.local(began).date()


def test_where_head_and_lead_are_one_nobody_is_left_without_a_chair(cast, at_riverside):
    staff = person(cast.riverside, "Ann Teacher", Role.STAFF)
    with pytest.raises(MoveRefused) as refused:
        asked(cast.rhys, at_riverside, cast.rhys, staff)
    assert refused.value.missing == {"nobody_answers"} and not ViewingRequest.objects.exists()


def test_where_head_and_lead_are_one_the_chair_answers(cast, at_riverside):
    tomos, staff = person(cast.riverside, "Tomos", Role.CHAIR), person(cast.riverside, "Ann Teacher", Role.STAFF)
    request = asked(cast.rhys, at_riverside, cast.rhys, staff)
    assert is_left_out(request, cast.rhys) and is_left_out(request, cast.huw)
    allowed(tomos, request)
    assert ViewingAnswer.objects.get().role == Role.CHAIR


def test_where_head_and_lead_are_one_nobody_answers_whom_they_named_themselves(cast, at_riverside):
    tomos, staff = person(cast.riverside, "Tomos", Role.CHAIR), person(cast.riverside, "Ann Teacher", Role.STAFF)
    friend = person(cast.riverside, "A Friend", Role.STAFF, Role.DEPUTY)
    named(cast.rhys, cast.riverside, friend, "ALLOW")
    request = asked(cast.rhys, at_riverside, cast.rhys, staff)
    assert is_left_out(request, friend)
    allowed(tomos, request)


def test_where_there_is_another_head_the_chair_does_not_answer(cast, at_riverside):
    tomos, staff = person(cast.riverside, "Tomos", Role.CHAIR), person(cast.riverside, "Ann Teacher", Role.STAFF)
    other = person(cast.riverside, "Bea Head", Role.STAFF, Role.HEAD)
    request = asked(cast.rhys, at_riverside, cast.rhys, staff)
    assert is_left_out(request, tomos)
    allowed(other, request)


def test_alone_only_what_had_already_happened_is_reported_and_it_says_so(cast, at_riverside):
    staff = person(cast.riverside, "Ann Teacher", Role.STAFF)
    unavoidable = {"ground": "UNAVOIDABLE", "is_retrospective": True}
    request = asked(cast.rhys, at_riverside, cast.rhys, staff, **unavoidable)
    recorded(cast.rhys, request)
    assert is_unauthorised(requests().get(pk=request.pk)) and is_left_out(request, cast.rhys)
    assert stands_as(requests().get(pk=request.pk)).is_report


@pytest.mark.parametrize("who", ["mair", "dafydd", "nia", "carys", "sam", "rhys"])
def test_only_the_head_of_the_school_names_anybody(cast, who):
    with pytest.raises(NotThere):
        named(cast.people[who], cast.afon, cast.dafydd, "ASK")
    naming = named(cast.huw, cast.afon, cast.dafydd, "ASK")
    with pytest.raises(NotThere):
        viewing_namings.end_naming(actor=cast.people[who], school=cast.afon, naming_id=naming.pk)


@pytest.mark.parametrize(
    ("who", "may", "days", "missing"),
    [
        ("huw", "ALLOW", 5, "themselves"),
        ("nia", "ASK", 5, "person"),
        ("carys", "ASK", 5, "person"),
        ("rhys", "ALLOW", 5, "person"),
        ("nia", "ALLOW", 5, "person"),
        ("sam", "ALLOW", 5, "person"),
        ("gwen", "ALLOW", 5, "person"),
        ("dafydd", "ASK", 400, "ends_on"),
        ("dafydd", "ASK", -1, "ends_on"),
    ],
)
def test_who_and_which_days_can_be_named(cast, who, may, days, missing):
    with pytest.raises(MoveRefused) as refused:
        named(cast.huw, cast.afon, cast.people[who], may, days=days)
    assert refused.value.missing == {missing} and not ViewingDelegation.objects.exists()


def test_naming_and_ending_twice_are_one_each(cast):
    first = named(cast.huw, cast.afon, cast.dafydd, "ASK")
    assert named(cast.huw, cast.afon, cast.dafydd, "ASK") == first
    for _time in range(2):
        viewing_namings.end_naming(actor=cast.huw, school=cast.afon, naming_id=first.pk)
    assert ViewingDelegation.objects.count() == 2 and who_is_who_at(cast.afon.pk).standing == []

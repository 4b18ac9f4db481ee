"""Possible links: the same account however it was written, or the same app in the same week; a lead decides."""

from datetime import timedelta

import pytest

from incidents.models import Concern, Incident
from incidents.patterns import LinkReason
from incidents.selectors.links import linked_with, possible_links, standing_link
from incidents.services import contact
from incidents.services.contact import Account
from incidents.workflow import State
from safeguarding import clock
from tests.incidents.views.counting import queries
from tests.linked import HANDLE, SPELT_OTHERWISE, link, name_account, platform, two_that_name_one_account
from tests.makers import make_concern

ACCOUNT, WEEK = LinkReason.SAME_ACCOUNT, LinkReason.SAME_WEEK


@pytest.fixture
def one(cast):
    """Amy's record, which names an account on Snapchat."""
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    name_account(concern, cast.mair, HANDLE, platform())
    return concern


def another(cast, pupil, **more) -> Concern:
    return make_concern(cast.afon, cast.owen, pupil, **more)


def aware(cast, pupil, **ago) -> Concern:
    """A record of which the school became aware some time ago."""
    incident = make_concern(cast.afon, cast.owen).incident
    earlier = Incident(
        school=cast.afon,
        reporter=cast.owen,
        key=incident.key,
        became_aware_at=clock.now() - timedelta(**ago),
        language="en",
        told_in_person="YES",
    )
    earlier.save()
    return make_concern(cast.afon, cast.owen, pupil, incident=earlier)


def found(concern, viewer) -> list[tuple]:
    return [(link.concern_id, link.reasons) for link in possible_links(concern, viewer)]


def test_nothing_is_proposed_while_no_account_is_known(cast):
    concern, other = another(cast, cast.amy), another(cast, cast.eli)
    name_account(other, cast.mair, HANDLE, platform())
    assert found(concern, cast.mair) == []


def test_the_same_account_written_differently_is_proposed_from_either_side(cast):
    one, two = two_that_name_one_account(cast)
    assert found(one, cast.mair) == [(two.pk, (ACCOUNT,))]
    assert found(two, cast.dafydd) == [(one.pk, (ACCOUNT,))]


def test_the_same_account_is_proposed_however_long_ago_and_also_where_it_is_closed(cast, one):
    other = aware(cast, cast.eli, days=300)
    name_account(other, cast.mair, SPELT_OTHERWISE)
    Concern.objects.filter(pk=other.pk).update(state=State.CLOSED)
    assert found(one, cast.mair) == [(other.pk, (ACCOUNT,))]


@pytest.mark.parametrize(("ago", "is_proposed"), [({"days": 6, "hours": 23}, True), ({"days": 7, "hours": 1}, False)])
def test_the_same_app_is_proposed_within_a_week(cast, one, ago, is_proposed):
    other = aware(cast, cast.eli, **ago)
    name_account(other, cast.mair, "@somebody.else", platform())
    assert found(one, cast.mair) == ([(other.pk, (WEEK,))] if is_proposed else [])


def test_another_app_in_the_same_week_is_no_reason_unless_they_moved_there(cast, one):
    other, discord = another(cast, cast.eli), platform("discord", "Discord")
    name_account(other, cast.mair, "@x", discord)
    assert found(one, cast.mair) == []
    other.refresh_from_db()
    said = Account(handle="@y", platform_id=discord.pk, moved_to_id=platform().pk)
    contact.record_account(actor=cast.mair, reference=other.reference, seen_version=other.version, said=said)
    assert found(one, cast.mair) == [(other.pk, (WEEK,))]


def test_both_reasons_are_said_and_the_same_account_comes_first(cast, one):
    by_week, by_both = another(cast, cast.eli), aware(cast, cast.cai, days=3)
    name_account(by_week, cast.mair, "@x", platform())
    name_account(by_both, cast.mair, HANDLE, platform())
    assert found(one, cast.mair) == [(by_both.pk, (ACCOUNT, WEEK)), (by_week.pk, (WEEK,))]


def test_an_account_that_was_corrected_counts_no_more(cast, one):
    other = another(cast, cast.eli)
    wrong = name_account(other, cast.mair, HANDLE)
    other.refresh_from_db()
    contact.record_account(
        actor=cast.mair,
        reference=other.reference,
        seen_version=other.version,
        said=Account(handle="@the.right.one"),
        corrects=wrong.pk,
    )
    assert found(one, cast.mair) == []


def test_other_records_of_the_same_child_are_no_links(cast, one):
    name_account(another(cast, cast.amy), cast.mair, HANDLE, platform())
    assert found(one, cast.mair) == []


def test_children_of_the_same_report_are_said_to_be_reported_together(cast, one):
    together = make_concern(cast.afon, cast.nia, cast.eli, incident=one.incident)
    name_account(together, cast.mair)
    [link_] = possible_links(one, cast.mair)
    assert (link_.concern_id, link_.is_reported_together) == (together.pk, True)


def test_two_children_who_are_not_on_the_list_are_two(cast):
    one, two = (another(cast, None, unlisted=words) for words in ("A boy in green", "A girl with a red bag"))
    for concern in (one, two):
        name_account(concern, cast.mair)
    assert found(one, cast.mair) == [(two.pk, (ACCOUNT,))]


def test_another_schools_records_are_never_proposed_nor_seen_by_others(cast, one):
    foreign = make_concern(cast.riverside, cast.rhys, cast.other)
    name_account(foreign, cast.rhys, HANDLE, platform())
    assert found(one, cast.mair) == found(foreign, cast.rhys) == []
    name_account(another(cast, cast.eli), cast.mair)
    for outsider in ("nia", "huw", "rhys", "sam"):
        assert found(one, cast.people[outsider]) == []


def test_what_is_linked_with_it_is_not_proposed_and_what_is_in_another_set_says_so(cast):
    one, two = two_that_name_one_account(cast)
    pattern = link(cast.mair, one, two)
    third = another(cast, cast.cai)
    name_account(third, cast.mair)
    assert found(one, cast.mair) == [(third.pk, (ACCOUNT,))]
    assert {found_.pattern for found_ in possible_links(third, cast.mair)} == {pattern.reference}
    assert linked_with(standing_link(one), cast.mair) == 1
    assert linked_with(standing_link(one), cast.rhys) == 0


def test_finding_them_costs_the_same_for_few_and_for_many(cast, one):
    counts = []
    possible_links(one, cast.mair)  # whoever looks is known from here on
    for more in (2, 20):
        for number in range(more):
            name_account(another(cast, None, unlisted=f"Child {number}"), cast.mair, HANDLE, platform())
        with queries() as sent:
            assert len(possible_links(one, cast.mair)) >= more
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 4

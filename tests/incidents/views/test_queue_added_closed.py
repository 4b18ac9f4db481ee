"""The queue: what was added to since the team last looked, and the closed records."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incidents.models import Concern
from incidents.services import reading
from incidents.workflow import State
from tests.bench.data import fill_concerns, fill_roll
from tests.incidents.views.looking import NOW, add_to, ago, groups, look, text_of
from tests.makers import make_concern, make_incident


@pytest.fixture
def added(cast):
    """Mair has looked at a record two hours ago, and Nia added to it an hour ago."""
    with ago(hours=3):
        concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    with ago(hours=2):
        reading.open_concern(actor=cast.mair, reference=concern.reference)
    add_to(concern, hours=1)
    return concern


@pytest.mark.parametrize("state", State)
def test_what_was_added_to_since_the_team_looked_stands_in_a_group_of_its_own_closed_or_not(
    cast, signed_in, added, state
):
    Concern.objects.filter(pk=added.pk).update(state=state, owner=cast.dafydd)
    page = look(signed_in)
    assert groups(page)["added"] == [added.reference]
    text = text_of(page)
    assert text.index("Not yet taken on") < text.index("Added to since the team last looked") < text.index("Due today")
    assert "Added to on" in text and "run away" not in text and "Amy" not in text


def test_once_somebody_has_looked_it_stands_there_no_more(cast, signed_in, added):
    with ago(minutes=5):
        reading.open_concern(actor=cast.dafydd, reference=added.reference)
    page = look(signed_in)
    assert "added" not in groups(page) and "Added to" not in text_of(page)
    alone = look(signed_in, path=reverse("queue_group", args=["added"]))
    assert "Nothing has been added that nobody has looked at." in text_of(alone)


def test_what_was_added_to_is_marked_in_its_other_group_too(cast, signed_in, added):
    Concern.objects.filter(pk=added.pk).update(state=State.IN_REVIEW, owner=cast.mair)
    [row] = look(signed_in, path=reverse("queue_group", args=["mine"])).context["group"].rows
    assert row.added_at == NOW - timedelta(hours=1)


def test_what_was_added_to_in_another_school_is_not_in_it(signed_in, added):
    assert "added" not in groups(look(signed_in, "rhys"))


def test_every_record_that_was_added_to_is_reached_once_the_longest_waiting_first(cast, signed_in, added):
    fill_concerns(cast.afon, cast.nia, fill_roll(cast.afon, 5), 30)
    Concern.objects.exclude(pk=added.pk).update(state=State.CLOSED)
    concerns = list(Concern.objects.exclude(pk=added.pk).select_related("incident__reporter").order_by("pk"))
    for minutes, concern in enumerate(concerns, 70):
        add_to(concern, minutes=minutes)
    expected = [concern.reference for concern in reversed(concerns)] + [added.reference]
    assert reached(signed_in, "added") == expected


def test_closed_records_are_reached_page_by_page_the_newest_first_and_whoever_the_child_was(cast, signed_in):
    fill_concerns(cast.afon, cast.nia, fill_roll(cast.afon, 5), 59)
    make_concern(cast.afon, cast.nia, unlisted="A boy with a green coat")
    Concern.objects.update(state=State.CLOSED)
    expected = list(Concern.objects.order_by("-recorded_at", "-pk").values_list("reference", flat=True))
    assert reached(signed_in, "closed") == expected
    page = look(signed_in)
    assert reverse("queue_group", args=["closed"]) in page.content.decode() and "closed" not in groups(page)


def test_where_nothing_is_closed_it_says_so(signed_in):
    assert "No record is closed." in text_of(look(signed_in, path=reverse("queue_group", args=["closed"])))


def reached(signed_in, code: str) -> list[str]:
    """The references of a group, page after page to its end."""
    path, query, seen = reverse("queue_group", args=[code]), "", []
    while query is not None:
        group = look(signed_in, path=path + query).context["group"]
        seen += [row.reference for row in group.rows]
        query = f"?after={group.more}" if group.more else None
    return seen

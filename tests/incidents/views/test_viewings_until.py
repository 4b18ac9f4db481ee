"""The pages say in both languages until when a viewing may begin, and whose naming counts."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from incidents.models import ViewingRecord
from incidents.services import viewing_namings
from incidents.viewings import ALLOWED_FOR
from safeguarding import clock
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from tests.incidents.views.answering import day
from tests.incidents.views.every_form import typed_by
from tests.incidents.views.pages import in_language
from tests.incidents.views.test_viewings import concern, of_record, page, request_
from tests.lives.viewing import allowed

__all__ = ["concern", "request_"]

BEGINS = (
    "If you allow it, it must begin within %(days)s days and while the record is open. After that nobody may view, and "
    "it is asked anew."
)
UNTIL = "It was allowed to begin until %(when)s. If nobody viewed an image, record that."
TOO_LATE = (
    "This is after the last day on which it was allowed. Nobody may view on an old permission: if somebody did, it is "
    "reported as something that has already happened."
)


def said_by(response) -> str:
    """The page as it is read, whether it has its apostrophes escaped or not."""
    return unescape(response.content.decode())


def said_in(code: str, words: str) -> str:
    """A sentence of ours in that language."""
    return unescape(in_language(code, words))


@pytest.mark.parametrize("code", ["en", "cy"])
def test_the_pages_say_until_when_it_may_begin(cast, signed_in, concern, request_, code):
    User.objects.update(language=code)
    shown = signed_in("huw").get(page("answer", request_)).content.decode()
    assert said_in(code, BEGINS) % {"days": ALLOWED_FOR.days} in shown
    allowed(cast.huw, request_)
    mair = signed_in("mair")
    may_begin, over = (
        said_in(code, words) for words in ("It may begin until", "The permission has ended: nobody may view now")
    )
    overview = said_by(mair.get(of_record("viewing", concern)))
    assert may_begin in overview and over not in overview
    path = of_record("viewing_record", concern, request_.pk)
    assert said_in(code, UNTIL).partition("%")[0] in said_by(mair.get(path))
    with time_machine.travel(clock.now() + ALLOWED_FOR + timedelta(days=2)):
        mair.force_login(cast.mair)
        assert over in said_by(mair.get(of_record("viewing", concern)))
        began = day("started_at", clock.today() - timedelta(days=1))
        late = mair.post(path, typed_by(cast, "viewing_record") | began | {"version": "1"})
        assert said_in(code, TOO_LATE) in said_by(late) and not ViewingRecord.objects.exists()
        assert mair.post(path, {"took_place": "NO", "version": "1"}).status_code == 302
    assert ViewingRecord.objects.get().took_place is False


@pytest.mark.parametrize("code", ["en", "cy"])
def test_the_head_is_offered_only_who_may_stand_in(cast, signed_in, code):
    User.objects.update(language=code)
    shown = signed_in("huw").get(reverse("viewing_delegates"))
    offered = [person for person, _name in shown.context["form"].fields["person"].choices if person]
    assert set(offered) == {str(cast.people[who].pk) for who in ("mair", "dafydd", "huw", "carys")}
    hint = "A deputy, a safeguarding lead, another headteacher or the chair of governors can be named to allow. "
    hint += "Only a deputy can be named to ask. Whoever asks or views cannot allow it too."
    assert said_in(code, hint) in said_by(shown)


@pytest.mark.parametrize("code", ["en", "cy"])
def test_a_naming_that_no_longer_counts_is_shown_as_such_and_can_be_ended(cast, signed_in, code):
    User.objects.update(language=code)
    today = clock.today()
    said = {"actor": cast.huw, "school": cast.afon, "starts_on": today, "ends_on": today, "may": "ASK"}
    naming = viewing_namings.name_for_viewings(**said, person_id=cast.dafydd.pk)
    lapsed = said_in(code, "No longer counts: one of the two has not the role for it any more")
    huw, path = signed_in("huw"), reverse("viewing_delegates")
    assert lapsed not in said_by(huw.get(path))
    StaffRole.objects.filter(user=cast.dafydd, role=Role.DEPUTY).update(ends_on=today - timedelta(days=1))
    assert lapsed in said_by(huw.get(path))
    huw.post(path, {"end": str(naming.pk)})
    assert lapsed not in said_by(huw.get(path))

"""What every page of a record does: it says that anybody may call, takes no file, writes nothing, costs little."""

import re
import uuid

import pytest

from incidents.models import Draft
from safeguarding.audit.models import AuditEvent
from tests.cast import make_pupil
from tests.incidents.views.counting import queries
from tests.incidents.views.pages import ALL_PAGES, PAGES, text_of, url
from tests.makers import make_draft, make_incident

pytestmark = pytest.mark.usefixtures("noon")

PHONES = ("999", "101")


@pytest.mark.parametrize("page", [*ALL_PAGES, "sent"])
def test_every_page_says_that_anybody_may_call(nia, cast, page):
    draft = make_incident(cast.nia, [cast.amy]).draft if page == "sent" else make_draft(cast.nia, [cast.amy])
    text = text_of(nia.get(url(page, draft)))
    assert "Anyone who works here may call direct" in text
    assert all(phone in text for phone in PHONES)


def test_the_page_that_gives_a_record_up_says_so_too_and_again_when_no_reason_was_chosen(nia, cast):
    path = url("discard", make_draft(cast.nia, [cast.amy]))
    for response in (nia.get(path), nia.post(path, {})):
        text = text_of(response)
        assert all(named in text for named in ("Anyone who works here may call direct", "999", "101"))
        assert "children’s services" in text.lower() and "do not discard it: send it" in text


@pytest.mark.parametrize("page", [*ALL_PAGES, "sent"])
def test_no_page_takes_a_file_or_names_a_child_in_its_title(nia, cast, page):
    draft = make_incident(cast.nia, [cast.amy]).draft if page == "sent" else make_draft(cast.nia, [cast.amy])
    content = nia.get(url(page, draft)).content.decode()
    assert 'type="file"' not in content and "multipart" not in content
    title = re.search(r"<title>(.*?)</title>", content, re.DOTALL)[1]
    assert not any(name in title for name in ("Amy", "Jones"))


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_that_is_looked_at_writes_nothing(nia, cast, page):
    draft = make_draft(cast.nia, [cast.amy])
    nia.get(url(page, draft))
    before = AuditEvent.objects.count(), list(Draft.objects.values("version", "saved_at", "searches", "state"))
    with queries() as sent:
        nia.get(url(page, draft))
    after = AuditEvent.objects.count(), list(Draft.objects.values("version", "saved_at", "searches", "state"))
    assert after == before
    assert not [one for one in sent if one.startswith(("INSERT", "UPDATE", "DELETE"))]


# On the last page before sending, one reads the wording hints of the school.
QUERIES = {"who": 7, "what": 6, "checks": 7, "marks": 7, "check": 8, "danger": 6, "discard": 6}


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_costs_the_same_for_one_child_and_for_twelve(nia, cast, page):
    more = [make_pupil(cast.afon, "Bowen", f"Anna{chr(ord('a') + number)}", year_group=8) for number in range(11)]
    costs = []
    for children in ([cast.amy], [cast.amy, *more]):
        draft = make_draft(cast.nia, children)
        nia.get(url(page, draft))
        with queries() as sent:
            nia.get(url(page, draft))
        costs.append(len(sent))
    assert costs == [QUERIES[page]] * 2, sent


@pytest.mark.parametrize("page", PAGES)
def test_a_record_that_never_was_answers_as_one_of_somebody_else(cast, signed_in, page):
    draft = make_draft(cast.owen, [cast.amy])
    nia = signed_in("nia")
    for one in (draft.pk, uuid.uuid4()):
        assert nia.get(url(page, one)).status_code == 404
        assert nia.post(url(page, one), {"words": "x"}).status_code == 404

"""People who hold a right at two schools choose which one, on the pages of reports and of the audit trail."""

from datetime import date

import pytest
from django.urls import reverse

from incidents.models import AuditReport, TrailCheck, trail_check
from safeguarding import policy
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.policy import Verb
from tests.incidents.views.test_audit_trail import lines, text_of
from tests.incidents.views.test_report_pages import ASKED, answer
from tests.makers import make_audit_report, make_incident


@pytest.fixture
def both(client, cast):
    """Huw is head of Ysgol Afon and leads at Riverside Academy."""
    roles.grant_role(actor=None, user=cast.huw, school=cast.riverside, role=Role.LEAD, starts_on=date(2024, 9, 1))
    client.force_login(User.objects.get(pk=cast.huw.pk))
    return client


def at(name: str, school: str) -> str:
    return reverse(name) + f"?school={school}"


@pytest.mark.parametrize("name", ["audit", "report_new"])
def test_the_school_is_chosen_first(name, both):
    page = both.get(reverse(name))
    assert "Which school?" in text_of(page)
    assert 'href="?school=afon"' in page.content.decode() and 'href="?school=riverside"' in page.content.decode()
    assert not AuditEvent.objects.filter(event=events.AUDIT_OPENED).exists()


@pytest.mark.parametrize("name", ["audit", "report_new"])
def test_another_school_than_theirs_is_not_there(name, both, signed_in, cast):
    assert both.get(at(name, "elsewhere")).status_code == 404
    assert signed_in("mair").get(at(name, "riverside")).status_code == 404
    assert signed_in("mair").get(at(name, "afon")).status_code == 200


@pytest.mark.parametrize("name", ["audit", "report_new"])
def test_who_works_at_one_is_asked_nothing(name, signed_in):
    page = signed_in("mair").get(reverse(name))
    assert "Which school?" not in text_of(page) and "See another school" not in text_of(page)


def test_the_trail_of_each_is_read_as_far_as_the_role_there_reaches(both, cast):
    make_incident(cast.nia, [cast.amy])
    afon, riverside = both.get(at("audit", "afon")), both.get(at("audit", "riverside"))
    assert "Sent a record" in {what for _who, what, _about in lines(afon)}
    assert (afon.context["team_only"], riverside.context["team_only"]) == (False, True)
    assert {line.role for line in riverside.context["page"].lines} <= {"Designated Safeguarding Lead (DSL)"}
    assert "Ysgol Afon" in text_of(afon) and "See another school" in text_of(afon)


def test_searching_and_paging_stay_with_the_school(both, cast, monkeypatch):
    monkeypatch.setattr("incidents.selectors.audit_trail.PAGE", 1)
    page = both.get(at("audit", "afon") + "&event=role.granted")
    assert '<input type="hidden" name="school" value="afon">' in page.content.decode()
    assert page.context["next_query"].startswith("school=afon&event=role.granted&before=")
    assert both.get(reverse("audit") + "?" + page.context["next_query"]).context["school"] == cast.afon


def test_checking_is_of_the_school_where_they_are_head(both, monkeypatch, cast):
    assert both.post(at("audit", "riverside")).status_code == 404
    monkeypatch.setattr(trail_check, "TRAIL_AT_ONCE", 1)
    assert both.post(at("audit", "afon")).url == at("audit_check", "afon")
    page = both.get(at("audit_check", "afon")).content.decode()
    assert f'href="{at("audit", "afon")}"' in page and f'href="{at("audit_check", "afon")}"' in page
    assert f'href="{at("audit_check", "afon")}"' in both.get(at("audit", "afon")).content.decode()


@pytest.mark.parametrize(("code", "reach"), [("afon", "SCHOOL"), ("riverside", "TEAM")])
def test_a_report_is_asked_for_at_the_school_chosen(code, reach, both):
    both.post(at("report_new", code), ASKED)
    report = AuditReport.objects.select_related("school").get()
    assert (report.school.code, report.reach) == (code, reach)


def test_a_report_posted_without_a_school_is_not_made_and_the_school_is_asked_for(both):
    assert "Which school?" in text_of(both.post(reverse("report_new"), ASKED))
    assert AuditReport.objects.count() == 0


def test_the_same_number_at_both_is_answered_for_both(both, cast):
    huw = User.objects.get(pk=cast.huw.pk)
    first, second = (make_audit_report(huw, school=school) for school in (cast.afon, cast.riverside))
    assert first.number == second.number
    page = answer(both, first.number)
    for report in (first, second):
        assert report.school.name in page
        assert report.files.get(name=f"{report.number}.zip").sha256[:4] in page
    listed = both.get(reverse("reports")).content.decode()
    assert "Ysgol Afon" in listed and "Riverside Academy" in listed


def test_the_right_is_asked_at_the_school_itself(both, cast):
    huw = User.objects.get(pk=cast.huw.pk)
    assert policy.holds(huw, Verb.VIEW_AUDIT, cast.afon.pk)
    assert not policy.holds(huw, Verb.VIEW_AUDIT, cast.riverside.pk)


def test_the_head_of_a_page_names_every_school_of_the_person(both):
    assert both.get(reverse("home")).context["school_name"] in {
        "Riverside Academy, Ysgol Afon",
        "Ysgol Afon, Riverside Academy",
    }


def test_the_page_of_a_check_that_goes_on_names_its_school(both, cast):
    TrailCheck.objects.create(school=cast.afon, asked_by=cast.huw, size=50_000)
    assert "Ysgol Afon Checking the audit trail" in text_of(both.get(at("audit_check", "afon")))

"""How far a report reaches: the head's over the school, the safeguarding team's over what the team did."""

import json
from datetime import date

import pytest
from django.urls import reverse

from incidents.models import AuditReport, FileKind, Reach
from incidents.selectors.reports import reports_of, who_is_who
from incidents.services import reading, reporting
from incidents.services.making import archive_of, make_report
from safeguarding import policy
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.accounts.services import roles
from safeguarding.audit import events
from safeguarding.audit.models import AuditEvent
from safeguarding.audit.verify_export import check
from safeguarding.policy import NotThere
from tests.makers import make_audit_report, make_incident


@pytest.fixture
def story(cast):
    """Nia sends, Mair and Dafydd open, Huw looks at the trail."""
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    for one in (cast.mair, cast.dafydd):
        reading.open_concern(actor=one, reference=concern.reference)
    return concern


def lines_of(report) -> list[dict]:
    trail = report.files.select_related("report__key").get(kind=FileKind.TRAIL).content.decode()
    return [json.loads(line) for line in trail.splitlines()]


def actors_in(report) -> set[str]:
    return {json.loads(line["body"])["actor"] for line in lines_of(report) if "body" in line}


@pytest.mark.parametrize("who", ["mair", "dafydd"])
def test_the_team_exports_what_the_team_did_and_nothing_else(who, story, cast):
    make_audit_report(cast.huw, made=False, reason="I fear that Mair looks at records she has no need to")
    report = make_audit_report(cast.people[who])
    assert report.reach == Reach.TEAM
    assert actors_in(report) == {str(cast.mair.pk), str(cast.dafydd.pk)}
    assert {name for _reference, name in who_is_who(report)} == {"Mair Prosser", "Dafydd Rees"}
    assert report.shown == report.entries + 1  # that it was asked for is the last one


def test_the_entries_of_others_are_there_as_hashes_so_that_nothing_can_be_left_out(story, cast, tmp_path):
    report = make_audit_report(cast.mair)
    hidden = [line for line in lines_of(report) if "body" not in line]
    assert {line["withheld"] for line in hidden} == {"section or team"}
    assert len(hidden) + report.shown == report.last_seq - report.first_seq + 1
    (tmp_path / "r.zip").write_bytes(archive_of(report))
    assert check([str(tmp_path / "r.zip")], fingerprint=report.school.fingerprint)[0] == 0


def test_the_head_exports_everybodys(story, cast):
    report = make_audit_report(cast.huw)
    assert report.reach == Reach.SCHOOL
    assert actors_in(report) >= {str(cast.nia.pk), str(cast.mair.pk), str(cast.dafydd.pk), str(cast.huw.pk)}


def test_who_is_head_and_lead_in_one_exports_everybodys(cast):
    assert make_audit_report(cast.rhys, made=False).reach == Reach.SCHOOL


def test_that_it_was_asked_for_says_how_far_it_reaches(story, cast):
    make_audit_report(cast.mair, made=False)
    body = json.loads(AuditEvent.objects.filter(event=events.REPORT_REQUESTED).latest("pk").body)
    assert body["details"]["reach"] == "TEAM"


def test_the_reason_of_the_head_is_not_read_by_those_it_speaks_of(signed_in, cast):
    report = make_audit_report(cast.huw, reason="I fear that Mair looks at records she has no need to")
    for who in ("mair", "dafydd"):
        client = signed_in(who)
        assert report.number not in client.get(reverse("reports")).content.decode()
        assert client.get(reverse("report", kwargs={"report_id": report.pk})).status_code == 404
        assert report.number not in client.post(reverse("verify"), {"asked": report.number}).content.decode().replace(
            f'value="{report.number}"', ""
        )
        with pytest.raises(NotThere):
            reporting.fetch_file(actor=cast.people[who], report_id=report.pk, name="README.txt")


def test_whoever_holds_the_file_can_still_ask_whether_it_is_genuine(signed_in, cast):
    """Else the page would say of a genuine file that it was changed, or not made here."""
    report = make_audit_report(cast.huw)
    sha256 = report.files.get(kind=FileKind.BUNDLE).sha256
    assert "Matches" in signed_in("dafydd").post(reverse("verify"), {"asked": sha256}).content.decode()
    assert "Does not match" in signed_in("rhys").post(reverse("verify"), {"asked": sha256}).content.decode()


def test_the_head_sees_what_the_team_asked_for_and_they_see_their_own(cast):
    of_mair, of_dafydd = make_audit_report(cast.mair, made=False), make_audit_report(cast.dafydd, made=False)
    of_huw = make_audit_report(cast.huw, made=False)

    def seen(user) -> set:
        return {line.pk for line in reports_of(User.objects.get(pk=user.pk))}

    assert seen(cast.huw) == {of_mair.pk, of_dafydd.pk, of_huw.pk}
    assert (seen(cast.mair), seen(cast.dafydd)) == ({of_mair.pk}, {of_dafydd.pk})


def test_who_is_head_no_more_keeps_no_way_to_what_the_head_exported(cast):
    report = make_audit_report(cast.huw, made=False)
    held = cast.huw.staff_roles.get(role=Role.HEAD)
    held.ends_on = date(2025, 1, 1)
    held.save(update_fields=["ends_on"])
    roles.grant_role(actor=None, user=cast.huw, school=cast.afon, role=Role.DEPUTY, starts_on=date(2025, 1, 2))
    huw = User.objects.get(pk=cast.huw.pk)
    assert not AuditReport.objects.filter(policy.reports(huw), pk=report.pk).exists()
    own = make_audit_report(huw, made=False)
    assert make_report(own.pk) and own.reach == Reach.TEAM
    assert AuditReport.objects.filter(policy.reports(huw), pk=own.pk).exists()


def test_the_pages_say_how_far_a_report_reaches(signed_in, story, cast):
    team, whole = make_audit_report(cast.mair), make_audit_report(cast.huw)
    client = signed_in("mair")
    assert "what the safeguarding team has done" in client.get(reverse("report_new")).content.decode()
    assert "What the safeguarding team did" in client.get(reverse("report", args=[team.pk])).content.decode()
    assert "You see the reports that you asked for" in client.get(reverse("reports")).content.decode()
    client = signed_in("huw")
    assert "what the safeguarding team has done" not in client.get(reverse("report_new")).content.decode()
    assert "What everybody at the school did" in client.get(reverse("report", args=[whole.pk])).content.decode()
    assert "You see the reports that you asked for" not in client.get(reverse("reports")).content.decode()


def test_the_sheet_in_the_archive_says_what_is_there_as_hashes(story, cast):
    for who, said in ((cast.mair, True), (cast.huw, False)):
        sheet = make_audit_report(who).files.select_related("report__key").get(kind=FileKind.README).content.decode()
        assert ("others than the safeguarding team did" in sheet) is said

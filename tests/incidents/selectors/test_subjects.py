"""What entries are about: a reference and a year for whoever reads a trail; a name only of staff, where asked for."""

from incidents.models import Action, Decision, Draft, Referral, Reply, Statement
from incidents.selectors.subjects import About, _path_to_reference, id_reference, subjects
from tests.incidents.views.counting import queries
from tests.makers import make_audit_report, make_draft, make_incident, make_referral


def test_a_record_is_known_by_its_reference_and_the_childs_year(cast):
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    referral = make_referral(concern, cast.mair, agency="POLICE")
    decision = concern.decisions.get()
    asked = [("concern", concern.pk), ("referral", referral.pk), ("decision", decision.pk)]
    assert set(subjects(asked).values()) == {About(concern.reference, 10, "")}


def test_staff_have_a_name_only_when_it_was_asked_for_and_a_child_never(cast):
    concern = make_incident(cast.nia, [cast.amy]).concerns.get()
    asked = [("concern", concern.pk), ("pupil", cast.amy.pk), ("user", cast.nia.pk)]
    assert {about.name for about in subjects(asked).values()} == {""}
    assert [subjects(asked, staff_by_name=True)[pk].name for _kind, pk in asked] == [
        "", "", "Nia Hopkins",
    ]  # fmt: skip


def test_a_report_a_draft_and_an_incident_are_known_too(cast):
    report, incident = make_audit_report(cast.huw, made=False), make_incident(cast.nia, [cast.amy])
    draft = make_draft(cast.nia, [cast.amy])
    found = subjects([("auditreport", report.pk), ("incident", incident.pk), ("draft", draft.pk)])
    assert found[report.pk].reference == report.number
    assert found[incident.pk].reference == incident.reference
    assert found[draft.pk].reference == ""


def test_what_nobody_knows_is_about_nothing(cast):
    assert subjects([("school", cast.afon.pk), ("", None), ("unheardof", cast.afon.pk)]) == {}


def test_everything_that_belongs_to_a_record_leads_to_it():
    paths = [_path_to_reference(model) for model in (Statement, Draft, Action, Decision, Referral, Reply)]
    assert paths == [
        "incident__reference",
        "incident__reference",
        "concern__reference",
        "concern__reference",
        "concern__reference",
        "referral__concern__reference",
    ]


def test_a_person_is_known_by_the_beginning_of_their_id(cast):
    assert id_reference(cast.nia.pk).replace("-", "").lower() == cast.nia.pk.hex[:8]


def test_many_subjects_cost_as_much_as_one(cast):
    def cost(*concerns) -> int:
        with queries() as found:
            subjects([("concern", concern.pk) for concern in concerns], staff_by_name=True)
        return len(found)

    many = [make_incident(cast.nia, [cast.amy, cast.eli]).concerns.first() for _ in range(4)]
    assert cost(*many) == cost(many[0])

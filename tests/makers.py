"""Makes what a test needs, through the services, valid by default."""

from datetime import timedelta

from incidents.drafts import Answers, Call
from incidents.indicators import Pathway
from incidents.models import (
    AuditReport,
    Concern,
    Draft,
    Incident,
    PathwayChoice,
    Referral,
    SafetyCheck,
    Statement,
    StatementKind,
)
from incidents.sections import Section
from incidents.selectors.pathway import proposal_for
from incidents.services import agreeing, deciding, drafting, recording, referring, reporting, wellbeing
from incidents.services.deciding import Answered
from incidents.services.making import make_report
from incidents.wellbeing import SelfHarm
from incidents.workflow import State
from safeguarding import clock
from safeguarding.vault.models import DataKey, Purpose


def make_concern(
    school,
    reporter,
    pupil=None,
    *,
    text: str = "She showed me messages at break and said she was scared.",
    about: tuple[str, ...] = (),
    state: str = State.IN_REVIEW,
    unlisted: str = "",
    incident: Incident | None = None,
    owner=None,
    main_category: str = "",
) -> Concern:
    """A concern in any state, without the story that led there; with `incident`, a further child of the same report."""
    if incident is None:
        incident = Incident(
            school=school,
            reporter=reporter,
            key=DataKey.objects.make(Purpose.INCIDENT),
            became_aware_at=clock.now(),
            language="en",
            told_in_person="YES",
            about_codes=",".join(about),
        )
        incident.save(force_insert=True)
        Statement(incident=incident, kind=StatementKind.FIRST, author=reporter, text=text, language="en").save()
    concern = Concern(
        school=school,
        incident=incident,
        key=DataKey.objects.make(Purpose.CONCERN),
        place_in_report=incident.concerns.count() + 1,
        pupil=pupil,
        unlisted_child=unlisted,
        safe_now="YES",
        state=state,
        owner=owner,
        main_category=main_category,
    )
    concern.save(force_insert=True)
    return concern


def make_judgement(concern: Concern, by, chosen: str = Pathway.PHISHING) -> PathwayChoice:
    """What a lead said it is, of what is proposed at this moment, without the story that led there."""
    proposal = proposal_for(concern)
    judgement = PathwayChoice(
        concern=concern,
        proposed=proposal.pathway,
        rule=proposal.rule,
        chosen=chosen,
        reasons="An empty threat by e-mail: nobody was in contact.",
        by=by,
    )
    judgement.save(force_insert=True)
    return judgement


def ask_how_they_are(concern: Concern, by, self_harm: str = SelfHarm.NONE, **said) -> SafetyCheck:
    """Somebody asked whether the child might hurt themselves: before that a record about images does not end."""
    concern.refresh_from_db()
    if self_harm == SelfHarm.IMMEDIATE:
        said = {"recheck_on": clock.today(), "not_left_alone": "Her tutor, until her mother comes."} | said
    elif self_harm == SelfHarm.POSSIBLE:
        said = {"recheck_on": clock.today() + timedelta(days=7)} | said
    of = {"actor": by, "reference": concern.reference, "seen_version": concern.version}
    check = wellbeing.record_check(**of, self_harm=self_harm, observed=["NONE"], **said)
    concern.refresh_from_db()
    return check


def make_asked(concern: Concern, by) -> SafetyCheck:
    """The same without the story that led there: it was asked, and there was no sign of it."""
    check = SafetyCheck(concern=concern, self_harm=SelfHarm.NONE, by=by)
    check.save(force_insert=True)
    return check


def make_exception(concern: Concern, by, second=None) -> None:
    """It is decided that neither the police nor children’s services are told; `second` agrees, where one is named."""
    no = Answered("NO", "Considered, and not needed.")
    concern.refresh_from_db()
    said = {"actor": by, "reference": concern.reference, "seen_version": concern.version, "triggers": []}
    agreement = deciding.decide(**said, police=no, childrens_services=no)
    if second is not None:
        agreeing.answer_request(actor=second, agreement_id=agreement.pk, agreed=True, reasons="")
    concern.refresh_from_db()


def make_referral(concern: Concern, actor, *, agency: str = "CHILDRENS_SERVICES", **said) -> Referral:
    """A referral made by phone just now."""
    concern.refresh_from_db()
    said.setdefault("seen_version", concern.version)
    said.setdefault("method", "PHONE")
    said.setdefault("made_at", clock.now())
    said.setdefault("spoke_to", "The duty team")
    return referring.make_referral(actor=actor, reference=concern.reference, agency=agency, **said)


WORDS = "She stayed behind after the lesson and said, “Someone is asking me for money.” I said I was glad she told me."


def make_draft(author, pupils=(), *, unlisted=(), school=None, calls=(), safe_now="YES", about_child=None, **answers):
    """An unsent record, answered in full unless told otherwise (`words=""` leaves a question open).

    `about_child` are further answers about every child: part, self_harm_worry, regions, mark_words. Where there is a
    mark it is about an injury.
    """
    school = school or author.roles_in_force()[0].school
    draft = drafting.start_draft(actor=author, school=school, language="en")
    about = ["INJURY"] if {"regions", "mark_words"} & set(about_child or {}) else []
    given = {"words": WORDS, "told_in_person": "YES", "about": about} | answers

    def change(kept: Answers) -> None:
        for pupil in pupils:
            kept.add_pupil(str(pupil.pk))
        for description in unlisted:
            kept.add_unlisted(description)
        for child in kept.children:
            child.safe_now = safe_now
            for name, value in (about_child or {}).items():
                setattr(child, name, value)
        kept.calls = [Call(**call) for call in calls]
        for name, value in given.items():
            setattr(kept, name, value)

    return drafting.save_answers(actor=author, draft_id=draft.pk, change=change)


def make_incident(reporter, pupils=(), **answers) -> Incident:
    """A record that was written and sent, as `make_draft`; its concerns are in `incident.concerns`."""
    draft: Draft = make_draft(reporter, pupils, **answers)
    return recording.send_draft(actor=reporter, draft_id=draft.pk)


def make_audit_report(actor, *, school=None, made: bool = True, days: int = 30, **wish) -> AuditReport:
    """An audit report of the last days: every section, English, CSV alone (drawing takes seconds), no names."""
    given = {
        "first_day": clock.today() - timedelta(days=days),
        "last_day": clock.today(),
        "sections": list(Section),
        "languages": ["en"],
        "formats": ["CSV"],
        "reason": "For the meeting of the governors",
    }
    school = school or actor.roles_in_force()[0].school
    report, _by_worker = reporting.request_report(actor=actor, school=school, wish=reporting.Wish(**(given | wish)))
    if made:
        assert make_report(report.pk)
    return AuditReport.objects.select_related("school__key", "key", "asked_by").get(pk=report.pk)

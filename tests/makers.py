"""Makes what a test needs, through the services, valid by default."""

from incidents.models import Concern, Incident, Referral, Statement, StatementKind
from incidents.services import referring
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


def make_referral(concern: Concern, actor, *, agency: str = "CHILDRENS_SERVICES", **said) -> Referral:
    """A referral made by phone just now."""
    concern.refresh_from_db()
    said.setdefault("seen_version", concern.version)
    said.setdefault("method", "PHONE")
    said.setdefault("made_at", clock.now())
    said.setdefault("spoke_to", "The duty team")
    return referring.make_referral(actor=actor, reference=concern.reference, agency=agency, **said)

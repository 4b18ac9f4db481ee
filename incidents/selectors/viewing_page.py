"""The viewings of one record as finished values, for the page that shows them to the safeguarding team."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.categories import SeenImage
from incidents.models import Concern, ViewingRecord, ViewingRequest
from incidents.selectors.viewing_rights import DELEGATE, may_ask
from incidents.selectors.viewings import (
    flags_of_viewing,
    is_answered,
    is_asked,
    is_recorded,
    may_be_recorded,
    must_begin_by,
    requests_of,
    seen_of,
    stands_as,
)
from incidents.viewings import SignedAs
from safeguarding.accounts.roles import Role
from safeguarding.dates import moment


@dataclass(frozen=True)
class Shown:
    """One viewing: what was asked and answered, what is recorded of it, and what can be done about it."""

    id: UUID
    title: str
    state: str
    colour: str
    flags: list[str]
    asked: list[dict]
    recorded: list[dict] = field(default_factory=list)
    may_record: bool = False


def viewing_page(concern: Concern, viewer) -> dict:
    """The viewings and accidental seeings of a record, and what this person may do."""
    rows, seen = requests_of(concern), seen_of(concern)
    reporter_saw = concern.incident.seen_image in (SeenImage.YES, SeenImage.RATHER_TELL)
    return {
        "viewings": [_shown(row, viewer) for row in rows],
        "seen": [_seen(row) for row in seen],
        "is_hinted": reporter_saw and not seen,
        "may_ask": may_ask(viewer, concern),
        "is_open": concern.is_open,
    }


def role_of_answer(request: ViewingRequest) -> str:
    """As what somebody answered, in words."""
    role = request.answer.role
    return _("named by the headteacher") if role == DELEGATE else str(Role(role).label)


def place_and_time(request: ViewingRequest) -> list[dict]:
    """Where and when an image was viewed, and by whom: what the second person signs."""
    people = _rows(
        (_("Who viewed"), request.viewer.name, "und"),
        (_("Who was present"), request.second.name, "und"),
        (_("Where"), request.get_place_display()),
    )
    return people + _times(request.record)


def _times(record: ViewingRecord) -> list[dict]:
    return _rows(
        (_("Began"), moment(record.started_at)),
        (_("Ended"), moment(record.ended_at)),
        (_("Copies"), record.get_copies_display()),
    )


def _shown(request: ViewingRequest, viewer) -> Shown:
    state, colour = _state(request)
    return Shown(
        id=request.pk,
        title=moment(request.at),
        state=state,
        colour=colour,
        flags=flags_of_viewing(request),
        asked=_asked(request) + _answered(request),
        recorded=_recorded(request) if is_recorded(request) else [],
        may_record=request.viewer_id == viewer.pk and may_be_recorded(request),
    )


def _state(request: ViewingRequest) -> tuple[str, str]:
    if stands_as(request).is_report:
        return _("Reported, not confirmed"), "yellow"
    if is_recorded(request):
        return _("Recorded"), "grey"
    if is_answered(request):
        return (_("Allowed"), "yellow") if request.answer.is_allowed else (_("Not allowed"), "grey")
    return (_("Waits for an answer"), "blue") if is_asked(request) else (_("No longer asked"), "grey")


def _asked(request: ViewingRequest) -> list[dict]:
    tried = ", ".join(str(one.label) for one in request.alternative_list)
    return _rows(
        (_("Asked by"), request.by.name, "und"),
        (_("Reason"), request.get_ground_display()),
        (_("Why nothing less would do"), request.why_nothing_less, "und"),
        (_("What was tried first"), tried or _("Nothing else was tried")),
        (_("Why a referral to the police is not enough"), request.why_police_not_enough, "und"),
        (_("Who would view it"), request.viewer.name, "und"),
        (_("Who else is in the room"), request.second.name, "und"),
        (_("Where"), request.get_place_display()),
        (_("Of the same sex as the child"), request.get_same_sex_display()),
        (_("Why not of the same sex"), request.same_sex_reasons, "und"),
    )


def _answered(request: ViewingRequest) -> list[dict]:
    if not is_answered(request):
        return []
    answer = request.answer
    said = {"name": answer.by.name, "role": role_of_answer(request), "when": moment(answer.at)}
    words = _("Allowed by %(name)s (%(role)s) on %(when)s")
    words = words if answer.is_allowed else _("Not allowed by %(name)s (%(role)s) on %(when)s")
    last = None if is_recorded(request) else must_begin_by(request)
    return _rows(
        (_("Answer"), words % said),
        (_("What they added"), answer.reasons, "und"),
        (_("It may begin until"), moment(last) if last else ""),
    )


def _recorded(request: ViewingRequest) -> list[dict]:
    record = request.record
    said = _("%(name)s, %(when)s") % {"name": record.by.name, "when": moment(record.at)}
    if not record.took_place:
        return _rows((_("What took place"), _("No image was viewed")), (_("Recorded by"), said))
    signed = {signature.signed_as: signature for signature in record.signatures.all()}
    return [
        *_times(record),
        *_rows(
            (_("Whose device"), record.get_device_of_display()),
            (_("Facts for a referral"), _labels(record.fact_list) or _("None of those that can be recorded")),
            (_("Decided as a result"), _labels(record.result_list)),
            (_("Told"), _told(record)),
            (_("Support for those who were there"), record.get_support_display()),
            (_("Signed by who viewed"), _signed(signed.get(SignedAs.VIEWER))),
            (_("Signed by who was present"), _signed(signed.get(SignedAs.SECOND))),
        ),
    ]


def _told(record: ViewingRecord) -> str:
    told = [
        (record.police_told, pgettext("told", "The police")),
        (record.child_told, pgettext("told", "The child")),
        (record.parents_told, pgettext("told", "Parents or carers")),
    ]
    return ", ".join(who for was_told, who in told if was_told) or _("Nobody yet")


def _signed(signature) -> str:
    if signature is None:
        return _("Not signed yet")
    return _("%(name)s, %(when)s") % {"name": signature.by.name, "when": moment(signature.at)}


def _seen(row) -> list[dict]:
    said = _("%(name)s, %(when)s") % {"name": row.by.name, "when": moment(row.recorded_at)}
    return _rows(
        (_("Who saw it"), row.who, "und"),
        (_("When"), moment(row.seen_at)),
        (_("How"), row.get_how_display()),
        (_("Support"), row.get_support_display()),
        (_("Recorded by"), said),
    )


def _labels(codes: Iterable) -> str:
    return ", ".join(str(code.label) for code in codes)


def _rows(*rows) -> list[dict]:
    """What has a value, as a summary list shows it; what somebody wrote keeps its lines."""
    return [
        {"key": key, "value": value, "lang": "".join(lang), "words": bool(lang)} for key, value, *lang in rows if value
    ]

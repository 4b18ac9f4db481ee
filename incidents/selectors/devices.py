"""Devices in the school’s keeping, what agencies said of them, and whether a child may be asked to delete anything."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from incidents.categories import CallTo
from incidents.deadlines import is_before
from incidents.models import (
    AgencyRelease,
    Concern,
    Deletion,
    DeviceReceived,
    DirectCall,
    Incident,
    PatternLink,
    Referral,
)
from incidents.outcomes import REFERRAL_DECISIONS, ReferralTo
from incidents.removing import Undecided, may_ask_to_delete, undecided
from incidents.selectors.decisions import standing_decisions
from incidents.selectors.pathway import exception_is_agreed, is_sextortion
from safeguarding.dates import day, moment

REACHED_BY = {
    CallTo.EMERGENCY: ReferralTo.POLICE,
    CallTo.POLICE: ReferralTo.POLICE,
    CallTo.CHILDRENS_SERVICES: ReferralTo.CHILDRENS_SERVICES,
}
UNKNOWN = "und"  # the language of words that were typed without saying in which


@dataclass(frozen=True)
class Involved:
    """An agency that was told, when it was told last, and when it said since then that it needs nothing kept."""

    agency: ReferralTo
    told_at: datetime
    released_at: datetime | None

    @property
    def name(self) -> str:
        """The agency in words."""
        return str(self.agency.label)


@dataclass(frozen=True)
class Deleting:
    """Whether it may be recorded that a child was asked to delete something, and what stands against it."""

    is_sextortion: bool  # any record of the case; this and the last are asked only where no agency was told
    involved: list[Involved]
    undecided: Undecided | None

    @property
    def waiting(self) -> list[Involved]:
        """The agencies that have not said since they were told that they need nothing kept."""
        return [one for one in self.involved if one.released_at is None]

    @property
    def missing(self) -> str:
        """What is missing, as a code of the form: what an agency says, or a decision."""
        return "agency_release" if self.involved or self.is_sextortion else str(self.undecided)

    @property
    def is_possible(self) -> bool:
        """Whether a child may be asked."""
        return may_ask_to_delete(
            is_sextortion=self.is_sextortion,
            agency_is_involved=bool(self.involved),
            is_released=bool(self.involved) and not self.waiting,
            none_is_needed=self.undecided is None,
        )


def agencies_involved(concern: Concern, releases: list[AgencyRelease] | None = None) -> list[Involved]:
    """The agencies to which a referral or a direct call about this case went. `releases`: where they were read.

    While one of them is involved something may be evidence, also about another child of the case. Whether something
    may go is said on each record for itself.
    """
    told: dict[ReferralTo, datetime] = {}
    reports = _reports_of_the_case(concern)
    calls = DirectCall.objects.filter(incident__in=reports).values_list("called", "called_at")
    reached = [(REACHED_BY[called], at) for called, at in calls]
    reached += Referral.objects.filter(concern__incident__in=reports).values_list("agency", "made_at")
    for agency, at in reached:
        told[ReferralTo(agency)] = max(at, told.get(ReferralTo(agency), at))
    rows = _releases(concern) if releases is None else releases
    released = {row.agency: row.released_at for row in rows}
    known = [agency for agency in ReferralTo if agency in told]
    return [Involved(agency, told[agency], _since(told[agency], released.get(agency))) for agency in known]


def _reports_of_the_case(concern: Concern) -> QuerySet[Incident]:
    """This report, and each with a record that is, or was, linked with one of its children."""
    patterns = PatternLink.objects.filter(concern__incident=concern.incident_id).values("pattern")
    linked = PatternLink.objects.filter(pattern__in=patterns).values("concern__incident")
    return Incident.objects.filter(Q(pk=concern.incident_id) | Q(pk__in=linked))


def deleting(concern: Concern, releases: list[AgencyRelease] | None = None) -> Deleting:
    """Whether a child may be asked to delete something, as the record stands."""
    involved = agencies_involved(concern, releases)
    if involved:
        return Deleting(is_sextortion=False, involved=involved, undecided=None)
    return Deleting(_case_is_sextortion(concern), involved, _undecided(concern))


def _case_is_sextortion(concern: Concern) -> bool:
    """Whether any record of the case is one of sextortion: what this child has may be evidence about another."""
    case = Concern.objects.with_keys().filter(incident__in=_reports_of_the_case(concern))
    return is_sextortion(concern) or any(is_sextortion(one) for one in case.exclude(pk=concern.pk))


def _undecided(concern: Concern) -> Undecided | None:
    """Whether it is settled that neither the police nor children’s services need to be told, and what is missing."""
    standing = standing_decisions(concern)
    choices = [standing[about].choice for about in REFERRAL_DECISIONS if about in standing]
    return undecided(choices, is_agreed=exception_is_agreed(concern, standing))


def device_of(concern: Concern, device_id) -> DeviceReceived | None:
    """This device of the record, with how it left."""
    device = concern.devices.select_related("by", "released__by").filter(pk=device_id).first()
    return _whole(device, concern) if device else None


def devices_page(concern: Concern) -> dict:
    """The devices, what the agencies said, and what was deleted, as finished values."""
    rows = [_whole(row, concern) for row in concern.devices.select_related("by", "released__by")]
    releases = _releases(concern)
    return {
        "kept": [_device(row) for row in rows if not hasattr(row, "released")],
        "gone": [_device(row) for row in rows if hasattr(row, "released")],
        "releases": [_release(row) for row in releases],
        "deletions": [_deletion(row, concern) for row in concern.deletions.select_related("by")],
        "deleting": deleting(concern, releases),
        "is_open": concern.is_open,
    }


def facts_of(device: DeviceReceived) -> list[dict]:
    """What is known of a device, as rows."""
    return _rows(
        _fact(_("Whose"), device.get_whose_display()),
        _words(_("Handed over by"), device.handed_over_by),
        _fact(_("When it was handed over"), moment(device.handed_over_at)),
        _fact(_("How it was left"), device.get_state_display()),
        _words(_("What the police advised"), device.advice),
        _words(_("Where it is kept"), device.place),
        _words(_("Seal"), device.seal),
        _by(device.by.name, device.recorded_at),
    )


def _device(row: DeviceReceived) -> dict:
    shown = {"id": row.pk, "title": row.get_kind_display(), "rows": facts_of(row)}
    if hasattr(row, "released"):
        shown["rows"] += _rows(
            _words(_("Who has it now"), row.released.released_to),
            _fact(_("When it left"), moment(row.released.released_at)),
            _words(_("Receipt"), row.released.receipt),
            _by(row.released.by.name, row.released.recorded_at, _("Recorded when it left")),
        )
    return shown


def _releases(concern: Concern) -> list[AgencyRelease]:
    """What agencies said, the latest last."""
    rows = list(concern.releases.select_related("by").order_by("released_at", "recorded_at"))
    for row in rows:
        row.concern = concern
    return rows


def _release(row: AgencyRelease) -> dict:
    rows = _rows(
        _fact(_("When they said so"), moment(row.released_at)),
        _words(_("Who said so"), row.from_whom),
        _words(_("Their reference"), row.agency_reference),
        _words(_("What they said"), row.words),
        _by(row.by.name, row.recorded_at),
    )
    return {"title": row.get_agency_display(), "rows": rows}


def _deletion(row: Deletion, concern: Concern) -> dict:
    row.concern = concern
    know = {True: _("They know"), False: _("They do not know"), None: ""}[row.parents_know]
    rows = _rows(
        _fact(_("Where it lies"), ", ".join(str(one.label) for one in row.where_list)),
        _fact(_("To be deleted by"), day(row.until)),
        _fact(_("Parents and carers"), know),
        _words(_("Notes"), row.words),
        _by(row.by.name, row.at),
    )
    return {"title": row.get_state_display(), "rows": rows}


def _whole(row: DeviceReceived, concern: Concern) -> DeviceReceived:
    row.concern = concern
    if hasattr(row, "released"):
        row.released.device = row
    return row


def _since(told_at: datetime, released_at: datetime | None) -> datetime | None:
    return released_at if released_at and not is_before(released_at, told_at) else None


def _rows(*rows: dict) -> list[dict]:
    return [row for row in rows if row["value"]]


def _fact(key: str, value: str) -> dict:
    return {"key": key, "value": value}


def _words(key: str, words: str) -> dict:
    return {"key": key, "value": words, "words": True, "lang": UNKNOWN}


def _by(name: str, at: datetime, key: str = "") -> dict:
    return _fact(key or _("Recorded"), _("%(name)s, %(when)s") % {"name": name, "when": moment(at)})

"""A record lives through exceptional viewing."""

from datetime import timedelta

from incidents.models import Concern, ViewingRequest
from incidents.services import seeing, viewing_namings, viewings
from incidents.services.viewings import Happened, Wanted
from safeguarding import clock

WHY = "Nobody of those who know can be asked today."


def wanted(viewer, second, **said) -> Wanted:
    """What is asked for, complete unless told otherwise."""
    given = {"ground": "TO_REPORT", "place": "HEAD_OFFICE", "same_sex": "YES", "alternatives": ("ASKED_POLICE",)}
    given |= {"why_nothing_less": WHY, "why_police_not_enough": "They say that it is for us to find out."}
    return Wanted(viewer_id=viewer.pk, second_id=second.pk, **(given | said))


def happened(**said) -> Happened:
    """What took place, just now unless told otherwise."""
    given = {"started_at": clock.now(), "ended_at": clock.now(), "device_of": "CHILD", "copies": "NONE"}
    given |= {"police_told": True, "child_told": True, "parents_told": False, "support": "OFFERED"}
    return Happened(**(given | {"facts": ("REFER",), "results": ("POLICE",)} | said))


def asked(actor, concern: Concern, viewer, second, **said) -> ViewingRequest:
    """Somebody asks for a viewing."""
    concern.refresh_from_db()
    acted = {"actor": actor, "reference": concern.reference, "seen_version": concern.version}
    return viewings.ask_viewing(**acted, wanted=wanted(viewer, second, **said))


def allowed(actor, request: ViewingRequest) -> None:
    """Somebody else allows it."""
    viewings.answer_viewing(actor=actor, viewing_id=request.pk, is_allowed=True, reasons="")


def recorded(viewer, request: ViewingRequest, **said) -> None:
    """The viewer records what took place."""
    acted = {"actor": viewer, "reference": request.concern.reference, "viewing_id": request.pk}
    viewings.record_viewing(**acted, happened=happened(**said))


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=30)}
    viewing_namings.name_for_viewings(actor=cast.huw, school=cast.afon, person_id=cast.dafydd.pk, may="ASK", **days)
    request = asked(cast.mair, concern, cast.mair, cast.dafydd, same_sex="NO", same_sex_reasons="Nobody else is here.")
    allowed(cast.huw, request)
    recorded(cast.mair, request)
    viewings.sign_viewing(actor=cast.dafydd, viewing_id=request.pk)
    concern.refresh_from_db()
    seeing.record_seen_by_accident(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=concern.version,
        who=cast.nia.name,
        how="SHOWN",
        seen_at=clock.now(),
        support="OFFERED",
    )

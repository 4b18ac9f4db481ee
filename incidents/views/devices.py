"""The pages of devices: keeping them, giving them out, what the agencies released, and deleting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from incidents.forms.devices import AgencyReleaseForm, DeletionForm, DeviceForm, DeviceReleaseForm
from incidents.reviewing import Task
from incidents.selectors import devices as shown
from incidents.selectors.concern_page import frame
from incidents.selectors.reviewing import mark_of
from incidents.services import devices as keeping
from incidents.services import reading
from incidents.views import acting
from safeguarding import clock, policy
from safeguarding.policy import Verb

PAGE = ["GET", "POST"]


@require_GET
def devices(request: HttpRequest, reference: str) -> HttpResponse:
    """The devices of a record, what the agencies said of them, and whether anything may be deleted."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = frame(concern, "review") | shown.devices_page(concern) | {"mark": mark_of(concern, Task.DEVICES)}
    return render(request, "incidents/devices/devices.html", context)


@require_http_methods(PAGE)
def device_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a device into keeping."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "handed_over_at": clock.now()}
    form = DeviceForm(acting.posted(request), initial=opening)

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        keeping.receive_device(**said, **form.answers)
        return _recorded(request, reference, _("The device is recorded."))

    context = {"is_possible": concern.is_open, "state": concern.get_state_display()}
    return acting.act_by_form(request, concern, form, "incidents/devices/add.html", act, context)


@require_http_methods(PAGE)
def device_release(request: HttpRequest, reference: str, device_id: UUID) -> HttpResponse:
    """Records to whom a device went."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    device = shown.device_of(concern, device_id)
    if device is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(device_id))
    acting.language_was_chosen(request)
    opening = {"version": concern.version, "released_at": clock.now()}
    form = DeviceReleaseForm(acting.posted(request), initial=opening, earliest=device.handed_over_at)
    # Who had the page open when somebody else recorded it may still send it, so that what they typed comes back.
    if hasattr(device, "released") and not form.is_bound:
        return redirect("devices", reference)

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        keeping.release_device(**said, device_id=device_id, **form.answers)
        return _recorded(request, reference, _("It is recorded who has the device now."))

    context = {"kind": device.get_kind_display(), "rows": shown.facts_of(device)}
    return acting.act_by_form(request, concern, form, "incidents/devices/release.html", act, context)


@require_http_methods(PAGE)
def agency_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Records that an agency needs nothing kept any longer."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    agencies = shown.agencies_involved(concern)
    opening = {"version": concern.version, "released_at": clock.now()}
    form = AgencyReleaseForm(acting.posted(request), initial=opening, agencies=agencies)

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        keeping.record_release(**said, **form.answers)
        return _recorded(request, reference, _("What the agency said is recorded."))

    context = {"is_possible": bool(agencies), "agencies": agencies}
    return acting.act_by_form(request, concern, form, "incidents/devices/agency_release.html", act, context)


@require_http_methods(PAGE)
def deletion(request: HttpRequest, reference: str) -> HttpResponse:
    """Records that a child was asked to delete something; while it must be kept the page says why, and asks nothing."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    rule = shown.deleting(concern)
    form = DeletionForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        said = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        keeping.record_deletion(**said, **form.deletion)
        return _recorded(request, reference, _("It is on the record."))

    context = {
        "is_possible": concern.is_open and rule.is_possible,
        "is_open": concern.is_open,
        "deleting": rule,
        "state": concern.get_state_display(),
    }
    return acting.act_by_form(request, concern, form, "incidents/devices/deletion.html", act, context)


def _recorded(request: HttpRequest, reference: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("devices", reference)

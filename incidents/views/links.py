"""The pages on which a lead looks at possible links of one record, links it with another, and parts them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from incidents.forms.patterns import FindLinkForm, LinkForm, UnlinkForm
from incidents.models import Concern
from incidents.reviewing import Task
from incidents.selectors import concern_page
from incidents.selectors.links import standing_link
from incidents.selectors.links_page import about_other, links_page, sets_to_join
from incidents.selectors.reviewing import mark_of
from incidents.services import patterns as linking
from incidents.services import reading
from incidents.views import acting
from safeguarding import policy
from safeguarding.policy import Verb


@require_GET
def links(request: HttpRequest, reference: str) -> HttpResponse:
    """With which records it is linked, and which may belong to it."""
    concern = reading.open_concern(actor=request.user, reference=reference)
    context = concern_page.frame(concern, "review") | links_page(concern, request.user, request.GET.get("page", ""))
    context["mark"] = mark_of(concern, Task.OTHERS)
    return render(request, "incidents/patterns/links.html", context)


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, reference: str) -> HttpResponse:
    """Finds a record by its reference, to be linked although nobody proposed it."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    form = FindLinkForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        theirs = policy.concerns(request.user, Verb.DECIDE)
        other = _others(concern).filter(theirs, reference=form.cleaned_data["sought"]).first()
        if other is not None:
            return redirect("link", reference, other.reference)
        form.not_found()
        return acting.show(request, "incidents/patterns/find.html", concern, {"form": form})

    return acting.act_by_form(request, concern, form, "incidents/patterns/find.html", act)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Links two records, and says what each child's part is."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    theirs = policy.concerns(request.user, Verb.DECIDE)
    found = policy.find(_others(concern), theirs, Verb.DECIDE, reference=other)
    acting.language_was_chosen(request)
    standing = {one.pk: one_link for one in (concern, found) if (one_link := standing_link(one))}
    joining = {"part_here": _("What is this child’s part?")} if concern.pk not in standing else {}
    if found.pk not in standing:
        joining["part_there"] = _("Record %(record)s: what is the part of this child?") % {"record": about_other(found)}
    form = LinkForm(
        acting.posted(request),
        sets=[] if standing else sets_to_join(concern, request.user),
        joining=joining,
        initial={"version": concern.version},
    )

    def act() -> HttpResponse:
        said = form.cleaned_data
        parts = {reference: said.get("part_here") or [], other: said.get("part_there") or []}
        acted = {"actor": request.user, "reference": reference, "other": other, "seen_version": form.seen_version}
        linked = linking.link(**acted, parts=parts, pattern=form.pattern)
        messages.success(request, _("The records are linked. Nothing of one child stands on the record of another."))
        return redirect("pattern", linked.reference)

    sets = {one.pattern_id for one in standing.values()}
    context = {
        "other": about_other(found),
        "joins": next((one.pattern.reference for one in standing.values()), "") if len(sets) == 1 else "",
        "is_linked": len(standing) == 2 and len(sets) == 1,
        "is_in_two": len(sets) == 2,
        "is_same_child": concern.pupil_id is not None and concern.pupil_id == found.pupil_id,
    }
    return acting.act_by_form(request, concern, form, "incidents/patterns/link.html", act, context)


@require_POST
def refuse(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """A lead found that two records do not belong together."""
    if linking.refuse_link(actor=request.user, reference=reference, other=other):
        words = _("Record %(reference)s is not proposed here any more. You can still link it by its reference.")
        messages.success(request, words % {"reference": other})
    return redirect("links", reference)


@require_http_methods(["GET", "POST"])
def unlink(request: HttpRequest, reference: str) -> HttpResponse:
    """Parts a record from those it is linked with."""
    concern = acting.concern_for(request, Verb.DECIDE, reference)
    acting.language_was_chosen(request)
    standing = standing_link(concern)
    form = UnlinkForm(acting.posted(request), initial={"version": concern.version})

    def act() -> HttpResponse:
        acted = {"actor": request.user, "reference": reference, "seen_version": form.seen_version}
        linking.unlink(**acted, reasons=form.cleaned_data["reasons"])
        messages.success(request, _("This record is not linked any more. It stands as it did before."))
        return redirect("links", reference)

    context = {"pattern": standing.pattern.reference if standing else "", "is_possible": standing is not None}
    return acting.act_by_form(request, concern, form, "incidents/patterns/unlink.html", act, context)


def _others(concern: Concern):
    """The other records of its school."""
    return Concern.objects.with_keys().filter(school=concern.school_id).exclude(pk=concern.pk)

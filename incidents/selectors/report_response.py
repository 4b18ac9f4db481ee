"""The figures of a report about sextortion and shared images: times since the school became aware, and counts."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.contacting import Paid
from incidents.indicators import FIFTEEN_SIGNS, Pathway
from incidents.models import (
    Concern,
    Demand,
    PathwayChoice,
    RemovalStep,
    SignObserved,
    Triage,
)
from incidents.sections import Section
from incidents.selectors.awareness import took, with_stages
from incidents.selectors.report_tables import Figures, Table, counted
from incidents.selectors.signs import Found
from incidents.selectors.viewings import viewing_counts
from incidents.selectors.waits import waiting
from safeguarding.schools.models import School

Within = Callable[[str], Q]


def response_figures(school: School, within: Within) -> Figures:
    """Times and counts of the concerns sent in a period; an e-mail sent to many is counted apart from sextortion.

    What is sextortion is told by the rule that keeps a record from resting: what nobody has judged yet counts as well.
    """
    concerns = Concern.objects.filter(within("recorded_at"), school=school)
    found = _found(school, within)
    sextortion = {pk for pk, one in found.items() if one.is_sextortion}
    emails = {pk for pk, one in found.items() if one.pathway == Pathway.PHISHING} - sextortion
    chosen = Counter(one.standing.chosen for one in found.values() if one.standing)
    counts = [*_signs(school, within, emails), *_demands(school, within, emails), *_removal(school, within, emails)]
    return Figures(
        Section.RESPONSE,
        [
            *_times(concerns, sextortion),
            counted(_("Pathway, as a lead said it"), Pathway.choices, chosen),
            *counts[::2],
            *counts[1::2],
            *_viewings(school, within),
        ],
    )


def _found(school: School, within: Within) -> dict[object, Found]:
    """What is found on each concern, as `found_on` reads it for one. Four queries for any number."""

    def of_each(model, *related) -> dict:
        found: dict = {}
        rows = model.objects.filter(within("concern__recorded_at"), concern__school=school)
        for row in rows.select_related(*related).order_by("at", "pk"):
            found.setdefault(row.concern_id, []).append(row)
        return found

    signs, triages = of_each(SignObserved), of_each(Triage)
    choices = of_each(PathwayChoice, "concern__key")  # that a lead gave reasons counts, and they are sealed
    reported = Concern.objects.filter(within("recorded_at"), school=school).order_by()
    return {
        pk: Found(signs.get(pk, []), choices.get(pk, []), triages.get(pk, []), tuple(filter(None, codes.split(","))))
        for pk, codes in reported.values_list("pk", "incident__about_codes")
    }


def _apart(caption: str, of_emails: str, names, rows: list[tuple], emails: set) -> list[Table]:
    """What was counted on each concern, as two tables: of all others, and of an e-mail that is sent to many."""
    names = [(code, str(name)) for code, name in names]
    others = Counter(what for pk, what in rows if pk not in emails)
    theirs = Counter(what for pk, what in rows if pk in emails)
    return [counted(caption, names, others), counted(of_emails, names, theirs)]


def _times(concerns, sextortion: set) -> list[Table]:
    limits = [
        (_("Within 15 minutes"), timedelta(minutes=15)),
        (_("Within 1 hour"), timedelta(hours=1)),
        (_("Within 24 hours"), timedelta(hours=24)),
        (_("Later"), None),
    ]
    rows = list(
        with_stages(concerns).values_list("pk", "aware_at", "first_opened", "first_referred", "first_confirmed")
    )
    theirs = [row for row in rows if row[0] in sextortion]
    never = (_("Not opened yet"), _("Not referred"), _("Not confirmed, or not needed"))
    captions = (
        _("From becoming aware to opening"),
        _("From becoming aware to a referral to the police, children’s services or adult safeguarding"),
        _("From becoming aware to the written confirmation"),
    )
    of_sextortion = (
        _("Sextortion: from becoming aware to opening"),
        _("Sextortion: from becoming aware to a referral to the police, children’s services or adult safeguarding"),
        _("Sextortion: from becoming aware to the written confirmation"),
    )
    tables = []
    for names, some in ((captions, rows), (of_sextortion, theirs)):
        for number, caption in enumerate(names):
            waits = [took(row[1], row[2 + number]) for row in some]
            tables.append(waiting(caption, waits, limits, never[number]))
    return tables


def _signs(school: School, within: Within, emails: set) -> list[Table]:
    """How often each sign was observed: once for each concern."""
    rows = SignObserved.objects.filter(within("concern__recorded_at"), concern__school=school)
    latest = {
        (concern, sign): there
        for concern, sign, there in rows.order_by("at", "pk").values_list("concern_id", "sign", "is_present")
    }
    there = [pair for pair, is_there in latest.items() if is_there]
    names = [(sign, sign.label) for sign in FIFTEEN_SIGNS]
    return _apart(_("Signs"), _("An extortion e-mail sent to many: signs"), names, there, emails)


def _demands(school: School, within: Within, emails: set) -> list[Table]:
    rows = Demand.objects.filter(within("concern__recorded_at"), concern__school=school, corrected_by__isnull=True)
    return _apart(
        _("Demands, and whether anything was paid"),
        _("An extortion e-mail sent to many: demands, and whether anything was paid"),
        Paid.choices,
        list(rows.values_list("concern_id", "paid")),
        emails,
    )


def _removal(school: School, within: Within, emails: set) -> list[Table]:
    rows = RemovalStep.objects.filter(within("concern__recorded_at"), concern__school=school)
    names = [
        ("report-remove", _("Report Remove")),
        ("take-it-down", _("Take It Down")),
        ("iwf", _("Internet Watch Foundation")),
        ("platform", _("The platform itself")),
        ("stopncii", _("StopNCII.org")),
    ]
    return _apart(
        _("Ways of getting images removed that were offered or used"),
        _("An extortion e-mail sent to many: ways of getting images removed that were offered or used"),
        names,
        list(set(rows.values_list("concern_id", "tool"))),
        emails,
    )


def _viewings(school: School, within: Within) -> list[Table]:
    """How many, and nothing of what was found. What one person reported is no viewing until others confirmed it."""
    counts = viewing_counts(school, within)
    return [
        Table(
            _("Exceptional viewing of images"),
            [
                (_("Asked for"), counts.asked),
                (_("Of these, because it could not be avoided"), counts.retrospective),
                (_("Allowed by somebody else"), counts.allowed),
                (_("Refused"), counts.refused),
                (_("Reported after the fact, not yet confirmed by a second person"), counts.unconfirmed),
                (_("Took place"), counts.took_place),
                (_("Took place without a signature of both"), counts.took_place - counts.both_signed),
                (_("Took place without having been allowed"), counts.unauthorised),
                (_("Images seen by accident by staff"), counts.seen_by_accident),
            ],
        )
    ]

"""The figures of a report about sextortion and shared images: times since the school became aware, and counts."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.categories import Topic
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
from incidents.selectors.viewings import viewing_counts
from incidents.selectors.waits import waiting
from safeguarding.schools.models import School

Within = Callable[[str], Q]


def response_figures(school: School, within: Within) -> Figures:
    """Times and counts of the concerns sent in a period; an e-mail sent to many is counted apart from sextortion."""
    concerns = Concern.objects.filter(within("recorded_at"), school=school)
    pathways = _latest(PathwayChoice.objects.filter(within("concern__recorded_at"), concern__school=school), "chosen")
    found = {pk for pk, chosen in pathways.items() if chosen == Pathway.SEXTORTION}
    triages = Triage.objects.filter(within("concern__recorded_at"), concern__school=school)
    found |= {
        row.concern_id for row in triages if Topic.SEXTORTION in row.topic_list and row.concern_id not in pathways
    }
    return Figures(
        Section.RESPONSE,
        [
            *_times(concerns, found),
            counted(_("Pathway, as a lead said it"), Pathway.choices, Counter(pathways.values())),
            _signs(school, within),
            _demands(school, within),
            _removal(school, within),
            *_viewings(school, within),
        ],
    )


def _latest(rows, field: str) -> dict:
    """The last value of each concern."""
    return dict(rows.order_by("at", "pk").values_list("concern_id", field))


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


def _signs(school: School, within: Within) -> Table:
    """How often each sign was observed: once for each concern."""
    rows = SignObserved.objects.filter(within("concern__recorded_at"), concern__school=school)
    latest = {
        (concern, sign): there
        for concern, sign, there in rows.order_by("at", "pk").values_list("concern_id", "sign", "is_present")
    }
    counts = Counter(sign for (_concern, sign), there in latest.items() if there)
    return counted(_("Signs"), [(sign, sign.label) for sign in FIFTEEN_SIGNS], counts)


def _demands(school: School, within: Within) -> Table:
    rows = Demand.objects.filter(within("concern__recorded_at"), concern__school=school, corrected_by__isnull=True)
    return counted(
        _("Demands, and whether anything was paid"), Paid.choices, Counter(rows.values_list("paid", flat=True))
    )


def _removal(school: School, within: Within) -> Table:
    rows = RemovalStep.objects.filter(within("concern__recorded_at"), concern__school=school)
    used = set(rows.values_list("concern_id", "tool"))
    tools = Counter(tool for _concern, tool in used)
    return Table(
        _("Ways of getting images removed that were offered or used"),
        [
            (_("Report Remove"), tools["report-remove"]),
            (_("Take It Down"), tools["take-it-down"]),
            (_("Internet Watch Foundation"), tools["iwf"]),
            (_("The platform itself"), tools["platform"]),
            (_("StopNCII.org"), tools["stopncii"]),
        ],
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

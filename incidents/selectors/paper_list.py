"""Which papers can be made of a record, in which language, and how far each is."""

import json
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import CheckedPaper, Concern, PaperKind
from incidents.selectors.chronology_paper import chronology_paper
from incidents.selectors.papers import Paper, kind_words, linked_ids
from incidents.selectors.referral_clocks import agency_name
from incidents.selectors.referral_pack import referral_pack
from incidents.selectors.referrals import whole_referral

LANGUAGE_NAMES = {"cy": "Cymraeg", "en": "English"}


@dataclass(frozen=True)
class Wanted:
    """Which paper: the pack of the referral of this number, or without a number the chronology."""

    language: str
    number: int = 0


@dataclass(frozen=True)
class PaperRow:
    """One paper of a record, in one language."""

    name: str
    language: str
    code: str
    check_url: str
    print_url: str  # once it was checked
    checked: CheckedPaper | None
    has_changed: bool  # the record has moved on since: whether the paper says something else is seen when it prints


def paper_for(concern: Concern, wanted: Wanted) -> Paper | None:
    """The paper as the record says it now; none when there is no such referral."""
    paper = _said_now(concern, wanted)
    return replace(paper, linked=linked_ids(concern)) if paper else None


def _said_now(concern: Concern, wanted: Wanted) -> Paper | None:
    if not wanted.number:
        return chronology_paper(concern, wanted.language)
    referral = whole_referral(concern, wanted.number)
    return referral_pack(concern, referral, wanted.language) if referral else None


def same_paper(concern: Concern, checked: CheckedPaper) -> Paper:
    """What the record says now of a paper that was checked."""
    number = checked.referral.number if checked.referral else 0
    return paper_for(concern, Wanted(checked.language, number))


def rows(concern: Concern) -> list[PaperRow]:
    """Every paper in every language of the school, the packs of the latest referrals first. Two queries."""
    latest = {(row.referral_id, row.language): row for row in _checked(concern)}
    found = []
    for referral in concern.referrals.order_by("-number"):
        said = {"what": kind_words(PaperKind.PACK), "number": referral.number, "agency": agency_name(referral)}
        name = _("%(what)s %(number)s: %(agency)s") % said
        for code in concern.school.language_list:
            url = reverse("paper_check_pack", args=[concern.reference, referral.number, code])
            found.append(_row(concern, name, code, url, latest.get((referral.pk, code))))
    for code in concern.school.language_list:
        url = reverse("paper_check_chronology", args=[concern.reference, code])
        found.append(_row(concern, kind_words(PaperKind.CHRONOLOGY), code, url, latest.get((None, code))))
    return found


def _checked(concern: Concern) -> list[CheckedPaper]:
    rows = list(concern.checked_papers.select_related("checked_by").order_by("checked_at", "pk"))
    for row in rows:
        row.concern = concern
    return rows


def _row(concern: Concern, name: str, code: str, check_url: str, checked: CheckedPaper | None) -> PaperRow:
    print_url = reverse("paper_print", args=[concern.reference, checked.pk]) if checked else ""
    has_changed = checked is not None and json.loads(checked.masks)["version"] != concern.version
    return PaperRow(name, LANGUAGE_NAMES[code], code, check_url, print_url, checked, has_changed)

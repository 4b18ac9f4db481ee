"""What the page of the pathway shows: what is proposed and why, what a lead chose, and what to do next."""

from django.utils.translation import gettext as _

from incidents.categories import AbuseCategory, Topic
from incidents.indicators import Pathway, SaidBy
from incidents.models import Concern
from incidents.selectors.pathway import referral_or_exception
from incidents.selectors.signs import Found
from safeguarding.dates import moment
from safeguarding.terms import ABUSE_CATEGORIES

REFERRED_AT_ONCE = (Pathway.SEXTORTION, Pathway.GROOMING)


def pathway_page(concern: Concern, found: Found) -> dict:
    """The signs, the rule that fired in words, the choice that stands, and the next step of the pathway."""
    return {
        "signs": [_sign(row) for row in found.signs.values()],
        "proposal": found.proposal,
        "proposes_none": found.proposal.pathway == Pathway.NONE,
        "chosen": _chosen(found),
        "is_judged": found.is_judged,
        "pathway": found.pathway,
        "refers_at_once": found.pathway in REFERRED_AT_ONCE,
        "must_refer": not referral_or_exception(concern, found),
        "is_referred": concern.referrals.exists(),
        "needs_category": found.pathway == Pathway.SEXTORTION and not _is_judged_sexual(found),
        "adds_financial": AbuseCategory.FINANCIAL in ABUSE_CATEGORIES[concern.school.jurisdiction],
        "about_images": found.is_about_images,
    }


def _sign(row) -> dict:
    return {
        "text": row.get_sign_display(),
        "said_by": SaidBy(row.said_by).label if row.said_by else "",
        "words": row.words,
    }


def _chosen(found: Found) -> list[dict]:
    made = found.standing
    if made is None:
        return []
    rows = [
        {"key": _("Pathway"), "value": made.get_chosen_display()},
        {"key": _("Reasons"), "value": made.reasons, "lang": "und", "words": True},
        {"key": _("Decided"), "value": _("%(name)s, %(when)s") % {"name": made.by.name, "when": moment(made.at)}},
    ]
    return [row for row in rows if row["value"]]


def _is_judged_sexual(found: Found) -> bool:
    """Whether a triage has said already that it is sextortion and sexual abuse."""
    last = found.triages[-1] if found.triages else None
    return bool(last and Topic.SEXTORTION in last.topic_list and AbuseCategory.SEXUAL in last.category_list)

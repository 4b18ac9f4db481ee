"""The referral pack: what a school tells an agency about one child, in the order of a multi-agency referral form.

What is not known is said so and never holds anything up. Nothing in it says what an image shows.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from incidents.categories import Level
from incidents.models import Concern, PaperKind, Referral
from incidents.outcomes import Method, Told
from incidents.selectors.categories import categories_of
from incidents.selectors.copies import statements_of
from incidents.selectors.decisions import standing_decisions, triggers_found
from incidents.selectors.pack_response import response_parts
from incidents.selectors.paper_child import child_part, not_known
from incidents.selectors.papers import Line, Paper, Part
from incidents.selectors.referral_clocks import referral_name
from incidents.selectors.reviewing import pathway_line
from incidents.selectors.signs import found_on
from safeguarding import terms
from safeguarding.dates import moment


def referral_pack(concern: Concern, referral: Referral, language: str) -> Paper:
    """The pack of one referral, in one language (`referral` as `selectors.referrals.whole_referral` gives it)."""
    with override(language):
        parts = [
            _referrer(concern, referral),
            child_part(concern),
            _household(),
            _concern(concern),
            Part(_("What was recorded, in the words of the person who recorded it"), _statements(concern)),
            *response_parts(concern),
            _told(referral),
            _wanted(referral),
        ]
        return Paper(
            PaperKind.PACK, language, referral_name(referral), [part for part in parts if part.lines], referral
        )


def _words(name: str, value: str) -> Line:
    """Somebody's words, or that nothing is known."""
    return Line(name, value, is_words=True, lang="und") if value else Line(name, not_known())


def _referrer(concern: Concern, referral: Referral) -> Part:
    by = referral.made_by
    role = terms.role_name(by.role_name_at(concern.school_id), concern.school.jurisdiction)
    return Part(
        _("Who refers, and how"),
        [
            Line(_("Name and role"), f"{by.name}, {role}"),
            Line(_("School"), concern.school.shown_name),
            Line(_("How the agency was told"), str(Method(referral.method).label)),
            Line(_("When"), moment(referral.made_at)),
            *([_words(_("Name of the agency"), referral.agency_name)] if referral.agency_name else ()),
            _words(_("Who we spoke to"), referral.spoke_to),
            _words(_("Their reference"), referral.agency_reference),
        ],
    )


def _household() -> Part:
    """What such forms ask and this record does not hold: the school's own roll system does."""
    asked = (
        _("Address and phone"),
        _("Who has parental responsibility"),
        _("Who else lives there, and brothers and sisters with their schools"),
        _("First and preferred language, and whether an interpreter is needed"),
        _("Disability or additional learning needs"),
        _("Doctor"),
        _("Other agencies that work with the family"),
    )
    return Part(_("Household and services"), [Line(name, not_known()) for name in asked])


def _concern(concern: Concern) -> Part:
    incident = concern.incident
    known = found_on(concern)
    categories = "; ".join(str(one.label) for one in categories_of(concern, known))
    level = str(Level(concern.level).label) if concern.level else not_known()
    found = triggers_found(concern)
    sources = [*standing_decisions(concern).values(), *([found] if found else ())]
    triggers = [str(trigger.label) for source in sources for trigger in source.trigger_list]
    return Part(
        _("The concern"),
        [
            Line(_("When the school became aware"), moment(incident.became_aware_at)),
            _words(_("Where"), incident.place),
            Line(_("Categories"), categories or not_known()),
            Line(_("Pathway"), pathway_line(known) or not_known()),
            Line(_("Level of need"), level),
            Line(_("Are they safe now, as it was recorded"), concern.get_safe_now_display()),
            Line(_("Reasons to refer at once"), "; ".join(dict.fromkeys(triggers)) or not_known()),
        ],
    )


def _statements(concern: Concern) -> list[Line]:
    return [
        Line("", row.text, is_words=True, lang=row.language, by=row.author.name, when=moment(row.written_at))
        for row in statements_of(concern)
    ]


def _told(referral: Referral) -> Part:
    lines = []
    asked = (
        (_("Have they been told?"), "child_told"),
        (_("Have parents or carers been told?"), "parents_told"),
    )
    rows = [referral, *referral.additions.all()]
    for name, field in asked:
        last = next((row for row in reversed(rows) if getattr(row, field)), None)
        lines.append(Line(name, str(Told(getattr(last, field)).label) if last else not_known()))
        if last and getattr(last, f"{field}_words"):
            lines.append(_words(_("What they were told, or why not"), getattr(last, f"{field}_words")))
    return Part(_("What they and the family know of this referral"), lines)


def _wanted(referral: Referral) -> Part:
    rows = [referral, *referral.additions.all()]
    agreed = [row.agreed for row in rows if row.agreed]
    return Part(
        _("What was agreed"),
        [_words("", words) for words in agreed] or [Line("", not_known())],
    )

"""Which records may belong together: proposed by the same account, or the same app in the same week. A lead decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from incidents.models import Concern, ContactingAccount, LinkRefused, PatternLink
from incidents.patterns import SAME_WEEK, LinkReason, same_week
from safeguarding import policy
from safeguarding.directory.models import Platform
from safeguarding.policy import Verb


@dataclass(frozen=True)
class PossibleLink:
    """A record that may belong to another one, and why. Nothing of it is opened before it is shown."""

    concern_id: UUID
    reasons: tuple[LinkReason, ...]  # the stronger first
    platforms: frozenset[str]  # the apps or games that both name, as codes of the directory
    aware_at: datetime
    is_reported_together: bool
    pattern: str  # the reference of the set it is linked in already, or nothing


@dataclass(frozen=True)
class _Named:
    """What an account on a record is compared by."""

    concern_id: UUID
    handle_digest: str
    platforms: frozenset[str]
    aware_at: datetime
    incident_id: UUID


def standing_link(concern: Concern) -> PatternLink | None:
    """The link by which this record belongs to others, if it does. It belongs to one set at a time."""
    link = concern.pattern_links.filter(undone__isnull=True).select_related("pattern__key", "by").first()
    if link is not None:
        link.concern = concern
    return link


def linked_with(link: PatternLink, viewer) -> int:
    """With how many other records it is linked, of those that this person may open."""
    others = PatternLink.objects.filter(pattern=link.pattern_id, undone__isnull=True).exclude(pk=link.pk)
    return others.filter(concern__in=_visible(viewer)).count()


def possible_links(concern: Concern, viewer) -> list[PossibleLink]:
    """Records of other children that may belong to this one: the same account first, then the newest.

    Four queries for any number, and one where nothing is known of an account. What was found not to belong together
    is left out, and what is linked with it already.
    """
    own = _named(ContactingAccount.objects.filter(concern=concern))
    digests = {one.handle_digest for one in own} - {""}
    platforms = frozenset().union(*(one.platforms for one in own))
    if not digests and not platforms:
        return []
    found: dict[UUID, list[_Named]] = {}
    for one in _named(_others(concern, viewer, digests, platforms)):
        found.setdefault(one.concern_id, []).append(one)
    standing = PatternLink.objects.filter(concern__in=[concern.pk, *found], undone__isnull=True)
    sets = dict(standing.values_list("concern_id", "pattern__reference"))
    refused = _found_not_to_belong(concern)
    links = [
        _link(concern, named, digests, platforms, sets.get(concern_id, ""))
        for concern_id, named in found.items()
        if concern_id not in refused and not (concern_id in sets and sets[concern_id] == sets.get(concern.pk))
    ]
    return sorted(links, key=lambda link: (link.reasons[0] != LinkReason.SAME_ACCOUNT, -link.aware_at.timestamp()))


def platform_names(codes: frozenset[str], school_id: UUID) -> dict[str, str]:
    """The apps and games with these codes, as the school calls them."""
    rows = Platform.objects.filter(Q(school=None) | Q(school=school_id), code__in=codes)
    return {row.code: row.name for row in sorted(rows, key=lambda row: row.school_id is not None)}


def _others(concern: Concern, viewer, digests: set[str], platforms: frozenset[str]):
    aware = concern.incident.became_aware_at
    others = _visible(viewer).filter(school=concern.school_id).exclude(pk=concern.pk)
    if concern.pupil_id:
        others = others.exclude(pupil=concern.pupil_id)
    week = Q(concern__incident__became_aware_at__range=(aware - SAME_WEEK, aware + SAME_WEEK))
    on_them = Q(platform__code__in=platforms) | Q(moved_to__code__in=platforms)
    rows = ContactingAccount.objects.filter(concern__in=others)
    return rows.filter(Q(handle_digest__in=digests) | (week & on_them))


def _link(concern: Concern, named: list[_Named], digests: set[str], platforms: frozenset[str], pattern: str):
    shared = frozenset().union(*(one.platforms for one in named)) & platforms
    reasons = [LinkReason.SAME_ACCOUNT] if digests & {one.handle_digest for one in named} else []
    if shared and same_week(concern.incident.became_aware_at, named[0].aware_at):
        reasons.append(LinkReason.SAME_WEEK)
    return PossibleLink(
        concern_id=named[0].concern_id,
        reasons=tuple(reasons),
        platforms=shared,
        aware_at=named[0].aware_at,
        is_reported_together=named[0].incident_id == concern.incident_id,
        pattern=pattern,
    )


def _named(accounts) -> list[_Named]:
    """The accounts as they stand (what was corrected does not), without opening a word of them."""
    rows = accounts.filter(corrected_by__isnull=True).values_list(
        "concern_id",
        "handle_digest",
        "platform__code",
        "moved_to__code",
        "concern__incident__became_aware_at",
        "concern__incident_id",
    )
    return [
        _Named(concern_id, digest, frozenset({here, there} - {None}), aware_at, incident_id)
        for concern_id, digest, here, there, aware_at, incident_id in rows
    ]


def _found_not_to_belong(concern: Concern) -> set[UUID]:
    """Of which records a lead has found that they do not belong to this one; whichever of the two it was found on."""
    pairs = LinkRefused.objects.filter(Q(concern=concern) | Q(other=concern)).values_list("concern_id", "other_id")
    return {pk for pair in pairs for pk in pair} - {concern.pk}


def _visible(viewer):
    return Concern.objects.filter(policy.concerns(viewer, Verb.VIEW_CONCERN))

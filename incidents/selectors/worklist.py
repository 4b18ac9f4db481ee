"""The safeguarding queue: what waits, oldest first, with the flags its author gave. No score, no default risk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incidents.categories import About, Answer, SeenImage, ToldInPerson
from incidents.models import Concern, Draft, DraftState, Reading
from incidents.workflow import State
from safeguarding import clock, policy
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.policy import Verb

PAGE = 25
UNFINISHED_AFTER = timedelta(hours=2)  # a draft is a disclosure that nobody has read
GROUPS: dict[str, Promise] = {
    "waiting": gettext_lazy("Not yet taken on"),
    "mine": gettext_lazy("Open and led by you"),
    "others": gettext_lazy("Open, led by others"),
}
FLAGS: tuple[tuple[str, Promise], ...] = (
    (About.THREATS_OR_MONEY, gettext_lazy("Threats or money")),
    (About.IMAGES, gettext_lazy("Images")),
    (About.SELF_HARM, gettext_lazy("Self-harm or mental health")),
)


@dataclass(frozen=True)
class QueueRow:
    """One concern as the queue shows it: initials, how long it waits, and what its author said."""

    reference: str
    child: str
    form: str
    recorded_at: datetime
    waited: str  # only while nobody has taken it on
    reporter: str
    flags: list[str]
    state: str
    owner: str
    opened_at: datetime | None
    opened_by: str


@dataclass(frozen=True)
class Group:
    """One group of the queue: its first rows, and where the rest begins."""

    code: str
    title: str
    rows: list[QueueRow]
    more: str  # cursor of the next page, or nothing


@dataclass(frozen=True)
class Unfinished:
    """A record that somebody began and has not sent: who and when, nothing of what it says."""

    author: str
    started_at: datetime


def queue_group(user, code: str, after: str = "") -> Group:
    """A page of one group, from a cursor on."""
    rows = _ordered(_group(user, code), after)[: PAGE + 1]
    found = list(rows)
    more = _cursor(found[PAGE - 1]) if len(found) > PAGE else ""
    return Group(code, str(GROUPS[code]), [_row(concern) for concern in found[:PAGE]], more)


def unfinished_records(user) -> tuple[list[Unfinished], bool]:
    """Records begun more than two hours ago and not sent, the oldest first; and whether there are more."""
    rows = (
        Draft.objects.filter(
            school_id__in=policy.schools(user, Verb.VIEW_QUEUE),
            state=DraftState.UNSENT,
            started_at__lt=clock.now() - UNFINISHED_AFTER,
        )
        .select_related("author")
        .defer("content_text")
        .order_by("started_at")[: PAGE + 1]
    )
    found = [Unfinished(draft.author.name, draft.started_at) for draft in rows]
    return found[:PAGE], len(found) > PAGE


def _group(user, code: str) -> QuerySet[Concern]:
    allowed = Concern.objects.filter(policy.concerns(user, Verb.VIEW_QUEUE))
    if code == "waiting":
        return allowed.filter(state=State.SENT)
    open_ones = allowed.open().exclude(state=State.SENT)
    return open_ones.filter(owner=user) if code == "mine" else open_ones.exclude(owner=user)


def _ordered(rows: QuerySet[Concern], after: str) -> QuerySet[Concern]:
    if after:
        at, pk = _read_cursor(after)
        rows = rows.filter(Q(recorded_at__gt=at) | Q(recorded_at=at, pk__gt=pk))
    team = [str(role) for role in SAFEGUARDING_TEAM]
    first = Reading.objects.filter(concern=OuterRef("pk"), role__in=team).order_by("at", "pk")
    opened = {
        "opened_at": Subquery(first.values("at")[:1]),
        "opened_by": Subquery(first.values("reader__name")[:1]),
    }
    return rows.with_keys().annotate(**opened).order_by("recorded_at", "pk")


def _cursor(concern: Concern) -> str:
    return f"{int(concern.recorded_at.timestamp() * 1_000_000)}.{concern.pk}"


def _read_cursor(text: str) -> tuple[datetime, UUID]:
    """Where a page begins. A cursor that nobody made begins at the beginning."""
    try:
        micros, _dot, pk = text.partition(".")
        return datetime.fromtimestamp(0, tz=clock.UTC) + timedelta(microseconds=int(micros)), UUID(pk)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=clock.UTC), UUID(int=0)


def _row(concern: Concern) -> QueueRow:
    pupil = concern.pupil
    return QueueRow(
        reference=concern.reference,
        child=who(concern),
        form=pupil.shown_form if pupil else "",
        recorded_at=concern.recorded_at,
        waited=waited(concern.recorded_at) if concern.state == State.SENT else "",
        reporter=concern.incident.reporter.name,
        flags=flags_of(concern),
        state=concern.get_state_display(),
        owner=concern.owner.name if concern.owner else "",
        opened_at=concern.opened_at,
        opened_by=concern.opened_by or "",
    )


def who(concern: Concern) -> str:
    """The child in a list that others may glimpse: initials, never a name or a description."""
    return concern.pupil.initials if concern.pupil else _("Not on the list")


def waited(since: datetime) -> str:
    """How long something has waited, in words: minutes, then hours, then days."""
    minutes = max(0, int((clock.now() - since).total_seconds() // 60))
    if minutes < 60:
        words, count = ngettext("Waiting %(count)s minute", "Waiting %(count)s minutes", minutes), minutes
    elif minutes < 48 * 60:
        count = minutes // 60
        words = ngettext("Waiting %(count)s hour", "Waiting %(count)s hours", count)
    else:
        count = minutes // (24 * 60)
        words = ngettext("Waiting %(count)s day", "Waiting %(count)s days", count)
    return words % {"count": count}


def flags_of(concern: Concern) -> list[str]:
    """What the author said that a lead should see at once, in words."""
    incident, flags = concern.incident, []
    if concern.safe_now == Answer.NO:
        flags.append(_("Not safe"))
    elif concern.safe_now == Answer.UNKNOWN:
        flags.append(_("Not known whether safe"))
    if incident.told_in_person != ToldInPerson.YES:
        flags.append(_("Not told in person"))
    if concern.self_harm_worry == Answer.YES:
        flags.append(_("Might hurt themselves"))
    flags += [str(words) for code, words in FLAGS if code in incident.about]
    if incident.seen_image in (SeenImage.YES, SeenImage.RATHER_TELL):
        flags.append(_("May have seen an image"))
    return flags

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
from incidents.selectors.additions import added_since_looked
from incidents.workflow import State
from safeguarding import clock, policy
from safeguarding.accounts.roles import SAFEGUARDING_TEAM
from safeguarding.policy import Verb

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=clock.UTC)
UNFINISHED_AFTER = timedelta(hours=2)  # a draft is a disclosure that nobody has read
GROUPS: dict[str, Promise] = {
    "waiting": gettext_lazy("Not yet taken on"),
    "added": gettext_lazy("Added to since the team last looked"),
    "mine": gettext_lazy("Open and led by you"),
    "others": gettext_lazy("Open, led by others"),
    "closed": gettext_lazy("Closed records, the newest first"),
}
NOTHING: dict[str, Promise] = {
    "added": gettext_lazy("Nothing has been added that nobody has looked at."),
    "closed": gettext_lazy("No record is closed."),
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
    added_at: datetime | None  # since when something waits that was added after the team had looked


@dataclass(frozen=True)
class Group:
    """One group of the queue: its first rows, and where the rest begins."""

    code: str
    title: str
    rows: list[QueueRow]
    more: str  # cursor of the next page, or nothing
    nothing: str = ""  # what is said when it has no rows


@dataclass(frozen=True)
class Unfinished:
    """A record that somebody began and has not sent: who and when, nothing of what it says."""

    author: str
    started_at: datetime


def added_to(user) -> dict[UUID, datetime]:
    """What this person may see that was added to since the team last looked, open or closed, and since when."""
    return added_since_looked(_allowed(user))


def queue_group(user, code: str, added: dict[UUID, datetime], after: str = "") -> Group:
    """A page of one group, from a cursor on. `added`: as `added_to` found it."""
    begins = _read_cursor(after)
    found = _added_group(added, begins) if code == "added" else _page_of(_group(user, code), begins, code == "closed")
    for concern in found:
        concern.added_at = added.get(concern.pk)
    more = _cursor(_place(found[PAGE - 1], code), found[PAGE - 1].pk) if len(found) > PAGE else ""
    nothing = str(NOTHING.get(code, _("Nothing waiting.")))
    return Group(code, str(GROUPS[code]), [_row(concern) for concern in found[:PAGE]], more, nothing)


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


def _allowed(user) -> QuerySet[Concern]:
    return Concern.objects.filter(policy.concerns(user, Verb.VIEW_QUEUE))


def _group(user, code: str) -> QuerySet[Concern]:
    allowed = _allowed(user)
    if code == "waiting":
        return allowed.filter(state=State.SENT)
    if code == "closed":
        return allowed.filter(state=State.CLOSED)
    open_ones = allowed.open().exclude(state=State.SENT)
    return open_ones.filter(owner=user) if code == "mine" else open_ones.exclude(owner=user)


def _page_of(rows: QuerySet[Concern], begins: tuple | None, newest_first: bool) -> list[Concern]:
    if begins:
        at, pk = begins
        if newest_first:
            rows = rows.filter(Q(recorded_at__lt=at) | Q(pk__lt=pk), recorded_at__lte=at)
        else:
            rows = rows.filter(Q(recorded_at__gt=at) | Q(pk__gt=pk), recorded_at__gte=at)
    order = ("-recorded_at", "-pk") if newest_first else ("recorded_at", "pk")
    return list(_with_opening(rows).order_by(*order)[: PAGE + 1])


def _added_group(added: dict[UUID, datetime], begins: tuple | None) -> list[Concern]:
    """The records that were added to, those first whose reporter has waited longest."""
    places = sorted((at, pk) for pk, at in added.items() if begins is None or (at, pk) > begins)
    wanted = [pk for _at, pk in places[: PAGE + 1]]
    found = _with_opening(Concern.objects.all()).in_bulk(wanted)
    return [found[pk] for pk in wanted]


def _place(concern: Concern, code: str) -> datetime:
    return concern.added_at if code == "added" else concern.recorded_at


def _with_opening(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    team = [str(role) for role in SAFEGUARDING_TEAM]
    first = Reading.objects.filter(concern=OuterRef("pk"), role__in=team).order_by("at", "pk")
    opened = {
        "opened_at": Subquery(first.values("at")[:1]),
        "opened_by": Subquery(first.values("reader__name")[:1]),
    }
    return rows.with_keys().annotate(**opened)


def _cursor(at: datetime, pk: UUID) -> str:
    return f"{round((at - EPOCH) / timedelta(microseconds=1))}.{pk}"


def _read_cursor(text: str) -> tuple[datetime, UUID] | None:
    """After which row a page begins. A cursor that nobody made begins at the beginning."""
    try:
        micros, _dot, pk = text.partition(".")
        return EPOCH + timedelta(microseconds=int(micros)), UUID(pk)
    except (ValueError, OverflowError):
        return None


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
        added_at=concern.added_at,
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

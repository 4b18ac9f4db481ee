"""What is kept of what somebody typed when their session was over: shown to them alone."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from safeguarding import clock, policy
from safeguarding.accounts.models import KEPT_FOR, KeptWords, User


@dataclass(frozen=True)
class Kept:
    """One form, as it was posted; without path and fields where it cannot be opened any more."""

    id: UUID
    kept_at: datetime
    path: str = ""
    query: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    can_be_opened: bool = True


def is_anything_kept(user: User) -> bool:
    """Whether words of theirs wait for this person."""
    return _rows(user).exists()


def words_kept(user: User) -> list[Kept]:
    """Everything that waits for this person, the newest first."""
    return [_opened(row) for row in _rows(user).order_by("-kept_at")]


def find_words(user: User, kept_id: UUID) -> Kept | None:
    """One form that waits for this person; None when it is somebody else's, used, given up or too old."""
    row = _rows(user).filter(pk=kept_id).first()
    return _opened(row) if row else None


def _rows(user: User):
    young = KeptWords.objects.filter(content_text__isnull=False, kept_at__gt=clock.now() - KEPT_FOR)
    return young.filter(policy.own_kept_words(user)).select_related("key")


def _opened(row: KeptWords) -> Kept:
    content = row.content_if_it_opens
    if content is None:
        return Kept(row.pk, row.kept_at, can_be_opened=False)
    fields = [tuple(pair) for pair in content["fields"]]
    return Kept(row.pk, row.kept_at, content["path"], content.get("query", ""), fields)

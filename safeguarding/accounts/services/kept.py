"""Words that arrived when their session was over: kept for their writer, sealed, for a week at most."""

from uuid import UUID

from safeguarding import clock, policy
from safeguarding.accounts.models import KEPT_FOR, KeptWords, User
from safeguarding.audit import acts
from safeguarding.vault.models import DataKey, Purpose

MOST = 20  # of one person at a time


@acts.quiet_act
def keep_words(
    *, owner: User, path: str, fields: list, query: str = "", instead_of: UUID | None = None
) -> KeptWords | None:
    """Keeps what somebody had typed on a page. None when too much of theirs is kept already.

    What was kept before and cannot be opened any more counts too, and keeps nothing else from being kept.
    `instead_of` are words that were kept before and were on that page again: they are in what is kept now. Not an
    event, like every autosave.
    """
    _destroy(KeptWords.objects.filter(kept_at__lte=clock.now() - KEPT_FOR))
    if instead_of:
        _destroy(KeptWords.objects.filter(policy.own_kept_words(owner), pk=instead_of))
    held = list(
        KeptWords.objects.filter(policy.own_kept_words(owner), content_text__isnull=False).select_related("key")
    )
    content = {"path": path, "query": query, "fields": [list(pair) for pair in fields]}
    same = next((one for one in held if one.content_if_it_opens == content), None)  # pressed twice
    if same or len(held) >= MOST:
        return same
    kept = KeptWords(owner=owner, key=DataKey.objects.make(Purpose.DRAFT))
    kept.content = content
    kept.save(force_insert=True)
    return kept


@acts.quiet_act
def forget_words(*, actor: User, kept_id: UUID) -> None:
    """Destroys the actor's words, which were used or given up; nobody else's."""
    _destroy(KeptWords.objects.filter(policy.own_kept_words(actor), pk=kept_id))


@acts.quiet_act
def forget_old_words() -> None:
    """Destroys what has been kept for a week, whosever it is."""
    _destroy(KeptWords.objects.filter(kept_at__lte=clock.now() - KEPT_FOR))


def _destroy(rows) -> None:
    """The row stays, without words and without a key that could open them."""
    for kept in rows.filter(content_text__isnull=False).select_related("key"):
        kept.content_text = None
        kept.save(update_fields=["content_text"])
        kept.key.destroy()
        kept.key.save(update_fields=["wrapped", "destroyed_at"])

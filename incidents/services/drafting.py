"""Keeping an unsent record: begun, saved at every button, given up with a reason. No word of it is lost."""

from collections.abc import Callable
from uuid import UUID

from incidents.drafts import Answers
from incidents.models import Draft, DraftState
from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb
from safeguarding.vault.models import DataKey, Purpose


@acts.act
def start_draft(*, actor, school, language: str, words: str = "") -> Draft:
    """Begins a record, with words that were written already if there are any.

    Raises NotThere for somebody who may not record at this school.
    """
    policy.require_school(actor, Verb.RECORD_CONCERN, school.pk)
    draft = Draft(author=actor, school=school, key=DataKey.objects.make(Purpose.DRAFT))
    draft.content = Answers(words=words, language=language, became_aware_at=clock.now().isoformat()).written()
    draft.save(force_insert=True)
    acts.record(events.DRAFT_STARTED, actor=actor, subject=draft)
    return draft


@acts.quiet_act
def save_answers(*, actor, draft_id: UUID, change: Callable[[Answers], None], page: str = "") -> Draft:
    """Saves what was answered, on which page; not an event. Raises NotThere when it is sent or not the actor's."""
    draft = locked_draft(actor, draft_id)
    answers = Answers.read(draft.content)
    change(answers)
    draft.version += 1
    if page:
        answers.saved[page] = draft.version
    draft.content = answers.written()
    draft.saved_at = clock.now()
    draft.save(update_fields=["content_text", "version", "saved_at"])
    return draft


@acts.quiet_act
def count_search(*, actor, draft_id: UUID) -> None:
    """One more search for a pupil; the number is in the event of sending or discarding, the words are nowhere."""
    draft = locked_draft(actor, draft_id)
    draft.searches += 1
    draft.save(update_fields=["searches"])


@acts.act
def discard_draft(*, actor, draft_id: UUID, reason: str) -> Draft:
    """Gives an unsent record up. What was written stays sealed and is shown to nobody."""
    draft = locked_draft(actor, draft_id)
    draft.state, draft.discard_reason = DraftState.DISCARDED, reason
    draft.save(update_fields=["state", "discard_reason"])
    acts.record(events.DRAFT_DISCARDED, actor=actor, subject=draft, reason=reason)
    record_searches(actor, draft)
    return draft


def record_searches(actor, draft: Draft) -> None:
    """How often pupils were searched for while this draft was written: one event, when it is sent or given up."""
    if draft.searches:
        acts.record(events.PUPILS_SEARCHED, actor=actor, subject=draft, times=draft.searches)


def locked_draft(actor, draft_id: UUID, states: tuple[str, ...] = (DraftState.UNSENT,)) -> Draft:
    """The author's own draft, locked. Raises NotThere for anybody else's, and for one in another state."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("key", "school__key").filter(state__in=states)
    return policy.find(rows, policy.own_drafts(actor), Verb.RECORD_CONCERN, pk=draft_id)

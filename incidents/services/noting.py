"""Adding a note to a record."""

from incidents.models import Note
from incidents.services.committing import committed
from incidents.services.holding import hold, is_second_press, pass_on
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.quiet_act
def add_note(*, actor, reference: str, text: str, language: str) -> Note:
    """A note by a member of the safeguarding team; it stays as it was written. Raises NotThere.

    Pressing twice adds once: the same words at the same time are the note that is there, and no second event.
    """
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    last = concern.notes.order_by("written_at", "pk").last()
    if last and is_second_press(last.written_at):
        last.concern = concern
        if (last.author_id, last.text, last.language) == (actor.pk, text, language):
            return last
    note = Note(concern=concern, author=actor, text=text, language=language)
    note.save()
    pass_on(concern)
    acts.record(events.NOTE_ADDED, actor=actor, subject=concern, note=note.pk, commitment=committed(note, concern))
    return note

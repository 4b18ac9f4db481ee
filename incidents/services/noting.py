"""Adding a note to a record."""

from incidents.models import Note
from incidents.services.holding import hold, pass_on
from safeguarding.audit import acts, events
from safeguarding.policy import Verb


@acts.act
def add_note(*, actor, reference: str, text: str, language: str) -> Note:
    """A note by a member of the safeguarding team; it stays as it was written. Raises NotThere."""
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference)
    note = Note(concern=concern, author=actor, text=text, language=language)
    note.save()
    pass_on(concern)
    acts.record(
        events.NOTE_ADDED, actor=actor, subject=concern, note=note.pk, commitment=concern.key.commit("note", text)
    )
    return note

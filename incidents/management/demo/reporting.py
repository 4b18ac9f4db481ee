"""What the staff of the demo do: they write, send, call, and leave unfinished."""

from datetime import timedelta
from itertools import zip_longest

from incidents.drafts import Answers
from incidents.management.demo.played import Played
from incidents.services import drafting, recording
from safeguarding import clock


def record(played: Played) -> None:
    """The reporter writes and sends."""
    told = played.told
    draft = drafting.start_draft(actor=played.reporter, school=played.school, language=told["language"])

    def answer(answers: Answers) -> None:
        for pupil in played.pupils:
            answers.add_pupil(str(pupil.pk))
        if "unlisted" in told:
            answers.add_unlisted(told["unlisted"])
        marks = told.get("marks", {"regions": [], "words": ""})
        for child, part in zip_longest(answers.children, told.get("parts", []), fillvalue=""):
            child.safe_now, child.part = told["safe_now"], part
            child.regions, child.mark_words = marks["regions"], marks["words"]
        answers.words, answers.about = played.text, told["about"]
        answers.became_aware_at = (clock.now() - timedelta(minutes=8)).isoformat()
        answers.told_in_person = told["told_in_person"]

    drafting.save_answers(actor=played.reporter, draft_id=draft.pk, change=answer)
    incident = recording.send_draft(actor=played.reporter, draft_id=draft.pk)
    played.references = list(incident.concerns.values_list("reference", flat=True))
    if "called" in told:
        call = {"agency_reference": "", "called_at": clock.now() - timedelta(minutes=3)} | told["called"]
        recording.record_direct_call(actor=played.reporter, reference=incident.reference, **call)


def leave_unfinished(played: Played) -> None:
    """Somebody begins a record and is called away."""

    def answer(answers: Answers) -> None:
        answers.words = played.told["text"]

    draft = drafting.start_draft(actor=played.reporter, school=played.school, language=played.told["language"])
    drafting.save_answers(actor=played.reporter, draft_id=draft.pk, change=answer)

"""Turns what was typed on a page into answers: what is right is kept as an answer, what is wrong only as typed."""

from django.conf import settings

from incidents.drafts import Answers, Call, moment
from incidents.forms.recording import ChecksForm, MarksForm, WhatForm, WhoForm
from safeguarding import clock
from safeguarding.typed import number


def who(form: WhoForm, answers: Answers) -> None:
    """Ticked children and a described one join the record; a removed one leaves it.

    On a page that was saved since it was drawn, the same description is the same press once more.
    """
    right, typed = form.cleaned_data, answers.typed["who"]
    described = right.get("unlisted", "").strip()
    for pupil in right.get("pupils", []):
        answers.add_pupil(pupil)
    if described and not (form.saved_since and answers.is_described(described)):
        answers.add_unlisted(described)
    if form.button.startswith("remove-"):
        answers.remove(number(form.button.removeprefix("remove-")))
    if "pupils" not in form.errors:
        typed.pop("pupils", None)
    if described:
        typed["unlisted"] = []
    if form.button and not form.searches_anew:
        typed["sought"] = []


def what(form: WhatForm, answers: Answers) -> None:
    """When, where and the language of the text; the words themselves are kept as they are.

    While nothing is written yet, the language of the text follows the language that is chosen for the page.
    """
    right, chosen = form.cleaned_data, form.data.get("language", "")
    if right.get("became_aware_at"):
        answers.became_aware_at = right["became_aware_at"].isoformat()
    answers.place = right.get("place", answers.place)
    answers.language = right.get("text_language") or answers.language
    if chosen in dict(settings.LANGUAGES) and not answers.words.strip():
        answers.language = chosen
        answers.typed["what"]["text_language"] = [chosen]


def checks(form: ChecksForm, answers: Answers) -> None:
    """The answers about each child, then those about the whole."""
    right = form.cleaned_data
    for child in answers.children:
        child.safe_now = right.get(f"safe_{child.number}", child.safe_now)
        child.part = right.get(f"part_{child.number}", child.part)
        child.self_harm_worry = right.get(f"worry_{child.number}", child.self_harm_worry)
    answers.told_in_person = right.get("told_in_person", answers.told_in_person)
    answers.told_at = _on_the_day(answers, right.get("told_at"))
    answers.about = list(right.get("about", answers.about))
    answers.seen_image = right.get("seen_image", answers.seen_image)
    answers.calls = _calls(right)


def marks(form: MarksForm, answers: Answers) -> None:
    """Where each child's mark was."""
    right = form.cleaned_data
    for child in answers.children:
        child.regions = list(right.get(f"regions_{child.number}", child.regions))
        child.mark_words = right.get(f"mark_words_{child.number}", child.mark_words)


def _calls(right: dict) -> list[Call]:
    if not right.get("called") or not right.get("called_at"):
        return []
    return [
        Call(
            called=right["called"],
            called_at=right["called_at"].isoformat(),
            spoke_to=right.get("spoke_to", ""),
            agency_reference=right.get("agency_reference", ""),
        )
    ]


def _on_the_day(answers: Answers, at) -> str:
    """A time of day on the latest day it can mean: today, or the day before when it is still to come."""
    if at is None:
        return ""
    kept = moment(answers.told_at)
    if kept and clock.local(kept).time() == at:
        return answers.told_at  # said on an earlier day, and not said anew
    return answers.latest_moment_at(at).isoformat()

"""Turns what was typed on a page into answers: what is right is kept as an answer, what is wrong only as typed."""

from collections.abc import Callable

from incidents.categories import About
from incidents.drafts import Answers, Call
from incidents.forms.recording import ChecksForm, MarksForm, WhatForm, WhoForm

Change = Callable[[Answers], None]


def who(form: WhoForm, button: str, *, keep_search: bool) -> Change:
    """Ticked children and a described one join the record; a removed one leaves it."""
    right = form.cleaned_data

    def change(answers: Answers) -> None:
        for pupil in right.get("pupils", []):
            answers.add_pupil(pupil)
        if right.get("unlisted", "").strip():
            answers.add_unlisted(right["unlisted"].strip())
        if button.startswith("remove-") and button.removeprefix("remove-").isdigit():
            answers.remove(int(button.removeprefix("remove-")))
        typed = answers.typed["who"]
        typed.pop("pupils", None)
        typed["unlisted"] = [] if right.get("unlisted", "").strip() else typed.get("unlisted", [])
        if not keep_search and button != "":
            typed["sought"] = []

    return change


def what(form: WhatForm, chosen_language: str = "") -> Change:
    """When, where and the language of the text; the words themselves are saved as they are.

    While nothing is written yet, the language of the text follows the language that is chosen for the page.
    """
    right = form.cleaned_data

    def change(answers: Answers) -> None:
        if right.get("became_aware_at"):
            answers.became_aware_at = right["became_aware_at"].isoformat()
        answers.place = right.get("place", answers.place)
        answers.language = right.get("text_language") or answers.language
        answers.typed["what"].pop("words", None)  # kept once, as the statement
        if chosen_language and not answers.words.strip():
            answers.language = chosen_language
            answers.typed["what"]["text_language"] = [chosen_language]

    return change


def checks(form: ChecksForm) -> Change:
    """The answers about each child, then those about the whole."""
    right = form.cleaned_data

    def change(answers: Answers) -> None:
        for child in answers.children:
            child.safe_now = right.get(f"safe_{child.number}", child.safe_now)
            child.part = right.get(f"part_{child.number}", child.part)
            child.self_harm_worry = right.get(f"worry_{child.number}", child.self_harm_worry)
        answers.told_in_person = right.get("told_in_person", answers.told_in_person)
        answers.told_at = _on_the_day(answers, right.get("told_at"))
        answers.about = list(right.get("about", answers.about))
        answers.seen_image = right.get("seen_image", answers.seen_image)
        answers.calls = _calls(right)
        if About.INJURY not in answers.about:
            for child in answers.children:
                child.regions, child.mark_words = [], ""

    return change


def marks(form: MarksForm) -> Change:
    """Where each child's mark was."""
    right = form.cleaned_data

    def change(answers: Answers) -> None:
        for child in answers.children:
            child.regions = list(right.get(f"regions_{child.number}", child.regions))
            child.mark_words = right.get(f"mark_words_{child.number}", child.mark_words)

    return change


def _calls(right: dict) -> list[Call]:
    if not right.get("call_made") or not right.get("called") or not right.get("called_at"):
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
    return answers.latest_moment_at(at).isoformat()

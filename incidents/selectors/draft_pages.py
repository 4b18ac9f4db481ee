"""What the pages of a draft show: what stands on them at first, where to go on, and the summary before sending."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.categories import ABOUT_IMAGES, About, Answer, BodyRegion, CallTo, Part, SeenImage, ToldInPerson
from incidents.drafts import Answers, Child, moment, page_of
from incidents.models import Draft
from safeguarding.dates import moment as moment_in_words

MEND = "mend"  # in the address of a page: says at once what has to be mended on it
MISSING = {
    "who": gettext_lazy("Find at least one child, or say who it is as well as you can"),
    "what": gettext_lazy("Enter what you saw, heard or were told"),
    "when": gettext_lazy("Enter when you were told or saw it"),
    "told": gettext_lazy("Select whether you have told them in person"),
    "marks": gettext_lazy("Select where the mark was"),
    "page-who": gettext_lazy("Look again at how you described the child, then select Continue"),
    "page-what": gettext_lazy("Look again at what you typed about what happened, then select Continue"),
    "page-checks": gettext_lazy("Look again at what you typed in the quick checks, then select Continue"),
    "page-marks": gettext_lazy("Look again at what you typed about the mark, then select Continue"),
}


def initial(draft: Draft, answers: Answers) -> dict:
    """What stands on a page that was never sent."""
    return {
        "words": answers.words,
        "became_aware_at": moment(answers.became_aware_at),
        "text_language": answers.language,
        "version": draft.version,
    }


def is_about_images(about: list, seen_image: str) -> bool:
    """Whether the pages say that a child is never to blame and that images can often be removed."""
    return bool(ABOUT_IMAGES & set(about)) or seen_image in (SeenImage.YES, SeenImage.RATHER_TELL)


def check_page(draft: Draft, answers: Answers, children: list[tuple[Child, str]], missing: list[str]) -> dict:
    """Every answer once more, each with the way to change it."""
    named = {page_of(name) for name in missing if not name.startswith("page-")}  # each page once
    problems = [
        {"href": _where(draft, name), "text": _what_is_missing(name, children)}
        for name in missing
        if name.removeprefix("page-") not in named or not name.startswith("page-")
    ]
    return {
        "problems": problems,
        "rows": _statement_rows(draft, answers),
        "children": [
            {"name": name, "rows": _child_rows(draft, answers, child), "actions": [_change(draft, "record_who", name)]}
            for child, name in children
        ],
        "no_children": not children,
        "about_images": is_about_images([About(code) for code in answers.about], answers.seen_image),
    }


def next_step(draft: Draft, answers: Answers) -> str:
    """Where to go on: to the first page on which something is missing; when nothing is, to the last before sending."""
    missing = answers.missing()
    return _where(draft, missing[0]) if missing else reverse("record_check", args=[draft.pk])


def step_after_checks(draft: Draft, answers: Answers) -> str:
    """Where to go on from the quick checks: back to them while something has to be mended there, or to the marks."""
    if "checks" in answers.not_taken:
        return _where(draft, "page-checks")
    if answers.asks_for_marks and not answers.missing():
        return reverse("record_marks", args=[draft.pk])
    return next_step(draft, answers)


def _where(draft: Draft, missing: str) -> str:
    address = reverse(f"record_{page_of(missing)}", args=[draft.pk])
    return f"{address}?{MEND}=1" if missing.startswith("page-") else address


def _what_is_missing(name: str, children: list[tuple[Child, str]]) -> str:
    if name.startswith("safe-"):
        who = next(called for child, called in children if f"safe-{child.number}" == name)
        return _("Select whether %(name)s is safe right now") % {"name": who}
    return str(MISSING["marks" if name.startswith("marks-") else name])


def _statement_rows(draft: Draft, answers: Answers) -> list[dict]:
    aware, told_at = moment(answers.became_aware_at), moment(answers.told_at)
    told = ToldInPerson(answers.told_in_person).label if answers.told_in_person else ""
    if told_at:
        told = _("Yes, %(when)s") % {"when": moment_in_words(told_at)}
    asked = (_("What"), _("When"), _("Told in person"))  # what need not be answered is shown when it was
    rows = [
        (_("What"), answers.words, "record_what", {"words": True, "lang": answers.language}),
        (_("When"), moment_in_words(aware) if aware else "", "record_what", {}),
        (_("Where"), answers.place, "record_what", {"lang": answers.language}),
        (_("Told in person"), told, "record_checks", {}),
        (_("About"), ", ".join(str(About(code).label) for code in answers.about), "record_checks", {}),
        (_("An image seen"), _label(SeenImage, answers.seen_image), "record_checks", {}),
        (_("Calls made"), ", ".join(str(CallTo(call.called).label) for call in answers.calls), "record_checks", {}),
    ]
    return [_row(draft, key, value, page, **more) for key, value, page, more in rows if value or key in asked]


def _child_rows(draft: Draft, answers: Answers, child: Child) -> list[dict]:
    rows = [
        (_("Safe right now"), _label(Answer, child.safe_now) or _("Not answered"), "record_checks", {}),
        (_("Worry that they might hurt themselves"), _label(Answer, child.self_harm_worry), "record_checks", {}),
        (_("Their part"), _label(Part, child.part), "record_checks", {}),
    ]
    if answers.asks_for_marks:
        where = ", ".join(str(BodyRegion(code).label) for code in child.regions)
        words = {"words": True, "lang": answers.language}
        rows += [
            (_("Where the mark was"), where or _("Not answered"), "record_marks", {}),
            (_("What the mark looked like"), child.mark_words, "record_marks", words),
        ]
    return [_row(draft, key, value, page, **more) for key, value, page, more in rows if value]


def _row(draft: Draft, key: str, value: str, page: str, **more) -> dict:
    return {"key": key, "value": value or _("Not answered"), "actions": [_change(draft, page, key)], **more}


def _change(draft: Draft, page: str, about: str) -> dict:
    return {"url": reverse(page, args=[draft.pk]), "text": _("Change"), "hidden": about}


def _label(choices, code: str) -> str:
    return str(choices(code).label) if code else ""

"""What the pages of a draft show: forms with what was typed before, and the summary before sending."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.categories import ABOUT_IMAGES, About, Answer, BodyRegion, CallTo, Part, SeenImage, ToldInPerson
from incidents.drafts import Answers, Child, moment
from incidents.models import Draft
from safeguarding.dates import moment as moment_in_words

MISSING = {
    "who": ("record_who", gettext_lazy("Find at least one child, or say who it is as well as you can")),
    "what": ("record_what", gettext_lazy("Enter what you saw, heard or were told")),
    "when": ("record_what", gettext_lazy("Enter when you were told or saw it")),
    "told": ("record_checks", gettext_lazy("Select whether you have told them in person")),
}


def typed_form(kind, draft: Draft, typed: QueryDict | None, **asked):
    """The form of a page, with what was typed on it before and no word about that."""
    if typed is None:
        return kind(initial={"version": draft.version}, **asked)
    typed["version"] = draft.version
    return kind(typed, **asked).unjudged()


def what_form(kind, draft: Draft, typed: QueryDict | None):
    """The page of the words: the statement itself is kept once, beside what was typed about when and where."""
    answers = Answers.read(draft.content)
    if typed is not None:
        typed["words"] = answers.words
        return typed_form(kind, draft, typed)
    initial = {
        "words": answers.words,
        "became_aware_at": moment(answers.became_aware_at),
        "text_language": answers.language,
        "version": draft.version,
    }
    return kind(initial=initial)


def is_about_images(about: list, seen_image: str) -> bool:
    """Whether the pages say that a child is never to blame and that images can often be removed."""
    return bool(ABOUT_IMAGES & set(about)) or seen_image in (SeenImage.YES, SeenImage.RATHER_TELL)


def check_page(draft: Draft, answers: Answers, children: list[tuple[Child, str]], missing: list[str]) -> dict:
    """Every answer once more, each with the way to change it."""
    problems = [_problem(name, draft, children) for name in missing]
    return {
        "problems": problems,
        "rows": _statement_rows(draft, answers),
        "children": [
            {"name": name, "rows": _child_rows(draft, child), "actions": [_change(draft, "record_who", name)]}
            for child, name in children
        ],
        "no_children": not children,
        "about_images": is_about_images([About(code) for code in answers.about], answers.seen_image),
    }


def next_page(answers: Answers) -> str:
    """The name of the first page on which a required answer is missing; when none is, the last page before sending."""
    missing = answers.missing()
    if not missing:
        return "record_check"
    first = missing[0]
    if first.startswith("safe-"):
        return "record_checks"
    return "record_marks" if first.startswith("marks-") else MISSING[first][0]


def _problem(name: str, draft: Draft, children) -> dict:
    if name.startswith("safe-"):
        who = next(called for child, called in children if f"safe-{child.number}" == name)
        return {
            "href": reverse("record_checks", args=[draft.pk]),
            "text": _("Select whether %(name)s is safe right now") % {"name": who},
        }
    if name.startswith("marks-"):
        return {"href": reverse("record_marks", args=[draft.pk]), "text": _("Select where the mark was")}
    page, text = MISSING[name]
    return {"href": reverse(page, args=[draft.pk]), "text": str(text)}


def _statement_rows(draft: Draft, answers: Answers) -> list[dict]:
    aware, told_at = moment(answers.became_aware_at), moment(answers.told_at)
    told = ToldInPerson(answers.told_in_person).label if answers.told_in_person else ""
    if told_at:
        told = _("Yes, %(when)s") % {"when": moment_in_words(told_at)}
    asked = (_("What"), _("When"), _("Told in person"))  # what need not be answered is shown when it was
    rows = [
        (_("What"), answers.words, "record_what", {"words": True, "lang": answers.language}),
        (_("When"), moment_in_words(aware) if aware else "", "record_what", {}),
        (_("Where"), answers.place, "record_what", {}),
        (_("Told in person"), told, "record_checks", {}),
        (_("About"), ", ".join(str(About(code).label) for code in answers.about), "record_checks", {}),
        (_("An image seen"), _label(SeenImage, answers.seen_image), "record_checks", {}),
        (_("Calls made"), ", ".join(str(CallTo(call.called).label) for call in answers.calls), "record_checks", {}),
    ]
    return [_row(draft, key, value, page, **more) for key, value, page, more in rows if value or key in asked]


def _child_rows(draft: Draft, child: Child) -> list[dict]:
    rows = [
        (_("Safe right now"), _label(Answer, child.safe_now) or _("Not answered"), "record_checks"),
        (_("Worry that they might hurt themselves"), _label(Answer, child.self_harm_worry), "record_checks"),
        (_("Their part"), _label(Part, child.part), "record_checks"),
    ]
    if child.regions:
        where = ", ".join(str(BodyRegion(code).label) for code in child.regions)
        rows.append((_("Where the mark was"), where, "record_marks"))
    if child.mark_words:
        rows.append((_("What the mark looked like"), child.mark_words, "record_marks"))
    return [_row(draft, key, value, page) for key, value, page in rows if value]


def _row(draft: Draft, key: str, value: str, page: str, **more) -> dict:
    return {"key": key, "value": value or _("Not answered"), "actions": [_change(draft, page, key)], **more}


def _change(draft: Draft, page: str, about: str) -> dict:
    return {"url": reverse(page, args=[draft.pk]), "text": _("Change"), "hidden": about}


def _label(choices, code: str) -> str:
    return str(choices(code).label) if code else ""

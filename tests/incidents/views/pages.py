"""What tests of a record's pages share: its addresses, what it holds, and what a page says."""

import re

from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from incidents.drafts import Answers
from incidents.models import Draft, DraftState
from safeguarding import clock
from tests.makers import WORDS

NOW = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
PAGES = ("who", "what", "checks", "marks", "check")
ALL_PAGES = (*PAGES, "danger", "discard")


def url(page: str, draft) -> str:
    return reverse(f"record_{page}", args=[getattr(draft, "pk", draft)])


def begun(nia) -> Draft:
    """A record begun by the button on the first page."""
    response = nia.post(reverse("record_start"))
    [draft] = Draft.objects.filter(state=DraftState.UNSENT)
    assert response.url == url("who", draft)
    return draft


def answers_of(draft) -> Answers:
    return Answers.read(Draft.objects.select_related("key").get(pk=draft.pk).content)


def text_of(response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def in_language(code: str, words: str) -> str:
    """A sentence of ours, as a page in that language has it."""
    with translation.override(code):
        return escape(gettext(words))


def problems_of(response) -> list[tuple[str, str]]:
    """The error summary: each text with where it leads."""
    summary = re.search(r'class="govuk-error-summary".*?</ul>', response.content.decode(), re.DOTALL)
    return re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', summary[0]) if summary else []


def what(**changes) -> dict:
    """The second page, answered; the moment is now."""
    local = clock.local(clock.now())
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    given = {f"became_aware_at_{name}": value for name, value in parts.items()}
    return {"words": WORDS, **given, "text_language": "en"} | changes

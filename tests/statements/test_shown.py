"""What answers a statement stands on its page, can be recorded there, and is shown as it was recorded."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from incidents.documents import parent_letter
from incidents.families import LETTER
from incidents.indicators import Pathway
from incidents.models import (
    ChildPreference,
    ContactingAccount,
    KnownFacts,
    LetterGiven,
    Referral,
    RemovalStep,
    SafetyCheck,
    StepTaken,
    SupportPlan,
)
from incidents.sections import Section
from incidents.selectors.referral_pack import referral_pack
from incidents.selectors.referrals import whole_referral
from incidents.selectors.report_figures import figures_of
from incidents.selectors.steps import SLUGS
from incidents.services import pathways, triage
from incidents.services.triage import Judged
from safeguarding import clock
from safeguarding.directory.models import ContactPoint, Platform
from safeguarding.directory.selectors import letter_for, steps_for
from tests.incidents.grown_up import birthday, concern_about
from tests.incidents.views.answering import day, moment
from tests.incidents.views.record import send, text_of, url
from tests.makers import make_audit_report, make_concern, make_referral
from tests.statements import ANSWERS
from tests.statements.answer import STEP
from tests.tabs import answers_in

STEPS = sorted({ref.removeprefix(STEP) for answer in ANSWERS.values() for ref in answer.by if ref.startswith(STEP)})
TOOLS = ("report-remove", "take-it-down", "platform")


@pytest.fixture(autouse=True)
def _directory(cast):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def concern(cast):
    return make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))


@pytest.fixture
def mair(signed_in):
    return signed_in("mair")


def pack_of(concern, language: str = "en") -> str:
    """All that the pack of the first referral says."""
    pack = referral_pack(concern, whole_referral(concern, 1), language)
    return " ".join(f"{part.title} {line.name} {line.value}" for part in pack.parts for line in part.lines)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_is_said_and_recorded_on_its_pages(cast, mair, concern, slug):
    """What is said to the child stands there in both languages; afterwards that it was said, when and by whom."""
    steps = [step for step in steps_for(cast.afon, SLUGS[slug]) if step.code in STEPS]
    assert steps
    for language in ("cy", "en"):
        cast.mair.language = language
        cast.mair.save()
        listed = text_of(mair.get(url("steps", concern, list=slug)))
        for step in steps:
            page = text_of(mair.get(url("step", concern, list=slug, code=step.code)))
            with translation.override(language):
                assert escape(step.name) in listed and escape(step.name) in page
                assert " ".join(escape(step.said).split()) in page
    for step in steps:
        typed = {"steps": [step.code], "helped_by": "Mrs Pugh, head of year", "words": f"About {step.code}."}
        assert send(mair, url("steps", concern, list=slug), typed | day("on", clock.today())).status_code == 302
        row = StepTaken.objects.select_related("concern__key").get(step=step.code)
        said = (row.state, row.on, row.helped_by, row.words)
        assert said == ("TALKED", clock.today(), "Mrs Pugh, head of year", f"About {step.code}.")
        page = text_of(mair.get(url("step", concern, list=slug, code=step.code)))
        assert all(words in page for words in ("Talked about", "Mrs Pugh", f"About {step.code}.", "Mair Prosser"))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_is_offered_and_keeps_who_helped_when_the_reference_and_when_to_look_again(mair, concern, tool):
    at = {"platform": "snapchat"} if tool == "platform" else {}
    path, today = url("removal_step", concern, tool=tool), clock.today()
    assert send(mair, path, at | {"state": "OFFERED"} | day("on", today)).status_code == 302
    assert "Offered to the child" in text_of(mair.get(url("removal", concern)))
    said = {"state": "SENT", "helped_by": "Mrs Pugh", "tool_reference": "RR-77", "words": "They answer in two days."}
    assert send(mair, path, at | said | day("on", today) | day("recheck_on", today)).status_code == 302
    first, last = RemovalStep.objects.select_related("concern__key").order_by("at")
    assert (first.tool, first.state, last.state, last.on) == (tool, "OFFERED", "SENT", today)
    assert (last.helped_by, last.tool_reference, last.recheck_on) == ("Mrs Pugh", "RR-77", today)
    page = text_of(mair.get(url("removal", concern)))
    for words in ("Sent by the child", "Mrs Pugh", "RR-77", "They answer in two days.", "Look again on"):
        assert words in page, words


def test_how_the_child_is_affected_is_recorded_shown_and_told_to_an_agency(cast, mair, concern):
    words = "She does not sleep, and does not want to come to school."
    assert send(mair, url("contact_facts", concern), {"impact": words}).status_code == 302
    assert KnownFacts.objects.select_related("concern__key").get().impact == words
    assert words in text_of(mair.get(url("contact", concern)))
    make_referral(concern, cast.mair)
    assert words in pack_of(concern)


def test_an_account_keeps_its_name_where_it_was_and_where_the_child_was_asked_to_go(cast, mair, concern):
    began, moved = (Platform.objects.get(code=code, school=None) for code in ("snapchat", "whatsapp"))
    names = {"handle": "@Sweet.Girl", "display_name": "Cari", "profile": "example.org/u/1", "phone_or_email": "07700 1"}
    typed = names | {"platform": str(began.pk), "moved_to": str(moved.pk), "payment_details": "A wallet"}
    assert send(mair, url("contact_account", concern), typed).status_code == 302
    row = ContactingAccount.objects.select_related("concern__key").get()
    assert (row.platform_id, row.moved_to_id, row.handle) == (began.pk, moved.pk, "@Sweet.Girl")
    page = text_of(mair.get(url("contact", concern)))
    for words in (*names.values(), "A wallet", began.name, f"Moved to {moved.name}"):
        assert words in page, words


def test_a_report_to_the_police_keeps_force_number_called_time_log_officer_and_crime_reference(mair, concern):
    asked = text_of(mair.get(url("add_referral", concern) + "?agency=POLICE"))
    assert "For the police, also which force." in asked and "For the police, the log number." in asked
    typed = {"agency": "POLICE", "method": "POLICE_101", "spoke_to": "PC 4411, Dyfed-Powys Police"}
    typed |= {"agency_reference": "Log 412"} | moment("made_at")
    assert send(mair, url("add_referral", concern), typed).status_code == 302
    more = {"agency_reference": "Crime reference DPP/2026/77"}
    assert send(mair, url("add_to_referral", concern, number=1), more).status_code == 302
    assert (Referral.objects.get().agency, Referral.objects.get().method) == ("POLICE", "POLICE_101")
    page = text_of(mair.get(url("referral", concern, number=1)))
    for words in ("PC 4411, Dyfed-Powys Police", "Log 412", "Crime reference DPP/2026/77", "101", "12:00"):
        assert words in page, words


@pytest.mark.parametrize("school", ["afon", "riverside"])
def test_sextortion_is_told_to_an_agency_as_sexual_abuse_whatever_was_selected(cast, school):
    where = getattr(cast, school)
    lead, child = (cast.mair, cast.amy) if school == "afon" else (cast.rhys, cast.other)
    concern = make_concern(where, lead, child, about=("THREATS_OR_MONEY",))
    said = {"actor": lead, "reference": concern.reference, "seen_version": concern.version}
    triage.triage(
        **said, judged=Judged(lead.pk, "NOT_NEEDED", "EMOTIONAL", "TARGETED", topics=["SEXTORTION"], reasons="So.")
    )
    make_referral(concern, lead)
    concern.refresh_from_db()
    told = pack_of(concern)
    assert "Emotional" in told and "Sexual abuse" in told
    assert ("Financial abuse" in told) == (school == "afon")


def test_somebody_of_18_is_shown_the_revenge_porn_helpline_and_a_child_is_not(cast, mair, concern):
    adult = concern_about(cast, birthday(clock.today()))
    assert send(mair, url("age", adult), {"taken_under_18": "NO"}).status_code == 302
    page = text_of(mair.get(url("removal", adult)))
    assert "Revenge Porn Helpline, for people aged 18 or over" in page and "0345 6000 459" in page
    assert "Revenge Porn" not in text_of(mair.get(url("removal", concern)))


def test_an_email_to_many_is_counted_apart_and_the_child_is_still_asked_about(cast, mair):
    apart = [make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",)) for _number in range(2)]
    for concern, chosen in zip(apart, (Pathway.PHISHING, Pathway.SEXTORTION), strict=True):
        said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
        pathways.choose_pathway(**said, chosen=chosen, reasons="It says nothing that is not in an old leak.")
    report = make_audit_report(cast.huw, made=False, sections=[Section.RESPONSE])
    with translation.override("en"):
        tables = {table.caption: dict(table.lines) for one in figures_of(report) for table in one.tables}
    counted = tables["Pathway, as a lead said it"]
    assert [counted[str(one.label)] for one in (Pathway.PHISHING, Pathway.SEXTORTION)] == [1, 1]
    assert sum(tables["From becoming aware to opening"].values()) == 2
    assert sum(tables["Sextortion: from becoming aware to opening"].values()) == 1
    page = text_of(mair.get(url("safety", apart[0])))
    assert "Might they hurt themselves?" in page and "Not asked yet" in page
    assert 'name="self_harm"' in mair.get(url("safety_check", apart[0])).content.decode()


LETTER_SAYS = {
    "en": (
        "Talk calmly, and listen without judging.",
        "Agree who else they could talk to: a relative, somebody they trust at school, a police community support "
        "officer, or Childline.",
        "Anybody aged 18 or over can use StopNCII.org.",
        "Report Remove",
        "Take It Down",
        "call 999",
        "Revenge Porn Helpline, for people aged 18 or over",
        "0345 6000 459",
    ),
    "cy": (
        "Siaradwch yn bwyllog, a gwrandewch heb farnu.",
        "Cytunwch â phwy arall y gallent siarad: perthynas, rhywun yn yr ysgol y maent yn ymddiried ynddo, swyddog "
        "cymorth cymunedol yr heddlu, neu Childline.",
        "Gall unrhyw un sy'n 18 oed neu'n hŷn ddefnyddio StopNCII.org.",
        "Report Remove",
        "Take It Down",
        "ffoniwch 999",
        "Revenge Porn Helpline, i bobl 18 oed neu'n hŷn",
        "0345 6000 459",
    ),
}


@pytest.mark.parametrize("code", LETTER_SAYS)
@pytest.mark.parametrize("school", ["afon", "riverside"])
def test_the_letter_says_what_parents_need(cast, code, school):
    """To talk calmly, who else can be trusted, and help for adults too, as the letter is printed."""
    assert LETTER == "parents-sextortion"
    where = getattr(cast, school)
    page = parent_letter.page_of(where, letter_for(where, LETTER, code))
    assert [words for words in LETTER_SAYS[code] if escape(words) not in page and words not in page] == []


def test_a_letter_is_given_from_its_page_and_stands_on_that_of_the_family(mair, concern):
    typed = {"languages": ["cy", "en"], "to_whom": "Her mother, Carol", "channel": "POST"}
    assert send(mair, url("family_letter", concern), typed | day("given_on", clock.today())).status_code == 302
    rows = LetterGiven.objects.select_related("concern__key", "letter")
    assert {(row.letter.language, row.to_whom, row.channel, row.given_on) for row in rows} == {
        (code, "Her mother, Carol", "POST", clock.today()) for code in ("cy", "en")
    }
    page = text_of(mair.get(url("family", concern)))
    for words in ("Her mother, Carol", "Welsh, version", "English, version", "Letter by post"):
        assert words in page, words


def test_a_police_specialist_is_kept_with_unit_e_mail_and_the_day_it_was_checked(cast, mair):
    listed = reverse("guidance_list", args=["contacts"])
    assert "Local police specialist for online abuse" in text_of(mair.get(listed))
    path = reverse("guidance_add", args=["contacts"])
    typed = {"kind": "POLICE_SPECIALIST", "name_en": "Cyber Protect Officer", "unit": "Digital crime team"}
    typed |= {"email": "cyber@police.example", "source": "The force"}
    assert mair.post(path, answers_in(mair.get(path)) | typed).status_code == 302
    kept = ContactPoint.objects.get(school=cast.afon, kind="POLICE_SPECIALIST")
    assert (kept.unit, kept.email, kept.checked_on) == ("Digital crime team", "cyber@police.example", clock.today())
    page = text_of(mair.get(listed))
    for words in ("Cyber Protect Officer", "Digital crime team", "cyber@police.example", "Last checked"):
        assert words in page, words


def test_a_report_to_ceop_is_kept_and_its_number_is_on_the_page(mair, concern):
    typed = {"agency": "CEOP", "method": "ONLINE", "spoke_to": "CEOP Safety Centre", "agency_reference": "C-12"}
    assert send(mair, url("add_referral", concern), typed | moment("made_at")).status_code == 302
    row = Referral.objects.select_related("concern__key").get()
    assert (row.agency, row.agency_reference, row.made_by.name) == ("CEOP", "C-12", "Mair Prosser")
    assert "C-12" in text_of(mair.get(url("referral", concern, number=1)))


def test_how_the_child_would_like_it_is_kept_with_their_words_and_the_day(mair, concern):
    typed = {"preference": "TOGETHER", "words": "With you, please.", "text_language": "en"}
    assert send(mair, url("family_preference", concern), typed | day("asked_on", clock.today())).status_code == 302
    row = ChildPreference.objects.select_related("concern__key").get()
    assert (row.preference, row.words, row.asked_on) == ("TOGETHER", "With you, please.", clock.today())
    page = text_of(mair.get(url("family", concern)))
    assert "The child and the school tell them together" in page and "With you, please." in page


def test_what_was_observed_is_recorded_and_shown(mair, concern):
    form = mair.get(url("safety_check", concern)).context["form"]
    codes = [code for code, _label in form.fields["observed"].choices]
    typed = {"self_harm": "NONE", "observed": codes[:2], "observed_words": "She sat apart at lunch."}
    assert send(mair, url("safety_check", concern), typed).status_code == 302
    assert SafetyCheck.objects.get().observed == ",".join(codes[:2])
    page = text_of(mair.get(url("safety", concern)))
    assert "Quieter or more withdrawn" in page and "She sat apart at lunch." in page


def test_a_child_is_pointed_to_childline_and_it_is_kept(cast, mair, concern):
    childline = ContactPoint.objects.get(name_en="Childline, for children", school=None)
    for language, name in (("cy", childline.name_cy), ("en", childline.name_en)):
        cast.mair.language = language
        cast.mair.save()
        assert escape(name) in text_of(mair.get(url("support", concern)))
    typed = {"named_adult": "Mrs Evans", "services": [str(childline.pk)]}
    assert send(mair, url("support_plan", concern), typed).status_code == 302
    assert SupportPlan.objects.get().services == str(childline.pk)


def test_every_step_of_the_directory_answers_a_statement():
    """Else one could be taken out of the table unseen, and the test above would pass it over."""
    listed = json.loads((settings.BASE_DIR / "fixtures/reference_steps.json").read_text())
    assert {row["code"] for row in listed} == set(STEPS)

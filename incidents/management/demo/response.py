"""What is done about blackmail and shared images in the demo: noticed, reviewed, kept, removed, told, supported."""

from collections.abc import Callable
from datetime import date, timedelta

from incidents.management.demo.played import Played
from incidents.models import Concern
from incidents.selectors.devices import agencies_involved
from incidents.selectors.pathway import found_on
from incidents.selectors.support import services_of
from incidents.services import contact, devices, families, pathways, removal, reviewing, steps, support, wellbeing
from incidents.services.contact import Account, Demanded, Facts
from incidents.services.families import Decided
from incidents.services.pathways import Noticed
from safeguarding import clock
from safeguarding.directory.models import Platform


def notice_blackmail(played: Played) -> None:
    """The signs that the child and the reporter told of."""
    threat = _in(played, "“Pay tonight or your family gets it.”", "“Tala heno neu bydd dy deulu’n ei gael.”")
    seen = _in(played, "Tearful, and kept looking at the phone", "Yn ddagreuol, ac yn edrych ar y ffôn o hyd")
    told = [Noticed(sign, "CHILD") for sign in ("UNKNOWN_ACCOUNT", "MOVED_TO_PRIVATE", "THREAT_TO_SHARE")]
    noticed = [*told, Noticed("MONEY_DEMANDED", "CHILD", threat), Noticed("CHANGED", "REPORTER", seen)]
    _each(played, pathways.record_signs, noticed=noticed)


def notice_email(played: Played) -> None:
    """There is only an e-mail."""
    words = "One e-mail, with an old password of theirs in it."
    noticed = [Noticed("ONLY_EMAIL", "CHILD", words), Noticed("TOLD_HACKED", "CHILD")]
    _each(played, pathways.record_signs, noticed=noticed)


def confirm_pathway(played: Played) -> None:
    """The lead confirms the pathway that is proposed, and says why where it lessens what was recorded."""
    why = _in(played, "One e-mail to a school address; nobody was in contact.", "Un e-bost; ni fu neb mewn cysylltiad.")
    for concern in played.concerns():
        found = found_on(concern)
        proposed = found.proposal.pathway
        reasons = why if found.needs_reasons(proposed) else ""
        _do(played, concern, pathways.choose_pathway, chosen=proposed, reasons=reasons)


def record_contact(played: Played) -> None:
    """Which account made contact, and what it demands."""
    told = played.told["account"]
    words = _in(
        played, "Said they were in year 11 at another school.", "Dywedodd ei bod ym mlwyddyn 11 mewn ysgol arall."
    )
    on = {name: _platform(told[name]).pk for name in ("platform", "moved_to") if name in told}
    account = Account(
        platform_id=on["platform"],
        handle=told["handle"],
        display_name=told.get("display_name", ""),
        kind="UNKNOWN_FAKE",
        moved_to_id=on.get("moved_to"),
        words=words,
    )
    _each(played, contact.record_account, said=account)
    demand = Demanded(
        kind="GIFT_CARD",
        amount="100",
        currency="GBP",
        deadline=clock.now() + timedelta(hours=9),
        paid="NO",
        bank_told="NOT_NEEDED",
        words=_in(played, "Two cards of 50, by the evening.", "Dau gerdyn o 50, erbyn gyda’r nos."),
    )
    _each(played, contact.record_demand, said=demand)


def record_facts(played: Played) -> None:
    """What else is known, as the child told it unasked."""
    facts = Facts(
        surfaced="DISCLOSED",
        first_contact_at=clock.now() - timedelta(days=4),
        threatened_at=clock.now() - timedelta(hours=15),
        origins="NOT_KNOWN",
        media="NOT_KNOWN",
        shared="THREATENED",
        deleted="NO",
        impact=_in(
            played, "Has not slept since. Worried about the family.", "Heb gysgu ers hynny. Yn poeni am y teulu."
        ),
    )
    _each(played, contact.record_facts, said=facts)


def keep_safe(played: Played) -> None:
    """The child keeps the messages, stops, and blocks the account, with help."""
    kept = _in(played, "Kept in a folder of their own.", "Wedi’u cadw mewn ffolder ar wahân.")
    helped = {"state": "DONE", "on": clock.today(), "helped_by": played.reporter.name}
    _each(played, steps.take_steps, list_slug="keep-safe", codes=["keep-messages"], words=kept, **helped)
    rest = ["stop-contact", "never-pay", "block-account", "report-account"]
    _each(played, steps.take_steps, list_slug="keep-safe", codes=rest, **helped)


def reassure(played: Played) -> None:
    """What the child was told."""
    told = ["must-be-reported", "not-alone", "not-to-blame", "can-be-solved"]
    _each(played, steps.take_steps, list_slug="reassure", codes=told, state="TALKED", on=clock.today())


def answer_email(played: Played) -> None:
    """What is done about an e-mail that is sent to many."""
    done = {"state": "DONE", "on": clock.today(), "helped_by": "One of the parents, at home"}
    codes = ["do-not-pay", "do-not-reply", "change-password", "report-it"]
    _each(played, steps.take_steps, list_slug="phishing", codes=codes, **done)
    two = {"state": "TALKED", "on": clock.today()}
    _each(played, steps.take_steps, list_slug="accounts", codes=["separate-passwords", "two-step"], **two)


def review(played: Played) -> None:
    """The review sits once, and some of its tasks are done."""
    people = f"{played.lead.name}, {played.reporter.name}"
    words = _in(
        played,
        "We went by what we were told. Nobody needs to see anything.",
        "Aethom yn ôl yr hyn a ddywedwyd wrthym. Nid oes angen i neb weld dim.",
    )
    _each(played, reviewing.record_sitting, met_at=clock.now() - timedelta(minutes=25), people=people, words=words)
    _each(played, reviewing.find_triggers, triggers=played.told.get("triggers", ["COERCED"]))
    marks = {"PEOPLE": "DONE", "RISK": "DONE", "TRIGGERS": "DONE", "KNOWN": "DONE", "FAMILY": "IN_PROGRESS"}
    for concern in played.concerns():
        for task, state in marks.items():
            reviewing.mark_task(actor=played.lead, reference=concern.reference, task=task, state=state)


def check_safety(played: Played) -> None:
    """The child was asked whether they might hurt themselves: a worry, with a day to ask again."""
    _check(played, "POSSIBLE", ["TEARFUL", "TIRED"], clock.today() + timedelta(days=7))


def check_safety_again(played: Played) -> None:
    """The child was asked again, and there is no sign of it."""
    _check(played, "NONE", ["NONE"], None)


def keep_device(played: Played) -> None:
    """A phone is handed over and kept; nobody looks at it."""
    _each(
        played,
        devices.receive_device,
        kind="PHONE",
        whose="CHILD",
        handed_over_by=_in(played, "The child, unasked", "Y plentyn, heb i neb ofyn"),
        handed_over_at=clock.now(),
        state="FLIGHT_MODE",
        place=_in(played, "The safe in the head’s office", "Y sêff yn swyddfa’r pennaeth"),
        advice=_in(played, "The police: leave it on, in flight mode.", "Yr heddlu: gadewch ef ymlaen, ar fodd awyren."),
        seal="7",
    )


def release(played: Played) -> None:
    """The police take the phone; both agencies need nothing kept any longer; the child was asked to delete."""
    for concern in played.concerns():
        to_police = {"released_to": "PC 4411", "released_at": clock.now(), "receipt": "R-0092"}
        for device in concern.devices.filter(released=None):
            _do(played, concern, devices.release_device, device_id=device.pk, **to_police)
        for one in agencies_involved(concern):
            said = {"released_at": clock.now(), "from_whom": "The duty officer"}
            _do(played, concern, devices.record_release, agency=one.agency, **said)
        asked = {"until": clock.today() + timedelta(days=2), "parents_know": True}
        _do(played, concern, devices.record_deletion, state="ASKED", where=["CLOUD"], **asked)


def ask_removal(played: Played) -> None:
    """The child asks for removal, with a day to look again."""
    by_child = {"state": "SENT", "on": clock.today(), "recheck_on": clock.today() + timedelta(days=5)}
    for tool, platform in (("report-remove", ""), ("platform", "instagram")):
        _each(played, removal.record_removal, tool=tool, platform=platform, helped_by=played.lead.name, **by_child)


def look_at_removal(played: Played) -> None:
    """One of them has answered, and the other is looked at again."""
    words = _in(played, "Nothing with this fingerprint has turned up.", "Nid oes dim â’r ôl bys hwn wedi ymddangos.")
    again = {"state": "HASHED", "on": clock.today(), "recheck_on": clock.today() + timedelta(days=7), "words": words}
    _each(played, removal.record_removal, tool="report-remove", **again)
    _each(played, removal.record_removal, tool="platform", platform="instagram", state="REMOVED", on=clock.today())


def finish_removal(played: Played) -> None:
    """Both have answered, and nothing is left to look at."""
    for tool, platform in (("report-remove", ""), ("platform", "instagram")):
        _each(played, removal.record_removal, tool=tool, platform=platform, state="REMOVED", on=clock.today())


def ask_preference(played: Played) -> None:
    """How the child would like parents or carers to be told, and what is decided."""
    preference = played.told.get("preference", "TOGETHER")
    words = _in(played, "“Not on my own, please.”", "“Ddim ar fy mhen fy hun, plîs.”")
    said = {"words": words, "language": played.told["language"], "asked_on": clock.today()}
    _each(played, families.record_preference, preference=preference, **said)
    decided = Decided(telling=preference, who_tells=played.lead.name, tell_on=clock.today())
    _each(played, families.decide_telling, decided=decided)


def wait_with_telling(played: Played) -> None:
    """The police ask the school to wait, and the child asks for it too: looked at again on a day."""
    said = {"words": "“Not yet. I want to tell Mum myself.”", "language": "en", "asked_on": clock.today()}
    _each(played, families.record_preference, preference="NOT_TOLD", **said)
    decided = Decided(
        telling="NOT_NOW",
        why_not="EVIDENCE",
        reasons="The police asked us to wait until they have spoken with the child.",
        agreed_with=f"PC 4411, and {played.head.name}",
        review_on=clock.today() + timedelta(days=7),
    )
    _each(played, families.decide_telling, decided=decided)


def speak_with_family(played: Played) -> None:
    """A talk with a parent, in the language of the family."""
    _each(
        played,
        families.record_contact,
        with_whom=_in(played, "One of the parents", "Un o’r rhieni"),
        talked_at=clock.now(),
        channel="PHONE",
        spoken=played.told["language"].upper(),
        said=_in(
            played,
            "What we were told, that the child is not to blame, and what happens now.",
            "Yr hyn a ddywedwyd wrthym, nad oes bai ar y plentyn, a beth sy’n digwydd nawr.",
        ),
        they_said=_in(played, "Thankful that the child told somebody.", "Yn ddiolchgar bod y plentyn wedi dweud."),
        agreed=_in(played, "We talk again tomorrow.", "Byddwn yn siarad eto yfory."),
    )


def give_letter(played: Played) -> None:
    """The letter is given in both languages; on one record a grandparent needs it in large print."""
    given = {
        "to_whom": _in(played, "One of the parents", "Un o’r rhieni"),
        "channel": "BY_HAND",
        "given_on": clock.today(),
    }
    _each(played, families.record_letters, languages=["cy", "en"], **given)
    for concern in played.concerns() if "large_print_for" in played.told else ():
        asked = {"for_whom": played.told["large_print_for"], "needed_by": clock.today() + timedelta(days=3)}
        request = _do(played, concern, families.ask_format, format="LARGE_PRINT", words="The letter", **asked)
        _do(played, concern, families.give_format, request_id=request.pk, given_on=clock.today())


def plan_support(played: Played) -> None:
    """Who is there for the child, of which services they were told, and a day to speak again."""
    adult = _in(played, "Mrs Evans, head of year", "Mrs Evans, pennaeth blwyddyn")
    wish = _in(played, "“Somewhere quiet at lunch.”", "“Rhywle tawel amser cinio.”")
    for concern in played.concerns():
        told_of = [one["id"] for one in services_of(concern)][:2]
        _do(played, concern, support.plan_support, named_adult=adult, services=told_of, child_says=wish)
    plan_check_in(played)


def plan_check_in(played: Played) -> None:
    """A day to speak again."""
    due_on = clock.today() + timedelta(days=7)
    _each(played, support.plan_check_in, due_on=due_on, with_whom="Mrs Evans")


def check_in(played: Played) -> None:
    """They spoke."""
    words = _in(played, "Sleeping better, and back with friends.", "Yn cysgu’n well, ac yn ôl gyda’i ffrindiau.")
    for concern in played.concerns():
        for row in concern.check_ins.filter(done=None):
            _do(played, concern, support.complete_check_in, check_in_id=row.pk, happened="YES", words=words)


def _check(played: Played, self_harm: str, observed: list[str], recheck_on: date | None) -> None:
    _each(played, wellbeing.record_check, self_harm=self_harm, observed=observed, recheck_on=recheck_on)


def _platform(code: str) -> Platform:
    return Platform.objects.get(code=code, school=None)


def _in(played: Played, english: str, welsh: str) -> str:
    """The words in the language in which the record was written."""
    return welsh if played.told["language"] == "cy" else english


def _each(played: Played, service: Callable, **said) -> None:
    for concern in played.concerns():
        _do(played, concern, service, **said)


def _do(played: Played, concern: Concern, service: Callable, **said):
    """One act of the lead on a record as it stands now."""
    version = Concern.objects.values_list("version", flat=True).get(pk=concern.pk)
    return service(actor=played.lead, reference=concern.reference, seen_version=version, **said)

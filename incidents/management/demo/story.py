"""Plays two terms of records through the services, each act at the moment the story tells of, in order."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings

from incidents.management.demo import acts, reporting, response, together, two_people
from incidents.management.demo.founding import terms_of
from incidents.management.demo.played import Played
from safeguarding import clock
from safeguarding.accounts.models import User
from safeguarding.accounts.roles import Role
from safeguarding.schools.models import Pupil, School

UNFINISHED = "Came to me at the end of the lesson. I have asked them to come back at lunch."
STORY = Path(settings.BASE_DIR) / "fixtures" / "demo_story.json"

Beat = tuple[timedelta, Callable[[Played], None]]
READ: Beat = (timedelta(minutes=11), acts.read)
TAKE: Beat = (timedelta(minutes=14), acts.take_on)
TRIAGE: Beat = (timedelta(minutes=50), acts.triage)
NO_REVIEW: Beat = (timedelta(minutes=50), acts.triage_without_review)
REFER: list[Beat] = [
    (timedelta(minutes=25), acts.refer_to_police),
    (timedelta(minutes=35), acts.refer_to_childrens_services),
    (timedelta(hours=5), acts.confirm_in_writing),
]
REPLIES: list[Beat] = [(timedelta(days=2, hours=1), acts.record_replies)]
PLAN: list[Beat] = [(timedelta(days=1), acts.plan_action), (timedelta(days=1, hours=1), acts.note)]
DONE: Beat = (timedelta(days=8), acts.complete_actions)
NOTHING: Beat = (timedelta(days=2), acts.end_without_action)
CLOSE: Beat = (timedelta(days=24), acts.close)

PATHS: dict[str, list[Beat]] = {
    "sent": [],
    "sent_read": [READ],
    "opened": [READ, TAKE],
    "in_review": [READ, TAKE, TRIAGE],
    "in_review_referred": [READ, TAKE, *REFER, TRIAGE],
    "planned_action": [READ, TAKE, TRIAGE, *PLAN, (timedelta(days=3), acts.plan_for_action), DONE],
    "planned_early": [READ, TAKE, TRIAGE, *PLAN, (timedelta(days=3), acts.plan_early_help), DONE],
    "planned_monitor": [READ, TAKE, TRIAGE, *PLAN, (timedelta(days=3), acts.plan_monitoring), DONE],
    "in_review_asked": [READ, TAKE, TRIAGE, (timedelta(hours=2), two_people.decide_not_to_refer)],
    "planned_referred": [READ, TAKE, *REFER, TRIAGE, *REPLIES, *PLAN, (timedelta(days=3), acts.plan_for_action), DONE],
    "planned_copied": [
        READ, TAKE, *REFER, TRIAGE, *REPLIES, (timedelta(days=2, hours=3), acts.check_copy), *PLAN,
        (timedelta(days=3), acts.plan_for_action), DONE,
    ],
    "planned_disagreed": [
        READ, TAKE, *REFER, TRIAGE, *REPLIES, (timedelta(days=2, hours=3), acts.disagree), *PLAN,
        (timedelta(days=3), acts.plan_for_action), DONE,
    ],
    "nfa": [READ, TAKE, NO_REVIEW, NOTHING],
    "closed_nfa": [READ, TAKE, NO_REVIEW, NOTHING, CLOSE],
    "closed_planned": [READ, TAKE, TRIAGE, *PLAN, (timedelta(days=3), acts.plan_early_help), DONE, CLOSE],
    "closed_referred": [
        READ, TAKE, *REFER, TRIAGE, *REPLIES, *PLAN, (timedelta(days=3), acts.plan_for_action), DONE, CLOSE,
    ],
    "closed_agreed": [
        READ, TAKE, TRIAGE,
        (timedelta(hours=2), two_people.decide_not_to_refer),
        (timedelta(hours=4), two_people.head_agrees),
        (timedelta(days=3), acts.plan_early_help),
        (timedelta(days=21), two_people.ask_to_close),
        (timedelta(days=21, hours=3), two_people.head_agrees),
        CLOSE,
    ],
    "reopened": [READ, TAKE, NO_REVIEW, NOTHING, (timedelta(days=6), acts.close), (timedelta(days=12), acts.reopen)],
}  # fmt: skip

_AT_ONCE: list[Beat] = [
    (timedelta(minutes=20), response.notice_blackmail),
    (timedelta(minutes=22), response.confirm_pathway),
    (timedelta(minutes=30), response.record_contact),
    (timedelta(minutes=40), response.keep_safe),
    (timedelta(minutes=45), response.reassure),
    (timedelta(minutes=48), response.check_safety),
]
_SAME_DAY: list[Beat] = [
    (timedelta(hours=1), response.record_facts),
    (timedelta(hours=1, minutes=10), response.keep_device),
    (timedelta(hours=2), response.review),
    (timedelta(hours=3), response.ask_preference),
    (timedelta(hours=4), response.speak_with_family),
]
_NEXT_DAYS: list[Beat] = [
    (timedelta(days=1, hours=1), response.give_letter),
    (timedelta(days=1, hours=2), response.ask_removal),
    (timedelta(days=1, hours=3), response.plan_support),
    (timedelta(days=7, hours=2), response.check_in),
]
_VIEWING: list[Beat] = [
    (timedelta(days=1, hours=2), together.ask_to_view),
    (timedelta(days=1, hours=3), together.head_allows_viewing),
    (timedelta(days=1, hours=4), together.record_viewing),
    (timedelta(days=1, hours=5), together.deputy_signs),
]
# What is done beside the path, by what "response" says of a record; all of it before the record is closed.
RESPONSES: dict[str, list[Beat]] = {
    "blackmail_closed": [
        *_AT_ONCE, *_SAME_DAY, *_NEXT_DAYS,
        (timedelta(days=7, hours=3), response.check_safety_again),
        (timedelta(days=9), response.finish_removal),
        (timedelta(days=14), response.release),
    ],
    "blackmail_open": [
        *_AT_ONCE, *_SAME_DAY, *_NEXT_DAYS,
        (timedelta(days=7, hours=3), response.check_safety_again),
    ],
    "blackmail_linked": [
        *_AT_ONCE,
        (timedelta(hours=2), response.review),
        (timedelta(hours=2, minutes=30), together.link),
        (timedelta(hours=2, minutes=45), together.tell_police_together),
        (timedelta(hours=3), response.ask_preference),
        (timedelta(days=1, hours=1), response.give_letter),
        (timedelta(days=7, hours=2), response.check_safety_again),
    ],
    "blackmail_new": [
        *_AT_ONCE,
        (timedelta(hours=2), response.review),
        (timedelta(hours=3), response.wait_with_telling),
    ],
    "images_open": [
        (timedelta(minutes=22), response.confirm_pathway),
        (timedelta(minutes=45), response.reassure),
        (timedelta(hours=2), response.review),
        (timedelta(hours=3), response.ask_preference),
        (timedelta(hours=4), response.ask_removal),
    ],
    "images_viewed": [
        (timedelta(minutes=22), response.confirm_pathway),
        (timedelta(minutes=45), response.reassure),
        (timedelta(minutes=48), response.check_safety_again),
        (timedelta(hours=2), response.review),
        (timedelta(hours=2, minutes=30), together.see_by_accident),
        (timedelta(hours=3), response.ask_preference),
        (timedelta(hours=4), response.speak_with_family),
        *_VIEWING,
        (timedelta(days=1, hours=6), response.ask_removal),
        (timedelta(days=9), response.finish_removal),
    ],
    "email": [
        (timedelta(minutes=20), response.notice_email),
        (timedelta(minutes=22), response.confirm_pathway),
        (timedelta(minutes=40), response.answer_email),
        (timedelta(minutes=45), response.reassure),
        (timedelta(minutes=48), response.check_safety_again),
    ],
}  # fmt: skip
# What was done that long before now, so that there are days still to come.
LATELY: dict[str, list[Beat]] = {
    "blackmail_open": [
        (timedelta(days=4, hours=1), response.look_at_removal),
        (timedelta(days=4), response.check_safety),
        (timedelta(days=3, hours=23), response.plan_check_in),
    ],
    "images_viewed": [(timedelta(days=20), together.name_deputy)],
}


def play(schools: dict[str, School], cast: dict[str, User]) -> int:
    """Plays every record that the story tells of; returns how many there are."""
    told = json.loads(STORY.read_text(encoding="utf-8"))
    beats = [*_beats(told, schools, cast), *_unfinished(schools, cast)]
    beats.sort(key=lambda beat: (beat[0], beat[1]))
    now = clock.now()
    for at, _order, do, played in beats:
        if at < now:
            with clock.playing(at):
                do(played)
    return len(told)


def _beats(told: list[dict], schools, cast) -> Iterator[tuple[datetime, int, Callable, Played]]:
    rolls = {code: _by_year(school) for code, school in schools.items()}
    staff = list(
        User.objects.filter(staff_roles__school=schools["afon"], staff_roles__role=Role.STAFF).order_by("email")
    )
    order, days = 0, _school_days(clock.today())
    for number, one in enumerate(told):
        code = one.get("school", "afon")
        played = Played(
            told=one,
            school=schools[code],
            reporter=cast["rhys"] if code == "riverside" else _reporter(one["by"], cast, staff),
            lead=cast["rhys"] if code == "riverside" else cast["dafydd" if number % 4 == 3 else "mair"],
            head=cast["tomos" if code == "riverside" else "huw"],
            pupils=_pupils(rolls[code], one, number),
        )
        began = _moment(one, days)
        beside = one.get("response", "")
        for after, do in [(timedelta(), reporting.record), *PATHS[one["path"]], *RESPONSES.get(beside, [])]:
            order += 1
            yield began + after, order, do, played
        for ago, do in LATELY.get(beside, []):
            order += 1
            yield clock.now() - ago, order, do, played


def _unfinished(schools, cast) -> Iterator[tuple[datetime, int, Callable, Played]]:
    """Two records that somebody began today and has not sent."""
    for order, (name, ago) in enumerate({"owen": timedelta(hours=4), "nia": timedelta(minutes=25)}.items()):
        told = {"language": "en", "text": UNFINISHED}
        played = Played(
            told=told, school=schools["afon"], reporter=cast[name], lead=cast["mair"], head=cast["huw"], pupils=[]
        )
        yield clock.now() - ago, -order, reporting.leave_unfinished, played


def _moment(one: dict, days: list[date]) -> datetime:
    """The moment of recording: that many school days ago, and never still to come."""
    at = datetime.combine(days[one["days_ago"]], time.fromisoformat(one["at"]), tzinfo=clock.LONDON)
    return min(at, clock.now() - timedelta(minutes=20))


def _school_days(today: date) -> list[date]:
    """The school days up to today, the latest first."""
    terms = terms_of(today)
    days = [today - timedelta(days=number) for number in range(400)]
    return [day for day in days if day.weekday() < 5 and any(first <= day <= last for _name, first, last in terms)]


def _reporter(by: str, cast: dict[str, User], staff: list[User]) -> User:
    kind, _colon, number = by.partition(":")
    return cast[kind] if kind in cast else staff[int(number) % len(staff)]


def _by_year(school: School) -> dict[int, list[Pupil]]:
    years: dict[int, list[Pupil]] = {}
    for pupil in Pupil.objects.filter(school=school, left_on=None).order_by("identity_digest"):
        pupil.school = school
        years.setdefault(pupil.year_group, []).append(pupil)
    return years


def _pupils(years: dict[int, list[Pupil]], one: dict, number: int) -> list[Pupil]:
    """A child of that year for each child the story speaks of; a small school gives what years it has."""
    year = years.get(one["year"]) or max(years.values(), key=len)
    wanted = 2 if "{child2}" in one["text"] else 1
    return [year[(7 * number + place) % len(year)] for place in range(wanted)]

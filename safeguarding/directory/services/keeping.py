"""Keeping the directory of a school: its own entries in place of its country's, checked and changed by its people."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models import Max, Model

from safeguarding import clock, policy
from safeguarding.audit import acts, events
from safeguarding.directory import guidance_pages as pages
from safeguarding.directory.kinds import MAY_BE_ADDED, ROWS, Kind
from safeguarding.directory.models import ContactPoint, Letter
from safeguarding.policy import Verb
from safeguarding.schools.models import School


class ChangedMeanwhile(Exception):
    """Somebody else changed the entry after this person had opened it. `seen` is what it is now."""

    def __init__(self, seen: str) -> None:
        super().__init__("changed meanwhile")
        self.seen = seen


@dataclass(frozen=True)
class Asked:
    """Which entry of which school."""

    school: School
    kind: Kind
    entry_id: UUID


@acts.quiet_act
def add_entry(*, actor, school: School, kind: Kind, said: dict) -> Model:
    """A contact or a platform of the school's own. Pressing twice adds one.

    Raises NotThere unless the actor keeps the contacts of the school and the kind may be added to.
    """
    _hold(actor, school)
    if kind not in MAY_BE_ADDED:
        raise policy.NotThere(Verb.MANAGE_CONTACTS, asked_for=str(kind))
    in_use = {"is_used": True} if kind == Kind.CONTACTS else {}
    there = ROWS[kind].objects.filter(school=school, **in_use, **said).first()
    if there is not None:
        return there
    entry = ROWS[kind](school=school, checked_on=clock.today(), **said)
    if kind == Kind.PLATFORMS:
        entry.code, entry.place = f"own-{uuid4().hex[:8]}", _last_place(school) + 1
    entry.save(force_insert=True)
    _record(events.GUIDANCE_CHANGED, actor, school, kind, entry)
    return entry


@acts.quiet_act
def keep_entry(*, actor, asked: Asked, seen: str, said: dict) -> Model:
    """Changes an entry: the school's own from now on, in place of its country's, which stays as it is.

    A letter that is changed is a further version, because the earlier one was given to somebody. Saving what stands
    there already changes nothing. Raises NotThere, and ChangedMeanwhile unless the entry is as the actor saw it.
    """
    entry = _standing(actor, asked)
    if all(getattr(entry, name) == value for name, value in said.items()):
        return entry
    if pages.fingerprint(entry) != seen:
        raise ChangedMeanwhile(pages.fingerprint(entry))
    own = _further_version(entry, asked.school) if asked.kind == Kind.LETTERS else _own(entry, asked.school)
    for name, value in said.items():
        setattr(own, name, value)
    own.checked_on = clock.today()
    own.save()
    _record(events.GUIDANCE_CHANGED, actor, asked.school, asked.kind, own)
    return own


@acts.quiet_act
def check_entry(*, actor, asked: Asked, takes_on: bool = False) -> Model:
    """Says that an entry is right today; `takes_on` says of a letter that its wording is the school's own.

    Raises NotThere.
    """
    entry = _standing(actor, asked)
    takes_on = takes_on and asked.kind == Kind.LETTERS and not entry.is_checked
    if entry.checked_on == clock.today() and not takes_on:
        return entry
    own = _own(entry, asked.school)
    own.checked_on = clock.today()
    if takes_on:
        own.is_checked = True
    own.save()
    _record(events.GUIDANCE_CHECKED, actor, asked.school, asked.kind, own)
    return own


@acts.quiet_act
def put_in_use(*, actor, school: School, contact_id: UUID, is_used: bool) -> ContactPoint:
    """Takes a contact of the school's own out of use, or uses it again. Pressing twice does it once.

    What is out of use is offered nowhere, and its country's stands in its place again; records that name it still do.
    Raises NotThere, also for a contact that is not the school's own.
    """
    _hold(actor, school)
    contact = ContactPoint.objects.filter(school=school, pk=contact_id).first()
    if contact is None:
        raise policy.NotThere(Verb.MANAGE_CONTACTS, asked_for=str(contact_id))
    if contact.is_used != is_used:
        contact.is_used = is_used
        contact.save(update_fields=["is_used"])
        event = events.CONTACT_USED_AGAIN if is_used else events.CONTACT_OUT_OF_USE
        _record(event, actor, school, Kind.CONTACTS, contact)
    return contact


def _hold(actor, school: School) -> None:
    policy.require_school(actor, Verb.MANAGE_CONTACTS, school.pk)
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # two people cannot both make the school's own


def _standing(actor, asked: Asked) -> Model:
    _hold(actor, asked.school)
    entry = pages.standing(asked.school, asked.kind, asked.entry_id)
    if entry is None:
        raise policy.NotThere(Verb.MANAGE_CONTACTS, asked_for=str(asked.entry_id))
    return entry


def _own(entry: Model, school: School) -> Model:
    """The entry itself where it is the school's own, else a copy of its country's."""
    return entry if entry.school_id else _copied(entry, school, version=1)


def _further_version(letter: Letter, school: School) -> Letter:
    before = Letter.objects.filter(school=school, code=letter.code, language=letter.language)
    newest = before.aggregate(newest=Max("version"))["newest"] or 0
    return _copied(letter, school, version=newest + 1, is_checked=False)


def _copied(entry: Model, school: School, **changed) -> Model:
    held = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields if field.name != "id"}
    known = {name: value for name, value in changed.items() if name in held}
    return type(entry)(**(held | known | {"school_id": school.pk}))


def _last_place(school: School) -> int:
    """Before "another site", which comes last."""
    return max([row.place for row in pages.entries(school, Kind.PLATFORMS) if row.school_id], default=160)


def _record(event: str, actor, school: School, kind: Kind, entry: Model) -> None:
    code = getattr(entry, "code", "") or entry.kind
    about = {"kind": str(kind), "code": code, "entry": entry.pk}
    acts.record(event, actor=actor, school_id=school.pk, subject=school, **about)

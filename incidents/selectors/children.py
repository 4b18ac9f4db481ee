"""What children and staff are called, for finding their names in a statement."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from incidents.masking import without_names
from incidents.models import Concern
from incidents.names import OWN, Person
from incidents.ordinary_words import OF_DESCRIPTIONS
from incidents.spelling import tokens
from safeguarding import clock
from safeguarding.accounts.models import StaffRole
from safeguarding.schools.models import Pupil, School


def person_of(pupil: Pupil, identity: str = "") -> Person:
    """Everything this pupil is called, and was called before the roll changed it (prefetch earlier_identities)."""
    known = [pupil, *pupil.earlier_identities.all()]
    for earlier in known[1:]:
        earlier.pupil = pupil
    return Person(
        id=identity or str(pupil.pk),
        forenames=_different(*(name for one in known for name in (one.legal_forename, one.preferred_forename))),
        surnames=_different(*(name for one in known for name in (one.legal_surname, one.preferred_surname))),
        numbers=_different(*(number for one in known for number in (one.upn, one.school_number))),
        form=pupil.form,
    )


def described_person(description: str, identity: str) -> Person:
    """A child "not on the list": the words with a capital in what somebody wrote of them may be the name."""
    written = [
        description[token.start : token.end]
        for token in tokens(description)
        if token.is_capitalised and token.word not in OF_DESCRIPTIONS and len(token.word) > 1
    ]
    return Person(id=identity, forenames=tuple(written), surnames=tuple(written))


def child_of(concern: Concern, identity: str = "") -> Person:
    """The child of a concern: the pupil, or whoever was described."""
    if concern.pupil:
        return person_of(concern.pupil, identity)
    matched = [match.other_name for match in concern.matches.all()]
    return described_person("; ".join([concern.unlisted_child, *matched]), identity or str(concern.pk))


def others_in_report(concern: Concern) -> list[Person]:
    """The other children of the same report."""
    rows = (
        concern.incident.concerns.exclude(pk=concern.pk)
        .with_keys()
        .prefetch_related("matches", "pupil__earlier_identities")
    )
    for row in rows:
        for match in row.matches.all():
            match.concern = row
    return [child_of(row) for row in rows if row.pupil_id is None or row.pupil_id != concern.pupil_id]


def linked_with(concern: Concern) -> QuerySet[Concern]:
    """The concerns that are, or were, linked with this one."""
    patterns = concern.pattern_links.values("pattern")
    return Concern.objects.filter(pattern_links__pattern__in=patterns).exclude(pk=concern.pk).distinct()


def linked_children(concern: Concern) -> list[Person]:
    """The children of concerns that are, or were, linked with this one."""
    found = list(linked_with(concern).with_keys().prefetch_related("matches", "pupil__earlier_identities"))
    for row in found:
        for match in row.matches.all():
            match.concern = row
    return [child_of(row) for row in found if row.pupil_id is None or row.pupil_id != concern.pupil_id]


def without_children(concern: Concern, texts: Sequence[str]) -> list[str]:
    """What was written about this concern as somebody reads it who may not know which children it is about.

    Its own child, the others of the report, those of linked concerns and the rest of the roll are named in none of it,
    neither by name nor by initials, number or form.
    """
    return without_names(
        texts,
        [child_of(concern), *others_in_report(concern), *linked_children(concern)],
        lambda _letter, is_form: _("[a child’s form]") if is_form else _("[a child’s name]"),
        others=rest_of_roll(concern),
        staff=staff_names(concern.school),
    )


def own_child(concern: Concern) -> Person:
    """This concern's own child, whose name stays."""
    return child_of(concern, OWN)


def rest_of_roll(concern: Concern) -> list[Person]:
    """Every other pupil who was on the roll when the reporter became aware, or is today."""
    since = clock.local(concern.incident.became_aware_at).date()
    rows = Pupil.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=since), school_id=concern.school_id)
    found = []
    for pupil in rows.exclude(pk=concern.pupil_id).prefetch_related("earlier_identities"):
        pupil.school = concern.school  # one school, one key: opened once
        found.append(person_of(pupil))
    return found


def staff_names(school: School) -> list[Person]:
    """Those who work or have worked at the school: their names stay."""
    names = StaffRole.objects.filter(school=school).values_list("user__name", flat=True).distinct()
    return [_named_person(name) for name in sorted(set(names))]


def _named_person(name: str) -> Person:
    forename, _space, surname = name.strip().rpartition(" ")
    return Person(id=name, forenames=(forename,) if forename else (), surnames=(surname,))


def _different(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))

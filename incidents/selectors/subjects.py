"""What entries of the audit trail are about, as references: to a record, to a child by year, to a member of staff."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from incidents.models import AuditReport, Concern
from safeguarding.accounts.models import User
from safeguarding.schools.models import Pupil

BATCH = 500  # how many ids one query asks for: SQLite takes some thousands of values at most
# Through which row another kind of row leads to the record that it belongs to.
TOWARDS_A_RECORD = ("concern", "incident", "referral", "action", "agreement")


@dataclass(frozen=True)
class About:
    """What one entry is about. A member of staff has a name here when it was asked for; a child never has."""

    reference: str = ""
    year_group: int | None = None
    name: str = ""
    records: tuple[str, ...] = ()  # the references of the records in it, where a child's whole file was opened

    @property
    def year(self) -> str:
        """The child's year group, in the language in force."""
        return Pupil(year_group=self.year_group).year_name


def id_reference(pk: UUID) -> str:
    """The reference by which a person (of staff, or a child without a record) is known in papers that name nobody."""
    return f"{pk.hex[:4]}-{pk.hex[4:8]}".upper()


def subjects(asked: Iterable[tuple[str, UUID | None]], *, staff_by_name: bool = False) -> dict[UUID, About]:
    """For each subject of these entries (its type and id), what it is."""
    by_type: dict[str, set[UUID]] = {}
    for kind, pk in asked:
        if kind and pk:
            by_type.setdefault(kind, set()).add(pk)
    found: dict[UUID, About] = {}
    for kind, ids in by_type.items():
        find = FINDERS.get(kind, _records)
        for some in _in_batches(ids):
            found |= find(kind, some, staff_by_name)
    return found


def about_entry(found: dict[UUID, About], subject_id: UUID | None, details: dict) -> About:
    """What one entry is about, out of what `subjects` found: a child's file is about each record in it."""
    listed = details.get("records")
    records = tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()
    return replace(found.get(subject_id, About()), records=records)


def staff_names(ids: set[UUID]) -> dict[UUID, str]:
    """The names of these members of staff."""
    found: dict[UUID, str] = {}
    for some in _in_batches({pk for pk in ids if pk}):
        found |= dict(User.objects.filter(pk__in=some).values_list("pk", "name"))
    return found


def _people(kind: str, ids: list[UUID], staff_by_name: bool) -> dict[UUID, About]:
    names = staff_names(set(ids)) if staff_by_name else {}
    return {pk: About(reference=id_reference(pk), name=names.get(pk, "")) for pk in ids}


def _pupils(kind: str, ids: list[UUID], staff_by_name: bool) -> dict[UUID, About]:
    rows = Pupil.objects.filter(pk__in=ids).values_list("pk", "year_group")
    return {pk: About(id_reference(pk), year_group) for pk, year_group in rows}


def _reports(kind: str, ids: list[UUID], staff_by_name: bool) -> dict[UUID, About]:
    return {report.pk: About(report.number) for report in AuditReport.objects.filter(pk__in=ids).defer("reason")}


def _records(kind: str, ids: list[UUID], staff_by_name: bool) -> dict[UUID, About]:
    """Anything that belongs to a record: the reference of that record."""
    model = _model_of(kind)
    path = _path_to_reference(model) if model else None
    if path is None:
        return {}
    child = path.removesuffix("reference")
    if model is Concern or child.endswith("concern__"):
        return _of_concerns(model, child, ids)
    rows = model.objects.filter(pk__in=ids).values_list("pk", path)
    return {pk: About(reference or "") for pk, reference in rows}


def _of_concerns(model: type[Model], child: str, ids: list[UUID]) -> dict[UUID, About]:
    rows = model.objects.filter(pk__in=ids).values_list("pk", f"{child}reference", f"{child}pupil__year_group")
    return {pk: About(reference, year) for pk, reference, year in rows}


def _model_of(kind: str) -> type[Model] | None:
    try:
        return apps.get_model("incidents", kind)
    except LookupError:
        return None


def _path_to_reference(model: type[Model]) -> str | None:
    fields = {field.name: field for field in model._meta.fields}
    if "reference" in fields:
        return "reference"
    for name in TOWARDS_A_RECORD:
        if name in fields:
            return f"{name}__{_path_to_reference(fields[name].related_model)}"
    return None


def _in_batches(ids: set[UUID]) -> Iterable[list[UUID]]:
    ordered = sorted(ids)
    return (ordered[place : place + BATCH] for place in range(0, len(ordered), BATCH))


FINDERS = {"user": _people, "pupil": _pupils, "auditreport": _reports}

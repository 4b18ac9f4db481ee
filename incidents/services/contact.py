"""Recording what is known of who made contact: accounts, demands and facts. A correction is a further row."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from incidents.contacting import AccountKind
from incidents.handles import normalised
from incidents.models import Concern, ContactingAccount, Demand, KnownFacts
from incidents.selectors.contact import accounts_of, demands_of, known_facts, latest_of, standing, usable_platforms
from incidents.services.committing import chosen, committed
from incidents.services.holding import hold, pass_on
from incidents.workflow import MoveRefused
from safeguarding import policy
from safeguarding.audit import acts, events
from safeguarding.policy import Verb

UNCHANGED, NOTHING = frozenset({"something_new"}), frozenset({"something_said"})


@dataclass(frozen=True)
class Account:
    """What is known of an account that made contact. Nothing of it has to be known."""

    platform_id: UUID | None = None
    other_platform: str = ""
    handle: str = ""
    display_name: str = ""
    profile: str = ""
    phone_or_email: str = ""
    payment_details: str = ""
    kind: str = AccountKind.NOT_KNOWN
    moved_to_id: UUID | None = None
    moved_to_other: str = ""
    words: str = ""


@dataclass(frozen=True)
class Demanded:
    """What was demanded, and whether anything was paid."""

    kind: str
    amount: str = ""
    currency: str = ""
    deadline: datetime | None = None
    paid: str = ""
    paid_how: str = ""
    bank_told: str = ""
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """What else is known, as a whole. Several choices are their codes with commas between them."""

    surfaced: str = ""
    first_contact_at: datetime | None = None
    threatened_at: datetime | None = None
    origins: str = ""
    media: str = ""
    shared: str = ""
    shared_where: str = ""
    deleted: str = ""
    deleted_words: str = ""
    around: str = ""
    impact: str = ""


@acts.act
def record_account(
    *, actor, reference: str, seen_version: int, said: Account, corrects: UUID | None = None
) -> ContactingAccount:
    """Records an account that made contact, or what is right about one (`corrects`); both rows stay.

    Who corrects what was corrected meanwhile corrects the last of them. Raises NotThere, ChangedMeanwhile, and
    MoveRefused when the record is closed, nothing is said, or the same is on the record already.
    """
    concern = _open_concern(actor, reference, seen_version, "record_account")
    _require_platforms(concern, said)
    rows = accounts_of(concern)
    row = ContactingAccount(concern=concern, by=actor, corrects=_corrected(rows, corrects), **asdict(said))
    row.handle_digest = digest_of(concern, said.handle)
    _require_new(row, standing(rows), asdict(said), nothing=asdict(Account()))
    _keep(row, concern)
    acts.record(
        events.ACCOUNT_RECORDED,
        actor=actor,
        subject=concern,
        account=row.pk,
        corrects=row.corrects_id,
        platform=row.platform_id,
        moved_to=row.moved_to_id,
        choices=chosen(row, concern, "kind"),
        commitment=committed(row, concern),
    )
    return row


@acts.act
def record_demand(*, actor, reference: str, seen_version: int, said: Demanded, corrects: UUID | None = None) -> Demand:
    """Records a demand, or what is right about one (`corrects`); both rows stay. Raises as `record_account`."""
    concern = _open_concern(actor, reference, seen_version, "record_demand")
    rows = demands_of(concern)
    row = Demand(concern=concern, by=actor, corrects=_corrected(rows, corrects), **asdict(said))
    _require_new(row, standing(rows), asdict(said))
    _keep(row, concern)
    acts.record(
        events.DEMAND_RECORDED,
        actor=actor,
        subject=concern,
        demand=row.pk,
        corrects=row.corrects_id,
        choices=chosen(row, concern, "kind", "paid", "bank_told"),
        commitment=committed(row, concern),
    )
    return row


@acts.act
def record_facts(*, actor, reference: str, seen_version: int, said: Facts) -> KnownFacts:
    """Records what else is known, as a whole: it stands in place of what was recorded before, and both stay.

    Raises NotThere, ChangedMeanwhile, and MoveRefused when the record is closed, nothing is said, or nothing is new.
    """
    concern = _open_concern(actor, reference, seen_version, "record_facts")
    before = known_facts(concern)[-1:]
    row = KnownFacts(concern=concern, by=actor, **asdict(said))
    _require_new(row, before, asdict(said), nothing=None if before else asdict(Facts()))
    _keep(row, concern)
    acts.record(
        events.FACTS_RECORDED,
        actor=actor,
        subject=concern,
        facts=row.pk,
        choices=chosen(row, concern, "surfaced", "origins", "media", "shared", "deleted", "around"),
        commitment=committed(row, concern),
    )
    return row


def digest_of(concern: Concern, handle: str) -> str:
    """The keyed hash by which the same account is found at this school, or nothing where no name is left."""
    name = normalised(handle)
    return concern.school.key.commit("handle", name) if name else ""


def _open_concern(actor, reference: str, seen_version: int, what: str) -> Concern:
    concern = hold(actor=actor, verb=Verb.DECIDE, reference=reference, seen_version=seen_version)
    if not concern.is_open:
        raise MoveRefused(what, concern.state)
    return concern


def _require_platforms(concern: Concern, said: Account) -> None:
    """Apps and games are those of the school and its country, or one in words."""
    wanted = {said.platform_id, said.moved_to_id} - {None}
    if wanted and usable_platforms(concern).filter(pk__in=wanted).count() != len(wanted):
        raise policy.NotThere(Verb.DECIDE, asked_for="|".join(sorted(map(str, wanted))))


def _corrected(rows: list, pk: UUID | None):
    """The row that is corrected: the last one of those that correct one another."""
    if pk is None:
        return None
    found = latest_of(rows, pk)
    if found is None:
        raise policy.NotThere(Verb.DECIDE, asked_for=str(pk))
    return found


def _require_new(row, standing_rows: list, said: dict, nothing: dict | None = None) -> None:
    """Something is said, and it is not what stands on the record already."""
    what = f"record_{row._meta.model_name}"
    if said == nothing:
        raise MoveRefused(what, row.concern.state, NOTHING)
    against = [row.corrects] if getattr(row, "corrects_id", None) else standing_rows
    if any(all(getattr(other, name) == value for name, value in said.items()) for other in against):
        raise MoveRefused(what, row.concern.state, UNCHANGED)


def _keep(row, concern: Concern) -> None:
    row.save(force_insert=True)
    pass_on(concern)

"""Who may ask for a viewing, view, be present and answer: who is who at a school today, in two queries.

The policy says who may. Here it is said of everybody at once, and asked of people whether they are one and the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from incidents.models import Concern, ViewingDelegation
from incidents.viewings import Delegated
from safeguarding import clock, policy
from safeguarding.accounts.models import StaffRole, User
from safeguarding.accounts.roles import Role
from safeguarding.policy import Verb

DELEGATE = "DELEGATE"  # as what somebody answered whom the head had named


class Hands(NamedTuple):
    """Those whose own hand is in a viewing: none of them answers whether it is allowed."""

    asked_by: User
    viewer: User
    second: User

    def is_reporter(self, person: User) -> bool:
        """Whether this person, through whichever account, asked or viewed: who reports is no second person to it."""
        return _is_one_of(person, (self.asked_by, self.viewer))


@dataclass
class WhoIsWho:
    """The people of one school today, by role, and whom its head has named for viewings."""

    by_role: dict[str, list[User]] = field(default_factory=dict)
    naming_roles: list[StaffRole] = field(default_factory=list)  # by which somebody may name, or could once
    namings: dict[tuple, ViewingDelegation] = field(default_factory=dict)

    @property
    def staff(self) -> list[User]:
        """Everybody who works at the school, by name: one of them may be the second person in the room."""
        return self._people(policy.roles_with(Verb.RECORD_CONCERN))

    @property
    def deputies(self) -> list[User]:
        """The deputies, whom the head may name to ask."""
        return self._people([Role.DEPUTY])

    @property
    def stand_ins(self) -> list[User]:
        """Whom the head may name to allow a viewing in their place: those who may be a second person (design 5)."""
        return self._people(policy.roles_with(Verb.AGREE))

    @property
    def viewers(self) -> list[User]:
        """Who may ask and view: the leads, and the deputies whom the head has named."""
        named = [person for person in self.deputies if self.is_named(person, Delegated.ASK, clock.today())]
        leads = self._people(policy.roles_with(Verb.ASK_VIEWING))
        return leads + [person for person in named if person not in leads]

    @property
    def standing(self) -> list[ViewingDelegation]:
        """The namings that stand today or begin later, the first to end first."""
        return sorted(
            (row for row in self.namings.values() if row.ends_on >= clock.today()),
            key=lambda row: (row.ends_on, row.at),
        )

    def is_named(self, person: User, may: str, day: date) -> bool:
        """Whether the head has named this person for it on that day, and it still stands."""
        naming = self.namings.get((person.pk, may))
        return naming is not None and naming.starts_on <= day <= naming.ends_on and self._may_name(naming.by, day)

    def counts(self, naming: ViewingDelegation) -> bool:
        """Whether both still have the role for it today: who was named, and who named them."""
        people = self.deputies if naming.may == Delegated.ASK else self.stand_ins
        return naming.delegate in people and self._may_name(naming.by, clock.today())

    def _may_name(self, head: User, day: date) -> bool:
        """Whether they could name anybody on that day: what a head who has left wished is no right any more."""
        held = [role for role in self.naming_roles if role.user_id == head.pk and _is_in_force(role, day)]
        return any(role.user.is_active or day < clock.today() for role in held)

    def answers_as(self, person: User, hands: Hands) -> str:
        """As what this person may answer whether a viewing is allowed; nothing where they may not.

        The head, or whom the head has named; unnamed the chair only where every head asked or views. Nobody whose own
        hand is in it, through whichever account, and nobody who was named by the one who asks or views.
        """
        if any(policy.same_person(person, hand) for hand in hands):
            return ""
        heads = self._people([Role.HEAD])
        if person in heads:
            return Role.HEAD
        if person in self._people([Role.CHAIR]) and all(hands.is_reporter(head) for head in heads):
            return Role.CHAIR
        naming = self.namings.get((person.pk, Delegated.ALLOW))
        stands = self.is_named(person, Delegated.ALLOW, clock.today()) and not hands.is_reporter(naming.by)
        return DELEGATE if stands and person in self.stand_ins else ""

    def somebody_answers(self, hands: Hands) -> bool:
        """Whether anybody is left who may answer."""
        everybody = {person for people in self.by_role.values() for person in people}
        return any(self.answers_as(person, hands) for person in everybody)

    def _people(self, roles: Iterable[str]) -> list[User]:
        found = {person.pk: person for role in roles for person in self.by_role.get(role, [])}
        return sorted(found.values(), key=lambda person: person.name)


def who_is_who(school_ids: Iterable) -> dict[object, WhoIsWho]:
    """Of each school; two queries for any number."""
    today, ids = clock.today(), set(school_ids)
    found = {school_id: WhoIsWho() for school_id in ids}
    naming = policy.roles_with(Verb.CONFIRM_ROLES)
    in_force = Q(starts_on__lte=today, user__is_active=True) & ~Q(ends_on__lt=today)
    for held in StaffRole.objects.filter(in_force | Q(role__in=naming), school_id__in=ids).select_related("user"):
        known = found[held.school_id]
        if held.role in naming:
            known.naming_roles.append(held)
        if held.user.is_active and _is_in_force(held, today):
            known.by_role.setdefault(held.role, []).append(held.user)
    namings = policy.standing_namings(ViewingDelegation.objects.filter(school_id__in=ids))
    for row in namings.select_related("delegate", "by"):
        found[row.school_id].namings[row.delegate_id, row.may] = row
    return found


def who_is_who_at(school_id) -> WhoIsWho:
    """Of one school."""
    return who_is_who([school_id])[school_id]


def find_to_ask(user, reference: str) -> Concern:
    """The concern about which this person may ask for a viewing. For everybody else there is none."""
    rows = Concern.objects.with_keys()
    return policy.find(rows, policy.viewings_to_ask(user), Verb.ASK_VIEWING, reference=reference)


def may_ask(user, concern: Concern) -> bool:
    """Whether this person may ask for a viewing about the concern."""
    return Concern.objects.filter(policy.viewings_to_ask(user), pk=concern.pk).exists()


def _is_in_force(role: StaffRole, day: date) -> bool:
    return role.starts_on <= day and (role.ends_on is None or role.ends_on >= day)


def _is_one_of(person: User, people: Iterable[User]) -> bool:
    return any(policy.same_person(person, one) for one in people)

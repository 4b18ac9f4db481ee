"""The checked copy of a statement for one child: what is proposed, what was confirmed, and whether it still holds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation

from incidents.masking import Added, Proposed, masked, propose
from incidents.models import CheckedCopy, Concern, Statement
from incidents.selectors.children import others_in_report, own_child, rest_of_roll, staff_names


@dataclass(frozen=True)
class CopyPart:
    """One statement of the record as it may leave the screen."""

    words: str
    language: str
    by: str
    at: object


@dataclass(frozen=True)
class CopyState:
    """The last confirmed copy, if there is one, and whether something was added since."""

    copy: CheckedCopy | None
    is_stale: bool

    @property
    def holds(self) -> bool:
        """It may leave the screen."""
        return self.copy is not None and not self.is_stale


@dataclass(frozen=True)
class ToCheck:
    """What a lead checks: the statements, and what is proposed to be masked in them."""

    statements: tuple[Statement, ...]
    proposed: Proposed

    def parts(self, ticked: set[str], added: Sequence[Added]) -> list[str]:
        """The statements with these masks, each in its own language."""
        shown = []
        for statement, spans in zip(self.statements, self.proposed.spans, strict=True):
            with translation.override(statement.language):
                shown.append(masked(statement.text, spans, self.proposed.proposals, ticked=ticked, added=added))
        return shown


def statements_of(concern: Concern) -> tuple[Statement, ...]:
    """The reporter's words, first and added, in order."""
    rows = concern.incident.statements.select_related("author").order_by("written_at", "pk")
    for row in rows:
        row.incident = concern.incident
    return tuple(rows)


def to_check(concern: Concern) -> ToCheck:
    """The statements of a concern, with everything in them that may name another child."""
    statements = statements_of(concern)
    proposed = propose(
        [statement.text for statement in statements],
        own=own_child(concern),
        involved=others_in_report(concern),
        others=rest_of_roll(concern),
        staff=staff_names(concern.school),
    )
    return ToCheck(statements, proposed)


def copy_state(concern: Concern) -> CopyState:
    """The last checked copy. It covers certain statements: one added later makes it stale."""
    copy = concern.checked_copies.select_related("checked_by").order_by("checked_at", "pk").last()
    if copy is None:
        return CopyState(None, is_stale=False)
    copy.concern = concern
    present = set(concern.incident.statements.values_list("pk", flat=True))
    return CopyState(copy, is_stale={str(identity) for identity in present} != set(copy.statements.split(",")))


def copy_parts(copy: CheckedCopy) -> list[CopyPart]:
    """The confirmed words, statement by statement, as they were checked."""
    covered = {str(row.pk): row for row in statements_of(copy.concern)}
    position, parts = 0, []
    lengths = json.loads(copy.masks)["lengths"]
    for identity, length in zip(copy.statements.split(","), lengths, strict=True):
        row = covered[identity]
        words = copy.text[position : position + length]
        parts.append(CopyPart(words, row.language, row.author.name, row.written_at))
        position += length + 2
    return parts

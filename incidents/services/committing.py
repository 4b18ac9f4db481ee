"""What an event says of words and choices: a salted commitment, which later proves that they are still the same."""

from incidents.models import Concern, Incident
from safeguarding.vault.fields import SealedTextField


def words_of(row) -> str:
    """All the words of a row as one text, in the order of its columns."""
    return "\x00".join(
        getattr(row, field.name) for field in row._meta.concrete_fields if isinstance(field, SealedTextField)
    )


def committed(row, holder: Concern | Incident) -> str:
    """The commitment to the words of a row of this concern or report."""
    return holder.key.commit(row._meta.model_name, words_of(row))


def chosen(row, holder: Concern | Incident, *names: str) -> str:
    """The commitment to what was selected on a row: it tells of the child as words do, and the trail is read by others.

    The row's id is part of it, so that two rows that say the same do not look the same.
    """
    values = [getattr(row, name) for name in names]
    said = [str(row.pk), *("" if value is None else str(value) for value in values)]  # "no" is not "nobody said"
    return holder.key.commit(f"{row._meta.model_name} choices", "\x00".join(said))

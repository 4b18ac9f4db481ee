"""What an event says of somebody's words: a salted commitment, which later proves that they are still the same."""

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

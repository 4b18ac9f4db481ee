"""A place in a text that may name somebody, and how doubtful that is."""

from dataclasses import dataclass, replace

from incidents.names import DIGRAPHS, NOBODY, OWN, Ids, Names, is_staff
from incidents.spelling import Token

SURE, LIKELY, FAINT = range(3)  # how doubtful it is that a name is meant; what is likely is sure of children involved
FORM, INITIALS = "form:", "initials:"  # what a key begins with, when it is no name
PERHAPS = "perhaps:"  # what the key of a doubtful place begins with: it is asked about apart from the sure ones


@dataclass(frozen=True)
class Place:
    """A place in a text that names one of some people (`ids`), or, without ids, a place that must stay.

    It is doubtful where a word or an abbreviation is as likely meant.
    """

    start: int
    end: int
    key: str
    ids: Ids
    is_full: bool = False
    is_doubtful: bool = False


def whose(ids: Ids) -> Ids:
    """The children among them; nobody when it is the record's own child, or a member of staff and no child."""
    return NOBODY if OWN in ids else frozenset(one for one in ids if not is_staff(one))


def place_at(text: str, found: list[Token], first: int, last: int, ids: Ids, prefix: str = "") -> Place:
    """The place from one word to another; `prefix` says what it is when it is no name."""
    key = prefix + " ".join(token.word for token in found[first : last + 1])
    end = found[last].end
    if prefix != FORM and first != last and text[end : end + 1] == "." and is_initial(found[last]):
        end += 1  # the full stop of an initial goes with it
    return Place(found[first].start, end, key, ids, is_full=first != last)


def with_doubt(place: Place, doubt: int, names: Names) -> Place:
    """The place, as doubtful as that; what is likely is no longer doubtful of the children involved."""
    if doubt == SURE or not place.ids or (doubt == LIKELY and place.ids & names.involved_ids):
        return place
    return replace(place, key=PERHAPS + place.key, is_doubtful=True)


def is_initial(token: Token) -> bool:
    """Whether a word can be the initial of a name."""
    return token.is_capitalised and (len(token.word) == 1 or token.word in DIGRAPHS)

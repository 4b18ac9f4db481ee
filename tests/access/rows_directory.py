"""Access to the pages of: the contacts and guidance that a lead, a deputy and a head keep for their school."""

import uuid

from django.core.management import call_command

from safeguarding.directory.kinds import Kind
from safeguarding.directory.models import AgencyKind, ContactPoint, Letter, WordingHint
from tests.access.matrix import Row, only

AT_AFON = ("mair", "dafydd", "huw")
KEEPERS = (*AT_AFON, "rhys")
CONTACT = {"name_en": "Duty team", "phone": "01632 960100", "source": "The council"}
NOBODYS = {"kind": "contacts", "entry_id": uuid.UUID(int=0)}


def build(world) -> None:
    """What holds for every school, a contact of each school's own, and the letter to parents and carers."""
    call_command("load_reference", verbosity=0)
    cast = world.cast
    described = {"kind": AgencyKind.CHILDRENS_SERVICES, "name_cy": "Tîm dyletswydd"} | CONTACT
    world.contact_of_afon = ContactPoint.objects.create(school=cast.afon, **described)
    world.contact_of_riverside = ContactPoint.objects.create(school=cast.riverside, **described)
    world.police = ContactPoint.objects.get(kind=AgencyKind.POLICE, school=None)
    world.letter = Letter.objects.filter(school=None, language="en").first()
    world.hint = WordingHint.objects.filter(school=None).first()


def _of(kind: str, name: str):
    return lambda world: {"kind": kind, "entry_id": getattr(world, name).pk}


def _listed(kind: str) -> Row:
    return Row("guidance_list", on=lambda world: {"kind": kind}, get=only(*KEEPERS), unknown={"kind": "nothing"})


def _edited(kind: str, name: str, *people: str) -> Row:
    return Row(
        "guidance_edit", on=_of(kind, name), get=only(*people), post=only(*people), unknown=NOBODYS | {"kind": kind}
    )


def _checked(kind: str, name: str, *people: str) -> Row:
    return Row("guidance_checked", on=_of(kind, name), post=only(*people), unknown=NOBODYS | {"kind": kind})


def _in_use(name: str, contact: str, *people: str) -> Row:
    """What a school has of its own is taken out of use and used again; what its country has is not."""
    return Row(
        name,
        on=lambda world: {"contact_id": getattr(world, contact).pk},
        post=only(*people),
        unknown={"contact_id": uuid.UUID(int=0)},
    )


ROWS: list[Row] = [
    Row("guidance", get=only(*KEEPERS)),
    *(_listed(kind.value) for kind in Kind),
    Row(
        "guidance_add",
        on=lambda world: {"kind": "contacts"},
        get=only(*KEEPERS),
        post=only(*KEEPERS),
        data={"kind": "OTHER"} | CONTACT,
        unknown={"kind": "letters"},
    ),
    _edited("contacts", "police", *KEEPERS),
    _edited("contacts", "contact_of_afon", *AT_AFON),
    _edited("contacts", "contact_of_riverside", "rhys"),
    _edited("letters", "letter", *KEEPERS),
    _edited("hints", "hint", *KEEPERS),
    _checked("contacts", "police", *KEEPERS),
    _checked("contacts", "contact_of_afon", *AT_AFON),
    _checked("contacts", "contact_of_riverside", "rhys"),
    _checked("hints", "hint", *KEEPERS),
    *(
        _in_use(name, contact, *people)
        for name in ("guidance_out_of_use", "guidance_use_again")
        for contact, people in (("contact_of_afon", AT_AFON), ("contact_of_riverside", ("rhys",)), ("police", ()))
    ),
    Row(
        "guidance_ours",
        on=lambda world: {"entry_id": world.letter.pk},
        post=only(*KEEPERS),
        unknown={"entry_id": uuid.UUID(int=0)},
    ),
]

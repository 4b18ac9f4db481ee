"""A record lives through linked concerns."""

from incidents.selectors.patterns import version_of
from incidents.services import patterns
from tests.linked import link, name_account


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""
    other = concern.incident.concerns.exclude(pk=concern.pk).first()
    for one in (concern, other):
        name_account(one, cast.mair, "@who.knows")
    pattern = link(cast.mair, concern, other)
    said = {"step": "LESSON", "state": "DONE", "on": pattern.at.date(), "words": "In assembly."}
    patterns.take_step(actor=cast.mair, reference=pattern.reference, seen_version=version_of(pattern), **said)
    concern.refresh_from_db()
    mair = {"actor": cast.mair, "reference": concern.reference}
    patterns.unlink(**mair, seen_version=concern.version, reasons="Two accounts after all.")
    assert patterns.refuse_link(**mair, other=other.reference)

"""A record lives through the initial review, signs and pathway."""

from incidents.indicators import Pathway, SaidBy, Sign
from incidents.reviewing import Task, TaskState
from incidents.services import pathways, reviewing
from incidents.services.pathways import Noticed
from safeguarding import clock


def live(cast, concern) -> None:
    """Writes every kind of row of this duty at least once, through the services, as Mair."""

    def said() -> dict:
        concern.refresh_from_db()
        return {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}

    pathways.record_signs(
        **said(), noticed=[Noticed(Sign.MONEY_DEMANDED, SaidBy.CHILD, "Pay me or I post it."), Noticed(Sign.CHANGED)]
    )
    pathways.choose_pathway(**said(), chosen=Pathway.SEXTORTION, reasons="She was asked for money.")
    reviewing.record_sitting(**said(), met_at=clock.now(), people="Mair and Dafydd", words="We looked at all of it.")
    reviewing.find_triggers(**said(), triggers=["COERCED"], words="She was asked for money.")
    reviewing.mark_task(actor=cast.mair, reference=concern.reference, task=Task.PEOPLE, state=TaskState.DONE)

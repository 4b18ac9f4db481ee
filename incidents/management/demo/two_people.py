"""What the demo's lead asks a second person, and what the second person answers."""

from incidents.management.demo.acts import ask_how_they_are
from incidents.management.demo.played import Played
from incidents.models import Agreement
from incidents.services import agreeing, closing, deciding
from incidents.services.deciding import Answered


def decide_not_to_refer(played: Played) -> None:
    """Considered and not referred: a second person is asked."""
    no = Answered("NO", played.told["reasons"])
    for concern in played.concerns():
        deciding.decide(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            triggers=played.told.get("triggers", []),
            police=no,
            childrens_services=no,
        )


def head_agrees(played: Played) -> None:
    """The head looks at what is asked and agrees."""
    for concern in played.concerns():
        for agreement in Agreement.objects.filter(concern=concern, answer__isnull=True):
            agreeing.see_request(actor=played.head, agreement_id=agreement.pk)
            agreeing.answer_request(actor=played.head, agreement_id=agreement.pk, agreed=True, reasons="")


def ask_to_close(played: Played) -> None:
    """Closing without a referral needs a second person too."""
    ask_how_they_are(played)
    for concern in played.concerns():
        closing.ask_to_close(
            actor=played.lead,
            reference=concern.reference,
            seen_version=concern.version,
            reasons="Support is in place and nothing further has happened.",
        )

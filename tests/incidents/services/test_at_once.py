"""Several people acting on one record in the same moment: one is first, and the others are told."""

import threading
from collections import Counter

from django.db import connections

from incidents.models import AgreementAnswer, Referral
from incidents.services import agreeing, deciding, referring
from incidents.services.agreeing import NoLongerAsked
from incidents.services.deciding import Answered
from incidents.services.holding import ChangedMeanwhile
from incidents.workflow import State
from safeguarding import clock
from tests.makers import make_concern


def at_once(acts) -> Counter:
    """How many of the acts, begun together, ended well and how many with which exception."""
    together, ends = threading.Barrier(len(acts)), []

    def run(act) -> None:
        together.wait()
        try:
            act()
            ends.append("done")
        except Exception as error:  # whatever it was is counted
            ends.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ends)


def test_six_presses_of_one_button_make_one_referral(fresh_database, cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy, state=State.OPENED)

    def refer() -> None:
        referring.make_referral(
            actor=cast.mair,
            reference=concern.reference,
            seen_version=1,
            agency="POLICE",
            method="POLICE_101",
            made_at=clock.now(),
            spoke_to="PC 4411",
        )

    assert at_once([refer] * 6) == {"done": 1, ChangedMeanwhile: 5}
    concern.refresh_from_db()
    assert (Referral.objects.count(), concern.state, concern.state_changes.count()) == (1, State.IN_REVIEW, 1)


def test_three_second_people_give_one_answer(fresh_database, cast):
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    no = Answered("NO", "It was a joke.")
    agreement = deciding.decide(
        actor=cast.mair,
        reference=concern.reference,
        seen_version=1,
        triggers=[],
        police=no,
        childrens_services=no,
    )
    answers = [
        lambda person=person: agreeing.answer_request(actor=person, agreement_id=agreement.pk, agreed=True, reasons="")
        for person in (cast.huw, cast.carys, cast.dafydd)
    ]
    assert at_once(answers) == {"done": 1, NoLongerAsked: 2}
    assert AgreementAnswer.objects.count() == 1

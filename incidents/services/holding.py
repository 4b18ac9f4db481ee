"""A concern held still while somebody acts on it: locked, theirs to act on, and as they last saw it."""

from datetime import datetime, timedelta

from django.db.models import F

from incidents.models import Concern, Incident
from safeguarding import clock, policy
from safeguarding.policy import Verb

PRESSED_TWICE = timedelta(minutes=2)


class ChangedMeanwhile(Exception):
    """Somebody else acted on the concern after this person had opened the page. `version` is what it is now."""

    def __init__(self, version: int) -> None:
        super().__init__("changed meanwhile")
        self.version = version


def hold(*, actor, verb: Verb, seen_version: int | None = None, **lookup) -> Concern:
    """The concern, locked until the act ends.

    Raises NotThere unless the actor holds the right on it, and ChangedMeanwhile unless it still stands as they saw it.
    """
    rows = Concern.objects.with_keys().select_for_update(of=("self",))
    concern = policy.find(rows, policy.concerns(actor, verb), verb, **lookup)
    if seen_version is not None and concern.version != seen_version:
        raise ChangedMeanwhile(concern.version)
    return concern


def is_second_press(earlier: datetime) -> bool:
    """Whether what was written at that moment in the same words is the same press of a button, come twice.

    Later on the same words are something that happened again, and are kept again.
    """
    return clock.now() - earlier < PRESSED_TWICE


def pass_on(concern: Concern) -> None:
    """Lets whoever opened the page before see that something was added, though the concern stands where it stood."""
    concern.version += 1
    concern.save(update_fields=["version"])


def pass_on_each(incident: Incident) -> None:
    """The same for every concern of a report to which its reporter is about to add.

    From here until the act ends nobody can open them: whoever opens one has seen what was added, or looked before.
    """
    Concern.objects.filter(incident=incident).update(version=F("version") + 1)

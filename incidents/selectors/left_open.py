"""What stands open about a child's safety when a record is to end or close: after that nobody is reminded of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from incidents.models import Concern, SafetyCheck
from incidents.outcomes import Method, ReferralTo
from incidents.selectors.pathway import is_about_images
from incidents.selectors.removal import may_be_referred
from incidents.selectors.response_clocks import ResponseClock, still_running
from incidents.wellbeing import SelfHarm
from safeguarding import clock
from safeguarding.dates import day, moment


@dataclass(frozen=True)
class LeftOpen:
    """What forbids to end or close a record, and what has to be answered with a reason when it is closed."""

    check: SafetyCheck | None  # the one that stands
    is_asked_about: bool  # a record about images: whether the child might hurt themselves is asked on each
    can_be_asked: bool  # the child is on the roll of this school
    devices: int  # in the school's keeping
    running: list[ResponseClock]
    is_unagreed: bool  # an adult of whom adult safeguarding was told by 999: they did not agree, and it is not said why

    @property
    def is_immediate(self) -> bool:
        """An immediate worry stands, until somebody has asked again."""
        return self.check is not None and self.check.self_harm == SelfHarm.IMMEDIATE

    @property
    def must_ask_again(self) -> bool:
        """Somebody has to ask again before the record ends or closes: the child is there to be asked."""
        return self.is_immediate and self.can_be_asked

    @property
    def is_unasked(self) -> bool:
        """Nobody has asked yet whether the child might hurt themselves, where that is asked."""
        return self.is_asked_about and (self.check is None or self.check.self_harm == SelfHarm.NOT_ASKED)

    @property
    def must_ask(self) -> bool:
        """Somebody has to ask before the record ends or closes: the child is there to be asked."""
        return self.is_unasked and self.can_be_asked

    @property
    def is_left_as_a_worry(self) -> bool:
        """A worry stands that holds up nothing: a possible one, or one about a child who is not there to be asked."""
        is_possible = self.check is not None and self.check.self_harm == SelfHarm.POSSIBLE
        return is_possible or (self.is_immediate and not self.can_be_asked)

    @property
    def blocks_ending(self) -> bool:
        """Whether something of this forbids to end the record without action; closing needs a device gone as well."""
        return self.must_ask_again or self.must_ask

    @property
    def rows(self) -> list[dict]:
        """What is answered with a reason when the record is closed, in words."""
        found = [{"key": one.name, "value": day(one.due_on)} for one in self.running]
        if self.is_unasked and not self.can_be_asked:
            found.insert(0, {"key": _("Might they hurt themselves?"), "value": str(SelfHarm.NOT_ASKED.label)})
        if self.check is not None and self.is_left_as_a_worry:
            found.insert(0, {"key": str(SelfHarm(self.check.self_harm).label), "value": moment(self.check.at)})
        if self.is_unagreed:
            told = _("It is not recorded that they agreed, or why it was reported all the same")
            found.append({"key": _("Adult safeguarding was told by 999"), "value": told})
        return found

    def facts(self, reason: str = "") -> dict:
        """What the moves need to know of it. `reason`: why the record is closed although this is open."""
        return {
            "no_immediate_worry": not self.must_ask_again,
            "child_was_asked": not self.must_ask,
            "no_device_kept": not self.devices,
            "left_open": bool(reason.strip()) or not self.rows,
        }


def left_open(concern: Concern) -> LeftOpen:
    """What stands open on this record now."""
    pupil = concern.pupil
    return LeftOpen(
        check=concern.safety_checks.order_by("at", "pk").last(),
        is_asked_about=is_about_images(concern),
        can_be_asked=pupil is not None and (pupil.left_on is None or pupil.left_on > clock.today()),
        devices=concern.devices.filter(released__isnull=True).count(),
        running=still_running(concern),
        is_unagreed=_told_without_agreement(concern),
    )


def _told_without_agreement(concern: Concern) -> bool:
    """Whether an adult was referred by 999 before they were asked, and nobody has recorded afterwards what they want.

    Who is in danger is helped first: a referral made otherwise waits for it (services/referring.py).
    """
    told = concern.referrals.filter(agency=ReferralTo.ADULT_SERVICES, method=Method.EMERGENCY)
    return not may_be_referred(concern) and told.exists()

"""How referrals and concerns end: choices by agency and jurisdiction, and nothing else."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReferralTo(TextChoices):
    """The agency a referral goes to."""

    POLICE = "POLICE", _("Police")
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", _("Children’s services")
    ADULT_SERVICES = "ADULT_SERVICES", _("Adult safeguarding")
    CEOP = "CEOP", _("CEOP Safety Centre")
    OTHER = "OTHER", _("Another agency")


# A referral to each of them, as a whole phrase: in the middle of one a name is written otherwise than at its beginning.
REFERRAL_TO: dict[str, Promise] = {
    ReferralTo.POLICE: _("Referral to the police"),
    ReferralTo.CHILDRENS_SERVICES: _("Referral to children’s services"),
    ReferralTo.ADULT_SERVICES: _("Referral to adult safeguarding"),
    ReferralTo.CEOP: _("Referral to the CEOP Safety Centre"),
    ReferralTo.OTHER: _("Referral to another agency"),
}


class DecisionAbout(TextChoices):
    """What was decided. Police and children's services are two decisions."""

    POLICE = "POLICE", _("Referral to the police")
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", _("Referral to children’s services")
    CLOSING = "CLOSING", _("Closing the concern")


# The same decision about somebody who is 18 or over.
ABOUT_AN_ADULT = {DecisionAbout.CHILDRENS_SERVICES: _("Referral to adult safeguarding")}


def decided_about(about: str, *, is_18: bool) -> Promise:
    """What was decided, in words: about somebody of 18 or over adult safeguarding stands for children’s services."""
    label = DecisionAbout(about).label
    return ABOUT_AN_ADULT.get(about, label) if is_18 else label


REFERRAL_DECISIONS = (DecisionAbout.POLICE, DecisionAbout.CHILDRENS_SERVICES)
# A referral to one of these is what the guidance asks for at once; for an adult, adult safeguarding is.
AT_ONCE = (ReferralTo.POLICE, ReferralTo.CHILDRENS_SERVICES, ReferralTo.ADULT_SERVICES)


class Choice(TextChoices):
    """What was decided about it."""

    YES = "YES", _("Yes")
    NOT_YET = "NOT_YET", _("Not yet")
    NO = "NO", pgettext_lazy("decision", "No")


class Method(TextChoices):
    """How the agency was contacted."""

    EMERGENCY = "EMERGENCY", _("999")
    POLICE_101 = "POLICE_101", _("101")
    PHONE = "PHONE", _("By phone")
    OUT_OF_HOURS = "OUT_OF_HOURS", _("Out of hours, by phone")
    ONLINE = "ONLINE", _("Online form")
    IN_PERSON = "IN_PERSON", _("In person")


class Told(TextChoices):
    """Whether somebody was told that a referral is made."""

    TOLD = "TOLD", _("Told")
    NOT_TOLD = "NOT_TOLD", _("Not told")


class ReferralState(TextChoices):
    """Where a referral stands: derived from what was recorded, never stored."""

    MADE = "MADE", _("Made")
    CONFIRMED = "CONFIRMED", _("Confirmed in writing")
    REPLIED = "REPLIED", _("Replied")
    DISAGREED = "DISAGREED", _("We disagree")


class AgencyOutcome(TextChoices):
    """What an agency answered. Which apply depends on agency and jurisdiction."""

    NO_ACTION = "NO_ACTION", _("No further action by them")
    EARLY_HELP = "EARLY_HELP", _("Advice or early help")
    IAA = "IAA", _("Information, advice and assistance, or early help")
    SECTION_17 = "SECTION_17", _("Assessment of a child in need (section 17)")
    PART_3 = "PART_3", _("Assessment for care and support (Part 3)")
    STRATEGY = "STRATEGY", _("Strategy discussion")
    SECTION_47 = "SECTION_47", _("Section 47 enquiries")
    S47_NOT_SUBSTANTIATED = "S47_NOT_SUBSTANTIATED", _("Section 47: not substantiated")
    S47_NO_CONTINUING_RISK = "S47_NO_CONTINUING_RISK", _("Section 47: substantiated, no continuing risk")
    S47_CONFERENCE = "S47_CONFERENCE", _("Section 47: substantiated, child protection conference")
    IMMEDIATE_PROTECTION = "IMMEDIATE_PROTECTION", _("Immediate protection")
    RECORDED = "RECORDED", _("Recorded by the police")
    INVESTIGATING = "INVESTIGATING", _("Police investigation")
    SAFEGUARDING_ONLY = "SAFEGUARDING_ONLY", _("Police: safeguarding only")
    OUTCOME_21 = "OUTCOME_21", _("Police outcome 21: not in the public interest")
    OUTCOME_22 = "OUTCOME_22", _("Police outcome 22: diversion, education or support")
    CHARGE = "CHARGE", _("Charge")
    OTHER = "OTHER", pgettext_lazy("outcome", "Another outcome")


_SOCIAL_ENGLAND = ("NO_ACTION", "EARLY_HELP", "SECTION_17", "SECTION_47", "IMMEDIATE_PROTECTION", "OTHER")
_SOCIAL_WALES = (
    ("NO_ACTION", "IAA", "PART_3", "STRATEGY")
    + ("S47_NOT_SUBSTANTIATED", "S47_NO_CONTINUING_RISK", "S47_CONFERENCE")
    + ("IMMEDIATE_PROTECTION", "OTHER")
)
_POLICE = ("RECORDED", "INVESTIGATING", "SAFEGUARDING_ONLY", "OUTCOME_21", "OUTCOME_22", "CHARGE", "NO_ACTION", "OTHER")


def outcomes_for(agency: str, jurisdiction: str) -> list[tuple[str, str]]:
    """The outcomes that this agency can answer with, there."""
    if agency == ReferralTo.POLICE:
        codes = _POLICE
    elif agency == ReferralTo.CHILDRENS_SERVICES:
        codes = _SOCIAL_WALES if jurisdiction == "WALES" else _SOCIAL_ENGLAND
    else:
        codes = ("NO_ACTION", "EARLY_HELP", "OTHER")
    return [(code, AgencyOutcome(code).label) for code in codes]


class ClosingOutcome(TextChoices):
    """How a concern ended for the child."""

    RISK_REMOVED = "RISK_REMOVED", _("The risk is no longer there")
    RISK_REDUCED = "RISK_REDUCED", _("The risk is less, and support goes on")
    AGENCY_LEADS = "AGENCY_LEADS", _("Another agency leads, and the school supports")
    NO_CONCERN_FOUND = "NO_CONCERN_FOUND", _("Looked into, and no concern was found")
    LEFT_SCHOOL = "LEFT_SCHOOL", _("The child has left, and the file goes with them")


class NoChildView(TextChoices):
    """Why there is no view of the child's."""

    NOT_SAFE_TO_ASK = "NOT_SAFE_TO_ASK", _("Asking would not have been safe for the child")
    CHILD_DID_NOT_WISH = "CHILD_DID_NOT_WISH", _("The child did not wish to say")
    TOO_YOUNG = "TOO_YOUNG", _("The child is too young or cannot say, and we watched instead")
    ASKED_BY_AGENCY = "ASKED_BY_AGENCY", _("The agency asked us not to speak with the child")
    NOT_OURS = "NOT_OURS", _("The child does not attend this school")


class DisagreementStep(TextChoices):
    """The steps when the school does not agree with an agency's decision."""

    PRACTITIONER = "PRACTITIONER", _("Talked with the person who decided")
    MANAGER = "MANAGER", _("Talked with their line manager")
    SENIOR = "SENIOR", _("Raised with the senior safeguarding manager")
    BOARD = "BOARD", _("Raised under the resolution procedure of the board or partnership")

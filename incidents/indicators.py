"""The signs of blackmail over images, and the pathway that they point to: rules only; a lead decides."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from incidents.categories import ABOUT_IMAGES, About, AbuseCategory, Topic


class Sign(TextChoices):
    """What was seen or told (Hwb alert of 29 April 2024, Derbyshire and Wiltshire Police): none is ever required."""

    UNKNOWN_ACCOUNT = "UNKNOWN_ACCOUNT", _("Contact from an unknown account that looks like another young person")
    HACKED_ACCOUNT = "HACKED_ACCOUNT", _("Contact from the account of someone they know, and the messages felt strange")
    QUICKLY_SEXUAL = "QUICKLY_SEXUAL", _("The talk became sexual quickly")
    IMAGE_SENT_FIRST = "IMAGE_SENT_FIRST", _("The other person sent an indecent image first")
    MOVED_TO_PRIVATE = "MOVED_TO_PRIVATE", _("Asked to move to a private, end-to-end encrypted app")
    PRESSURED = "PRESSURED", _("Manipulated or pressured into taking photos or videos")
    TOLD_HACKED = "TOLD_HACKED", _("Told that they were hacked, and that somebody has images, details or contacts")
    MONEY_DEMANDED = "MONEY_DEMANDED", _("Blackmailed for money, a gift card or something else after sharing")
    IMAGES_AS_THREAT = "IMAGES_AS_THREAT", _("Hacked, altered or AI-made images of the child used as a threat")
    THREAT_TO_SHARE = "THREAT_TO_SHARE", _("A threat to post something, or to send it to friends or family")
    MUTUAL_FRIEND = "MUTUAL_FRIEND", _("A “mutual friend” made them accept the contact")
    FAKE_PROFILE = "FAKE_PROFILE", _("Befriended by a profile on a dating or social site that may be fake")
    SEVERAL_PUPILS = "SEVERAL_PUPILS", _("Several pupils, or several in a circle of friends, were contacted")
    CHANGED = "CHANGED", _("Changed behaviour or distress")
    SILENCED = "SILENCED", _("Told that they are at fault, will not be believed, or that their family will suffer")
    # not one of the fifteen: what tells a mass e-mail from a contact with this child (Derbyshire Police)
    ONLY_EMAIL = "ONLY_EMAIL", _("Only a threatening e-mail: nobody was in contact before, and no image is known")


FIFTEEN_SIGNS = tuple(sign for sign in Sign if sign != Sign.ONLY_EMAIL)


class SaidBy(TextChoices):
    """Who reported a sign."""

    CHILD = "CHILD", _("The child")
    REPORTER = "REPORTER", _("The person who recorded it")
    ANOTHER_CHILD = "ANOTHER_CHILD", _("Another child")
    FAMILY = "FAMILY", _("A parent or carer")
    STAFF = "STAFF", _("Another member of staff")
    AGENCY = "AGENCY", _("The police or another agency")


class Pathway(TextChoices):
    """Which way of responding the guidance gives."""

    SEXTORTION = "SEXTORTION", _("Financially motivated sexual extortion (often called ‘sextortion’)")
    NUDES = "NUDES", _("Nudes and semi-nudes shared among children")
    PHISHING = "PHISHING", _("An extortion e-mail sent to many (phishing)")
    GROOMING = "GROOMING", _("Grooming")
    NONE = "NONE", _("None of these")


class Rule(TextChoices):
    """Why a pathway is proposed, in words."""

    THREAT_SIGN = "THREAT_SIGN", _("A sign of blackmail or of a threat to share was recorded.")
    PRESSURE_AND_THREAT = (
        "PRESSURE_AND_THREAT",
        _("The child was pressured into taking images, and somebody threatens or asks for money."),
    )
    REPORTER_SAID = (
        "REPORTER_SAID",
        _("The person who recorded it said that someone is threatening to share an image or asking for money."),
    )
    TRIAGED = "TRIAGED", _("Triage found it.")
    SIGN_BEFORE = (
        "SIGN_BEFORE",
        _("What was recorded before pointed to it. It is not ticked any more, and nobody has said what it is instead."),
    )
    MASS_EMAIL = "MASS_EMAIL", _("There is only a threatening e-mail: no contact before it, and no known image.")
    STRANGER = "STRANGER", _("Somebody the child may not know made contact, and no threat is known.")
    IMAGES = "IMAGES", _("It is about images, and no contact from outside and no threat is known.")
    NOTHING = "NOTHING", _("No sign that was recorded points to one of the pathways.")


@dataclass(frozen=True)
class Proposal:
    """What the rules propose, and the rule that fired."""

    pathway: Pathway
    rule: Rule


THREATS = frozenset({Sign.MONEY_DEMANDED, Sign.IMAGES_AS_THREAT, Sign.THREAT_TO_SHARE})
CONTACT = frozenset(
    {
        Sign.UNKNOWN_ACCOUNT,
        Sign.HACKED_ACCOUNT,
        Sign.QUICKLY_SEXUAL,
        Sign.IMAGE_SENT_FIRST,
        Sign.MOVED_TO_PRIVATE,
        Sign.PRESSURED,
        Sign.MUTUAL_FRIEND,
        Sign.FAKE_PROFILE,
    }
)
# What a mass e-mail claims too: it points to blackmail only where somebody was in contact or an image was used.
CLAIMED_BY_EMAIL = frozenset({Sign.TOLD_HACKED, Sign.THREAT_TO_SHARE, Sign.MONEY_DEMANDED})
# What a lead has to look at anew where it is recorded after they said what it is.
LOOKED_AT_ANEW = THREATS | CONTACT | {Sign.TOLD_HACKED}


def points_to_sextortion(
    signs: Collection[str], about: Collection[str] = (), *, triaged_as_sextortion: bool = False
) -> Rule | None:
    """The rule by which it may be blackmail over images, also where there is said to be only an e-mail; else none."""
    signs, about = set(signs), set(about)
    if signs & THREATS:
        return Rule.THREAT_SIGN
    threatened = About.THREATS_OR_MONEY in about
    if Sign.PRESSURED in signs and (threatened or Sign.TOLD_HACKED in signs):
        return Rule.PRESSURE_AND_THREAT
    if threatened:
        return Rule.REPORTER_SAID
    return Rule.TRIAGED if triaged_as_sextortion else None


def propose(
    signs: Collection[str],
    about: Collection[str] = (),
    *,
    triaged_as_sextortion: bool = False,
    pointed_before: bool = False,
) -> Proposal:
    """The pathway that the signs point to, what the reporter ticked and what triage found, with the rule that fired.

    The graver reading comes first, except where all that is known is an e-mail of the kind that is sent to many: where
    images were shared or asked for there is more than that. `pointed_before`: something that is not ticked any more
    pointed to sextortion, and no lead has said since then what it is.
    """
    signs, about = set(signs), set(about)
    is_only_email = Sign.ONLY_EMAIL in signs and About.IMAGES not in about
    if is_only_email and not signs & (CONTACT | THREATS - CLAIMED_BY_EMAIL):
        return Proposal(Pathway.PHISHING, Rule.MASS_EMAIL)
    if rule := points_to_sextortion(signs, about, triaged_as_sextortion=triaged_as_sextortion):
        return Proposal(Pathway.SEXTORTION, rule)
    if pointed_before:
        return Proposal(Pathway.SEXTORTION, Rule.SIGN_BEFORE)
    if signs & CONTACT:
        return Proposal(Pathway.GROOMING, Rule.STRANGER)
    if about & ABOUT_IMAGES:
        return Proposal(Pathway.NUDES, Rule.IMAGES)
    return Proposal(Pathway.NONE, Rule.NOTHING)


def categories_with_sextortion(
    topics: Collection[str], main: str, others: Collection[str], known: Collection[str]
) -> tuple[str, list[str]]:
    """The categories of a record: sextortion is sexual abuse, and financial abuse where the law knows that as a
    category of its own (`known`: those of the jurisdiction), whatever else was selected.
    """
    others = [str(code) for code in others if code != main]
    if Topic.SEXTORTION not in set(topics):
        return main, others
    if main in ("", AbuseCategory.NONE):
        main = str(AbuseCategory.SEXUAL)
    added = [str(code) for code in (AbuseCategory.SEXUAL, AbuseCategory.FINANCIAL) if code in known]
    return main, list(dict.fromkeys(code for code in [*others, *added] if code != main))


def referral_is_required(*, was_confirmed: bool, was_pointed_to: bool, was_judged: bool) -> bool:
    """Whether a record is one of sextortion, so that it is not planned or closed without a referral or an exception.

    It is once a lead has found it, whatever is judged later; and once anything has pointed to it, while no lead has
    said since then why it is something else: neither to untick a sign nor to tick that there is only an e-mail does.
    """
    return was_confirmed or (was_pointed_to and not was_judged)

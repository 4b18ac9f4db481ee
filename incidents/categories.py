"""The choices of the record: what can be ticked or selected, in plain words, and nothing else."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Answer(TextChoices):
    """Yes, no, or an honest "I don't know"."""

    # Welsh has no single yes and no: each question has its own.
    YES = "YES", pgettext_lazy("is it so", "Yes")
    NO = "NO", pgettext_lazy("is it so", "No")
    UNKNOWN = "UNKNOWN", _("I don’t know")


class Part(TextChoices):
    """A child's part in what was reported, as the reporter sees it; shown to the safeguarding team only."""

    HAPPENED_TO = "HAPPENED_TO", _("It happened to them")
    SAW_OR_HEARD = "SAW_OR_HEARD", _("They saw it or heard about it")
    MAY_HAVE_HARMED = "MAY_HAVE_HARMED", _("They may have behaved harmfully")
    UNKNOWN = "UNKNOWN", _("I don’t know")


class ToldInPerson(TextChoices):
    """Sending a record does not replace telling somebody."""

    YES = "YES", pgettext_lazy("have you told them", "Yes")
    NOT_YET = "NOT_YET", _("Not yet")
    COULD_NOT_FIND = "COULD_NOT_FIND", _("I couldn’t find them")


class SeenImage(TextChoices):
    """Whether an image was seen; nobody is asked what it showed."""

    NO = "NO", pgettext_lazy("did you see one", "No")
    YES = "YES", _("Yes, it was shown to me or I saw it by accident")
    RATHER_TELL = "RATHER_TELL", _("I would rather tell the safeguarding lead")


class About(TextChoices):
    """What it is about, in the words of someone who is not a specialist. None of them is required."""

    APPEARANCE = "APPEARANCE", _("Tired, hungry or unkempt")
    INJURY = "INJURY", _("An injury or a mark")
    SAID = "SAID", _("Something they said")
    DREW_OR_WROTE = "DREW_OR_WROTE", _("Something they drew or wrote")
    BEHAVIOUR = "BEHAVIOUR", _("A change in behaviour")
    ATTENDANCE = "ATTENDANCE", _("Attendance or lateness")
    FAMILY = "FAMILY", _("Family or home")
    FRIENDSHIPS = "FRIENDSHIPS", _("Friendships or bullying")
    ONLINE = "ONLINE", _("Something online")
    IMAGES = "IMAGES", _("Images: shared, or asked for")
    THREATS_OR_MONEY = "THREATS_OR_MONEY", _("Someone is threatening to share an image or asking for money")
    SELF_HARM = "SELF_HARM", _("Self-harm or mental health")
    ANOTHER_CHILD = "ANOTHER_CHILD", _("Another child’s behaviour towards them")
    RADICALISATION = "RADICALISATION", _("Radicalisation")
    OTHER = "OTHER", pgettext_lazy("what it is about", "Something else")
    NOT_SURE = "NOT_SURE", _("I’m not sure")


ABOUT_IMAGES = frozenset({About.IMAGES, About.THREATS_OR_MONEY})


class BodyRegion(TextChoices):
    """Where a mark was. A list is the record; nobody photographs a child."""

    HEAD_FRONT = "HEAD_FRONT", _("Face")
    HEAD_BACK = "HEAD_BACK", _("Back of the head")
    EAR_LEFT = "EAR_LEFT", _("Left ear")
    EAR_RIGHT = "EAR_RIGHT", _("Right ear")
    NECK_FRONT = "NECK_FRONT", _("Front of the neck")
    NECK_BACK = "NECK_BACK", _("Back of the neck")
    SHOULDER_LEFT = "SHOULDER_LEFT", _("Left shoulder")
    SHOULDER_RIGHT = "SHOULDER_RIGHT", _("Right shoulder")
    ARM_UPPER_LEFT = "ARM_UPPER_LEFT", _("Left upper arm")
    ARM_UPPER_RIGHT = "ARM_UPPER_RIGHT", _("Right upper arm")
    ARM_LOWER_LEFT = "ARM_LOWER_LEFT", _("Left lower arm")
    ARM_LOWER_RIGHT = "ARM_LOWER_RIGHT", _("Right lower arm")
    HAND_LEFT = "HAND_LEFT", _("Left hand")
    HAND_RIGHT = "HAND_RIGHT", _("Right hand")
    CHEST = "CHEST", _("Chest")
    STOMACH = "STOMACH", _("Stomach")
    BACK_UPPER = "BACK_UPPER", _("Upper back")
    BACK_LOWER = "BACK_LOWER", _("Lower back")
    LEG_UPPER_LEFT = "LEG_UPPER_LEFT", _("Left upper leg")
    LEG_UPPER_RIGHT = "LEG_UPPER_RIGHT", _("Right upper leg")
    LEG_LOWER_LEFT = "LEG_LOWER_LEFT", _("Left lower leg")
    LEG_LOWER_RIGHT = "LEG_LOWER_RIGHT", _("Right lower leg")
    FOOT_LEFT = "FOOT_LEFT", _("Left foot")
    FOOT_RIGHT = "FOOT_RIGHT", _("Right foot")
    NOT_SEEN = "NOT_SEEN", _("I was told about it and did not see it")


class DiscardReason(TextChoices):
    """Why an unsent record is given up."""

    STARTED_BY_MISTAKE = "STARTED_BY_MISTAKE", _("I started it by mistake")
    SENT_ANOTHER = "SENT_ANOTHER", _("I have sent this in another record")
    NOT_A_CONCERN = "NOT_A_CONCERN", _("I spoke to the safeguarding lead and it does not need a record")
    WRONG_CHILD = "WRONG_CHILD", _("It is about the wrong child")


class CallTo(TextChoices):
    """Whom a member of staff called direct. Anyone may."""

    EMERGENCY = "EMERGENCY", _("999")
    POLICE = "POLICE", _("The police")
    CHILDRENS_SERVICES = "CHILDRENS_SERVICES", _("Children’s services")


# A call to each of them, as a whole phrase.
CALL_TO: dict[str, Promise] = {
    CallTo.EMERGENCY: _("Direct call to 999"),
    CallTo.POLICE: _("Direct call to the police"),
    CallTo.CHILDRENS_SERVICES: _("Direct call to children’s services"),
}


class AbuseCategory(TextChoices):
    """The categories of the law. England has four; Wales has financial abuse as a fifth."""

    PHYSICAL = "PHYSICAL", _("Physical abuse")
    EMOTIONAL = "EMOTIONAL", _("Emotional or psychological abuse")
    SEXUAL = "SEXUAL", _("Sexual abuse")
    FINANCIAL = "FINANCIAL", _("Financial abuse")
    NEGLECT = "NEGLECT", _("Neglect")
    NONE = "NONE", _("None of these: a concern about welfare")


class Topic(TextChoices):
    """What kind of thing it is, beside the category of the law."""

    SEXTORTION = "SEXTORTION", _("Financially motivated sexual extortion (often called ‘sextortion’)")
    NUDES = "NUDES", _("Nudes and semi-nudes shared among children")
    GROOMING = "GROOMING", _("Grooming")
    ONLINE_OTHER = "ONLINE_OTHER", _("Another harm online")
    CHILD_ON_CHILD = "CHILD_ON_CHILD", _("One child’s behaviour towards another")
    BULLYING = "BULLYING", _("Bullying or hate")
    DOMESTIC_ABUSE = "DOMESTIC_ABUSE", _("Domestic abuse")
    EXPLOITATION = "EXPLOITATION", _("Exploitation")
    RADICALISATION = "RADICALISATION", _("Radicalisation")
    HONOUR_BASED = "HONOUR_BASED", _("So-called honour-based abuse")
    MENTAL_HEALTH = "MENTAL_HEALTH", _("Mental health or self-harm")
    MISSING = "MISSING", _("Missing, or missing education")
    SUBSTANCES = "SUBSTANCES", _("Drugs or alcohol")
    FAMILY = "FAMILY", _("Family circumstances")
    WELFARE = "WELFARE", _("Welfare or early help")


class Level(TextChoices):
    """Level of need; nobody's default."""

    UNIVERSAL = "UNIVERSAL", _("1: met by what every child has")
    EARLY_HELP = "EARLY_HELP", _("2: early help")
    TARGETED = "TARGETED", _("3: several agencies together")
    STATUTORY = "STATUTORY", _("4: protection or statutory help")


class ReviewChoice(TextChoices):
    """Whether an initial review is needed."""

    NOW = "NOW", _("Yes, now")
    LATER_TODAY = "LATER_TODAY", _("Yes, later today")
    NOT_NEEDED = "NOT_NEEDED", _("No, it is dealt with as pastoral care or early help")


class PlanKind(TextChoices):
    """What a plan is."""

    ACTION_PLAN = "ACTION_PLAN", _("Action plan")
    EARLY_HELP = "EARLY_HELP", _("Early help")
    MONITORING = "MONITORING", _("Monitoring")


class Trigger(TextChoices):
    """Reasons to refer at once (UKCIS guidance, summarised): any one makes referral the default."""

    ADULT_INVOLVED = "ADULT_INVOLVED", _("An adult is or may be involved")
    COERCED = "COERCED", _("A child was coerced, blackmailed or groomed")
    CAPACITY = "CAPACITY", _("There is doubt that a child could agree, for example because of additional needs")
    UNUSUAL_OR_VIOLENT = "UNUSUAL_OR_VIOLENT", _("The acts are violent or unusual for the child’s stage of development")
    UNDER_13 = "UNDER_13", _("Sexual acts and a child under 13")
    RISK_NOW = "RISK_NOW", _("A child is at immediate risk of harm, for example suicidal or self-harming")

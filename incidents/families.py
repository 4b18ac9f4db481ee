"""Parents and carers: how the child would like it, what is decided, and how they are spoken with. Choices only."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Preference(TextChoices):
    """How the child would like parents or carers to be told."""

    CHILD = "CHILD", _("The child tells them, with support")
    SCHOOL = "SCHOOL", _("The school tells them")
    PROFESSIONAL = "PROFESSIONAL", _("Another professional tells them")
    TOGETHER = "TOGETHER", _("The child and the school tell them together")
    NOT_TOLD = "NOT_TOLD", _("The child asks that they are not told")
    NOT_ASKED = "NOT_ASKED", _("The child has not been asked yet")


class Telling(TextChoices):
    """What is decided about telling parents or carers."""

    CHILD = "CHILD", _("The child tells them, with our support")
    SCHOOL = "SCHOOL", _("The school tells them")
    PROFESSIONAL = "PROFESSIONAL", _("Another professional tells them")
    TOGETHER = "TOGETHER", _("The child and the school tell them together")
    NOT_NOW = "NOT_NOW", _("They are not told for now")


class NotTelling(TextChoices):
    """Why parents or carers are not told (Wales Safeguarding Procedures): for now, and looked at again."""

    FURTHER_RISK = "FURTHER_RISK", _("It would put the child at further risk")
    SILENCING = "SILENCING", _("It could lead to threats or pressure on the child to keep silent")
    EVIDENCE = "EVIDENCE", _("Evidence could be lost")
    PARENT_INVOLVED = "PARENT_INVOLVED", _("A parent or carer may have caused the harm")
    CHILD_DECIDES = "CHILD_DECIDES", _("A child who can judge it does not want it")
    OTHER = "OTHER", pgettext_lazy("why not told", "Another reason")


class Channel(TextChoices):
    """How somebody was reached."""

    IN_PERSON = "IN_PERSON", _("In person")
    PHONE = "PHONE", _("By phone")
    VIDEO = "VIDEO", _("By video call")
    BY_HAND = "BY_HAND", _("Letter given by hand")
    POST = "POST", _("Letter by post")
    EMAIL = "EMAIL", _("By e-mail")


TALK_CHANNELS = (Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO, Channel.EMAIL)
LETTER_CHANNELS = (Channel.BY_HAND, Channel.POST, Channel.EMAIL)
LETTER = "parents-sextortion"  # the code of the standing letter in the directory


class Spoken(TextChoices):
    """In which language somebody was spoken with."""

    CY = "CY", _("Welsh")
    EN = "EN", _("English")
    OTHER = "OTHER", pgettext_lazy("a language", "Another language")


class Format(TextChoices):
    """In what other form somebody needs a document."""

    LARGE_PRINT = "LARGE_PRINT", _("Large print")
    EASY_READ = "EASY_READ", _("Easy read")
    BRAILLE = "BRAILLE", _("Braille")
    AUDIO = "AUDIO", _("Audio")
    OTHER_LANGUAGE = "OTHER_LANGUAGE", pgettext_lazy("a format", "Another language")
    OTHER = "OTHER", pgettext_lazy("a format", "Another format")


def follows(preference: str, telling: str) -> bool | None:
    """Whether a decision follows what the child would like; None where the child has not been asked."""
    if preference in ("", Preference.NOT_ASKED):
        return None
    return telling == (Telling.NOT_NOW if preference == Preference.NOT_TOLD else preference)


def needed_of_telling(preference: str, telling: str, why_not: str) -> tuple[str, ...]:
    """What a decision about telling cannot be recorded without, by the name of its column.

    Not telling says why, who agreed and when it is looked at again; so does going another way than the child would
    like, in words.
    """
    needed = ("why_not", "agreed_with", "review_on") if telling == Telling.NOT_NOW else ()
    in_words = follows(preference, telling) is False or (telling == Telling.NOT_NOW and why_not == NotTelling.OTHER)
    return (*needed, "reasons") if in_words else needed

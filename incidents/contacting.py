"""What can be known of the account that made contact, of what it demands, and of the images: choices and nothing else.

None of them says what an image shows, or why a child did something.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountKind(TextChoices):
    """Whose account it seems to be. Nobody assumes that it is a pupil."""

    UNKNOWN_FAKE = "UNKNOWN_FAKE", _("An account nobody knows, perhaps fake")
    HACKED_CHILD = "HACKED_CHILD", _("The hacked account of a child we know")
    OWN_TAKEN_OVER = "OWN_TAKEN_OVER", _("The child’s own account, taken over by someone")
    KNOWN_ADULT = "KNOWN_ADULT", _("The account of an adult the child knows")
    KNOWN_CHILD = "KNOWN_CHILD", _("The account of a child or young person they know")
    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("whose account", "Not known")


class DemandKind(TextChoices):
    """What is demanded. Money is not a must."""

    BANK_TRANSFER = "BANK_TRANSFER", _("A bank transfer")
    GIFT_CARD = "GIFT_CARD", _("A gift card or voucher")
    CRYPTO = "CRYPTO", _("Cryptocurrency")
    GAME_CURRENCY = "GAME_CURRENCY", _("Game currency or items")
    MORE_IMAGES = "MORE_IMAGES", _("More images or videos")
    OTHER = "OTHER", pgettext_lazy("what is demanded", "Something else")


class Paid(TextChoices):
    """Whether anything was paid. Whatever the answer, the child is not at fault."""

    NO = "NO", pgettext_lazy("was it paid", "No")
    YES = "YES", pgettext_lazy("was it paid", "Yes, the child was made to pay")
    UNKNOWN = "UNKNOWN", pgettext_lazy("was it paid", "Not known")


class BankTold(TextChoices):
    """Whether the bank or the seller of the card was told."""

    YES = "YES", pgettext_lazy("was the bank told", "Yes")
    NOT_YET = "NOT_YET", pgettext_lazy("was the bank told", "Not yet")
    NOT_NEEDED = "NOT_NEEDED", _("Not needed")


class Shared(TextChoices):
    """Whether something was shared further."""

    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("was it shared", "Not known")
    THREATENED = "THREATENED", _("Threatened, and not shared as far as we know")
    YES = "YES", pgettext_lazy("was it shared", "Yes")
    NO = "NO", pgettext_lazy("was it shared", "No")


class Origin(TextChoices):
    """How an image came about, as far as the child said it unasked or an agency told us."""

    SELF_TAKEN = "SELF_TAKEN", _("Taken by the child")
    RECORDED = "RECORDED", _("Recorded without the child knowing, for example by webcam")
    HACKED = "HACKED", _("Taken from an account or a device")
    MANIPULATED = "MANIPULATED", _("Altered digitally")
    AI_MADE = "AI_MADE", _("Made with artificial intelligence")
    CLAIMED = "CLAIMED", _("Claimed by the other person, and not seen by the child")
    NONE_KNOWN = "NONE_KNOWN", _("No image is known to exist")
    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("how an image came about", "Not known")


class Medium(TextChoices):
    """In what form."""

    PHOTO = "PHOTO", _("Photo")
    VIDEO = "VIDEO", _("Video")
    LIVE = "LIVE", _("Live stream or webcam")
    OFFLINE = "OFFLINE", _("Passed on offline, for example from phone to phone")
    NOT_KNOWN = "NOT_KNOWN", pgettext_lazy("in what form", "Not known")


class Surfaced(TextChoices):
    """How it came to the school’s notice."""

    DISCLOSED = "DISCLOSED", _("The child told somebody")
    STAFF = "STAFF", _("A member of staff noticed")
    FAMILY = "FAMILY", _("A parent or carer told us")
    PEER = "PEER", _("Another child told us")
    FILTERING = "FILTERING", _("An alert from filtering or monitoring")
    POLICE = "POLICE", _("The police told us")
    OTHER_SCHOOL = "OTHER_SCHOOL", _("Another school told us")


class Around(TextChoices):
    """What was going on around it: what others did, or how things were, and never why a child did something."""

    TRUST = "TRUST", _("The other person won the child’s trust")
    BELONGING = "BELONGING", _("Friendship or belonging was promised")
    PEER_PRESSURE = "PEER_PRESSURE", _("Pressure among young people, such as leaving somebody out")
    JOKE = "JOKE", _("Joking among young people")
    RELATIONSHIP = "RELATIONSHIP", _("Between young people in a relationship")
    LONELY = "LONELY", _("A lonely or worrying time")


class Deleted(TextChoices):
    """Whether anything is gone from a device or an account. Not an accusation."""

    NO = "NO", pgettext_lazy("is anything gone", "No, as far as we know")
    SOME = "SOME", _("Some of it is no longer there")
    UNKNOWN = "UNKNOWN", pgettext_lazy("is anything gone", "Not known")


CURRENCIES = [("GBP", "£"), ("USD", "$"), ("EUR", "€"), ("OTHER", _("Another currency"))]

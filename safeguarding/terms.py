"""The words of each jurisdiction: whole phrases, in English and Welsh through translation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguarding.accounts.roles import Role

LEAD: dict[str, Promise] = {
    "ENGLAND": _("Designated Safeguarding Lead (DSL)"),
    "WALES": _("Designated Safeguarding Person (DSP)"),
}
DEPUTY: dict[str, Promise] = {
    "ENGLAND": _("Deputy Designated Safeguarding Lead"),
    "WALES": _("Deputy Designated Safeguarding Person"),
}
ABUSE_CATEGORIES: dict[str, tuple[str, ...]] = {
    "ENGLAND": ("PHYSICAL", "EMOTIONAL", "SEXUAL", "NEGLECT", "NONE"),
    "WALES": ("PHYSICAL", "EMOTIONAL", "SEXUAL", "FINANCIAL", "NEGLECT", "NONE"),
}


def role_name(role: str, jurisdiction: str) -> Promise | str:
    """What this role is called there."""
    if role == Role.LEAD:
        return LEAD[jurisdiction]
    if role == Role.DEPUTY:
        return DEPUTY[jurisdiction]
    return Role(role).label

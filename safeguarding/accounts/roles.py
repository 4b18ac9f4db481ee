"""The roles a person can hold at a school, and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One person may hold several, each from a date and until a date."""

    STAFF = "STAFF", _("Member of staff")
    LEAD = "LEAD", _("Safeguarding lead")
    DEPUTY = "DEPUTY", _("Deputy safeguarding lead")
    HEAD = "HEAD", _("Headteacher")
    GOVERNOR = "GOVERNOR", _("Governor for safeguarding")
    CHAIR = "CHAIR", _("Chair of governors")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


# Those who open and decide; longer idle time, and their opening is what the reporter sees as "opened".
SAFEGUARDING_TEAM = frozenset({Role.LEAD, Role.DEPUTY})
# Roles that reach children's records or agree to decisions about them: the head confirms who holds them.
SAFEGUARDING_ROLES = frozenset({Role.LEAD, Role.DEPUTY, Role.HEAD, Role.CHAIR, Role.GOVERNOR})
# What is written into the audit trail when somebody holds several: the one that reaches furthest.
REACH = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.CHAIR, Role.GOVERNOR, Role.ADMINISTRATOR, Role.STAFF)

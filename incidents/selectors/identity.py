"""Whose record a page belongs to, in one line."""

from django.utils.translation import gettext as _

from incidents.models import Concern


def child_name(concern: Concern) -> str:
    """The child as they are known; one "not on the list" as they were described."""
    if concern.pupil:
        return concern.pupil.full_name
    matched = concern.matches.order_by("at").last()
    if matched and matched.other_name:
        matched.concern = concern
        return matched.other_name
    return _("Not on the list: %(description)s") % {"description": concern.unlisted_child}


def record_caption(concern: Concern) -> str:
    """Name, year, form and reference of a record, for the top of its pages."""
    pupil = concern.pupil
    facts = [child_name(concern), pupil.year_name if pupil else "", pupil.form if pupil else "", concern.reference]
    return ", ".join(fact for fact in facts if fact)

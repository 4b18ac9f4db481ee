"""The child of a record as the top of a paper names them: only what the roll holds, and what is not known is said."""

from django.utils.translation import gettext as _

from incidents.models import Concern
from incidents.selectors.identity import child_name, person_is_adult
from incidents.selectors.papers import Line, Part
from safeguarding.dates import day


def not_known() -> str:
    """What stands where the school holds nothing: a missing detail never holds a referral up."""
    return _("not known")


def child_part(concern: Concern) -> Part:
    """Who the child is. The words that described a child "not on the list" may name others too: they are checked."""
    pupil = concern.pupil
    if pupil is None:
        lines = [Line(_("Name"), child_name(concern), is_words=True, lang="und"), Line(_("School"), not_known())]
    else:
        legal = f"{pupil.legal_forename} {pupil.legal_surname}"
        lines = [
            Line(_("Name"), legal),
            Line(_("Known as"), pupil.full_name if pupil.full_name != legal else ""),
            Line(_("Date of birth"), day(pupil.born_on)),
            Line(_("Year and form"), ", ".join(part for part in (pupil.year_name, pupil.form) if part)),
            Line(_("UPN"), pupil.upn or not_known()),
            Line(_("School"), concern.school.shown_name),
        ]
    lines.append(Line(_("Reference of the record"), concern.reference))
    whom = _("The person") if person_is_adult(concern) else _("The child")
    return Part(whom, [line for line in lines if line.value])

"""Papers about a child in tests: checked as a lead does who leaves every proposal as it is."""

from incidents.forms.papers import PaperForm
from incidents.models import CheckedPaper, Concern
from incidents.selectors.paper_list import Wanted, paper_for
from incidents.selectors.papers import PaperCheck, paper_check
from incidents.services import papers


def check_of(concern: Concern, wanted: Wanted) -> PaperCheck:
    """What a lead looks at."""
    found = Concern.objects.with_keys().get(pk=concern.pk)
    return paper_check(found, paper_for(found, wanted))


def check_and_confirm(concern: Concern, actor, number: int = 0, language: str = "en") -> CheckedPaper:
    """Looks at the chronology, or the pack of the referral of this number, and confirms it as it is proposed."""
    wanted = Wanted(language, number)
    form = PaperForm(None, check=check_of(concern, wanted))
    said = {"actor": actor, "reference": concern.reference, "wanted": wanted}
    return papers.confirm_paper(**said, seen=form.check.basis, parts=form.parts(), masks=[])

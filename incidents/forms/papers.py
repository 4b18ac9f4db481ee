"""Checking a paper about one child: the same questions as for the copy of a statement, over all its words."""

from incidents.forms.copying import CopyForm
from incidents.masking import Proposal


class PaperForm(CopyForm):
    """The proposals with their ticks; what a lead left in the copy of the statement stands unticked here too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "ticked" in self.fields:
            self.fields["ticked"].initial = [one.key for one in self._proposals() if one.key not in self.check.kept]

    def parts(self) -> list[str]:
        """The words as they would be printed; as proposed, until something was chosen."""
        if not self.is_bound:
            return self.check.parts({one.key for one in self._proposals()} - self.check.kept, ())
        return super().parts()

    @property
    def masks(self) -> list[dict]:
        """What is masked and as whom, with what was carried over from the copy of the statement."""
        carried = [
            {"words": one.words, "letter": one.letter, "proposed": False, "masked": True} for one in self.check.carried
        ]
        return super().masks + carried

    def _proposals(self) -> tuple[Proposal, ...]:
        return self.check.proposed.proposals

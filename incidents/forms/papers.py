"""Checking a paper about one child: the same questions as for the copy of a statement, over all its words."""

from incidents.forms.copying import CopyForm


class PaperForm(CopyForm):
    """The proposals with their ticks; what a lead left in the copy of the statement stands unticked here too."""

    def _ticked_at_first(self) -> list[str]:
        return [one.key for one in self.check.proposed.proposals if self.check.is_ticked_at_first(one)]

    @property
    def masks(self) -> list[dict]:
        """What is masked and as whom, with what was carried over from the copy of the statement."""
        carried = [
            {"words": one.words, "letter": one.letter, "proposed": False, "masked": True} for one in self.check.carried
        ]
        return super().masks + carried

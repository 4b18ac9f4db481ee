"""One record of the demo story while it is being played."""

from dataclasses import dataclass, field

from incidents.models import Concern
from safeguarding.accounts.models import User
from safeguarding.schools.models import Pupil, School


@dataclass
class Played:
    """One record of the story: who is in it, and what has been recorded so far."""

    told: dict
    school: School
    reporter: User
    lead: User
    head: User
    pupils: list[Pupil]
    references: list[str] = field(default_factory=list)

    def concerns(self) -> list[Concern]:
        """Each child's record as it stands."""
        return list(Concern.objects.filter(reference__in=self.references).order_by("place_in_report"))

    @property
    def text(self) -> str:
        """The words, with the forenames of these children."""
        names = {
            f"child{number or ''}": pupil.full_name.split()[0]
            for number, pupil in zip((0, 2), self.pupils, strict=False)
        }
        return self.told["text"].format(**names)

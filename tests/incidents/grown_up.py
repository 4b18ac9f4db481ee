"""People on both sides of their 18th birthday, and somebody who is not on the roll."""

from datetime import date

from safeguarding.schools.models import Pupil
from tests.cast import make_pupil
from tests.makers import make_concern


def birthday(on: date, years: int = 18) -> date:
    """The day on which somebody was born whose birthday is that day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February, where the year has none
        return date(on.year - years, 3, 1)


def concern_about(cast, born_on: date, **more):
    """A record about a pupil of this birthday."""
    number = f"G{Pupil.objects.count()}"
    pupil = make_pupil(cast.afon, "Morgan", "Elin", born_on=born_on, year_group=13, form="13A", number=number)
    more.setdefault("about", ("THREATS_OR_MONEY",))
    return make_concern(cast.afon, cast.nia, pupil, **more)


def concern_about_somebody(cast, **more):
    """A record about somebody who is not on the list."""
    more.setdefault("about", ("THREATS_OR_MONEY",))
    return make_concern(cast.afon, cast.nia, None, unlisted="Somebody in the office", **more)

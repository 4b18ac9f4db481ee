"""Which school a page is about: asked in the same way on the pages of the work as on those of the foundation."""

from safeguarding.accounts.choosing import address, at_school, choose_school, chosen_school, schools_with

__all__ = ["address", "at_school", "choose_school", "chosen_school", "schools_with"]

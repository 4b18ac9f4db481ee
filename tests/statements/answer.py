"""One row for each numbered statement of the guidance: what answers it here, and which tests prove it.

`by` names pages ("page:" and the name of the URL), rules, fields and choices ("code:" and the path in Python), and
entries of the directory ("fixture:" file and code). `proof` names tests: file and function.
"""

from dataclasses import dataclass

RECORDING = "tests/incidents/views/test_recording.py::"
INDICATORS = "tests/incidents/test_indicators.py::"
RESTING = "tests/incidents/test_sextortion_does_not_rest.py::"
REMOVING = "tests/incidents/test_removing.py::"
REMOVAL = "tests/incidents/views/test_removal.py::"
STEP_PAGES = "tests/incidents/views/test_steps.py::"
ADULT_PAGES = "tests/incidents/views/test_adults.py::"
STEPS = "tests/incidents/services/test_steps.py::"
FAMILY = "tests/incidents/views/test_family.py::"
FAMILIES = "tests/incidents/services/test_families.py::"
WELLBEING = "tests/incidents/views/test_wellbeing.py::"
DEVICES = "tests/incidents/views/test_devices.py::"
VIEWING = "tests/incidents/views/test_viewings.py::"
FIXTURES = "tests/safeguarding/directory/test_fixtures.py::"
REFERRING = "tests/incidents/views/test_referring.py::"
LINKS = "tests/incidents/selectors/test_links.py::"
PATTERNS = "tests/incidents/services/test_patterns.py::"
FILES = "tests/architecture/test_no_files_taken.py::"
SAID = "tests/statements/test_statements.py::"
SHOWN = "tests/statements/test_shown.py::"
ASKING = "tests/statements/test_asking.py::"
CHOICES = "tests/statements/test_choices.py::"
NEVER = "tests/incidents/views/test_never_to_blame.py::"
STEP_SAID = (f"{SHOWN}test_every_step_is_said_and_recorded_on_its_pages",)
CHOSEN = (
    f"{CHOICES}test_every_choice_is_offered_on_its_page",
    f"{CHOICES}test_every_choice_that_is_sent_from_its_page_is_kept_and_shown",
)
STEP = "fixture:reference_steps.json#"
CONTACT = "fixture:reference_contacts.json#"
SIGN = "code:incidents.indicators.Sign."
KNOWN = "code:incidents.contacting."


@dataclass(frozen=True)
class Answer:
    """What answers a statement."""

    states: str
    by: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    later: str = ""  # the work to come that answers it


def sign(states: str, code: str) -> Answer:
    """A sign that can be ticked on the page of signs."""
    proof = (f"{INDICATORS}test_a_sign_by_itself_points_to_what_was_drawn", f"{CHOICES}test_every_sign_can_be_ticked")
    return Answer(states, (f"{SIGN}{code}", "page:signs"), proof)


def choice(states: str, *codes: str, page: str = "contact_facts") -> Answer:
    """Something that is chosen from a list on a page."""
    by = (*(f"{KNOWN}{code}" for code in codes), f"page:{page}")
    return Answer(states, by, CHOSEN)

"""Every event stands in exactly one section of a report, so that nothing can be left out by forgetting it."""

from incidents.sections import ENTRY_SECTIONS, Section, events_of, section_of
from safeguarding.audit import events


def test_every_event_of_the_catalogue_stands_in_a_section_of_entries():
    assert {section_of(event) for event in events.TITLES} == set(ENTRY_SECTIONS)


def test_the_sections_together_hold_every_event_once():
    together = [event for section in ENTRY_SECTIONS for event in events_of([section])]
    assert sorted(together) == sorted(events.TITLES)


def test_figures_show_no_entries():
    assert events_of([section for section in Section if section not in ENTRY_SECTIONS]) == []


def test_looking_is_not_working():
    assert section_of(events.CONCERN_OPENED) == Section.ACCESS
    assert section_of(events.CONCERN_TRIAGED) == Section.WORK

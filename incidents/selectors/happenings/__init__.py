"""What a chronology reads beside the first steps of a record: one module a duty, each with `entries(by_id)`."""

from incidents.selectors.happenings import contact, devices, family, patterns, removal, reviewing, viewing, wellbeing

DUTIES = (reviewing, contact, removal, devices, family, wellbeing, patterns, viewing)

"""What a school does beside its records: statements 69 to 87."""

from tests.statements.answer import (
    CONTACT,
    FAMILIES,
    FIXTURES,
    SHOWN,
    STEP,
    STEP_SAID,
    Answer,
)

PREVENTION = {
    69: Answer("Teach children to recognise it", later="education log"),
    70: Answer("Resources for teaching", later="resource library"),
    71: Answer("Posts of the school use the core messages", later="communications"),
    72: Answer(
        "Safer accounts",
        (
            f"{STEP}separate-passwords",
            f"{STEP}two-step",
            f"{STEP}privacy-settings",
            f"{STEP}no-personal-details",
            f"{STEP}who-they-are",
            f"{STEP}cloud-checked",
        ),
        STEP_SAID,
    ),
    73: Answer("The school’s plan for online safety", later="education log"),
}

ALERTS = {
    74: Answer("The alert reaches schools", later="alerts"),
    75: Answer("It applies to all settings in Wales", later="alerts"),
    76: Answer("English and Welsh are equal: how fast each is answered", later="reports"),
    77: Answer(
        "Accessible formats on request",
        ("code:incidents.models.FormatRequest", "page:format_request"),
        (f"{FAMILIES}test_a_wish_for_another_format_is_answered_once_and_by_its_own_record",),
    ),
    78: Answer(
        "The letter names help for adults too",
        ("fixture:reference_letters.json#parents-sextortion",),
        (f"{SHOWN}test_the_letter_says_what_parents_need",),
    ),
    79: Answer("Figures of reports in the world", later="benchmarks"),
    80: Answer("Figures of boys and girls", later="benchmarks"),
    81: Answer("Figures of one county", later="benchmarks"),
    82: Answer("Figures of a helpline", later="benchmarks"),
    83: Answer("Figures of images removed", later="benchmarks"),
    84: Answer("Earlier alerts on the same topic", later="alerts"),
    85: Answer(
        "Specialists of the local police",
        (
            "code:safeguarding.directory.models.AgencyKind.POLICE_SPECIALIST",
            f"{CONTACT}Local police specialist for online abuse",
            "page:guidance_add",
        ),
        (f"{SHOWN}test_a_police_specialist_is_kept_with_unit_e_mail_and_the_day_it_was_checked",),
    ),
    86: Answer("Webinars for practitioners and parents", later="training"),
    87: Answer(
        "It happens on many platforms, and moves from one to another",
        (
            "fixture:reference_platforms.json#snapchat",
            "code:incidents.models.ContactingAccount.moved_to",
            "page:contact_account",
        ),
        (
            f"{SHOWN}test_an_account_keeps_its_name_where_it_was_and_where_the_child_was_asked_to_go",
            f"{FIXTURES}test_there_are_at_least_fifteen_platforms_and_each_says_where_to_report",
        ),
    ),
}

"""What the lead does, how child and family are supported, adults and look-alikes: statements 42 to 68."""

from tests.statements.answer import (
    ADULT_PAGES,
    CHOSEN,
    CONTACT,
    FAMILIES,
    FAMILY,
    FIXTURES,
    INDICATORS,
    KNOWN,
    LINKS,
    NEVER,
    PATTERNS,
    REFERRING,
    REMOVAL,
    REMOVING,
    RESTING,
    SHOWN,
    STEP,
    STEP_PAGES,
    STEP_SAID,
    WELLBEING,
    Answer,
    choice,
)

LEAD = {
    42: Answer(
        "Refer at once to the police and/or children’s services",
        ("code:incidents.workflow.MOVES", "code:incidents.selectors.pathway.referral_or_exception", "page:decide"),
        (
            f"{RESTING}test_no_move_from_any_state_leads_a_record_of_sextortion_to_rest",
            "tests/incidents/test_sextortion_walks.py::test_no_walk_leads_a_record_of_sextortion_to_rest",
        ),
    ),
    43: choice(
        "How it came to notice", "Surfaced.DISCLOSED", "Surfaced.STAFF", "Surfaced.FILTERING", "Surfaced.OTHER_SCHOOL"
    ),
    44: Answer(
        "Several children may be targeted",
        ("code:incidents.models.Pattern", "page:links", "page:pattern"),
        (
            f"{LINKS}test_the_same_account_written_differently_is_proposed_from_either_side",
            f"{PATTERNS}test_two_records_are_linked_in_a_new_set_each_with_its_own_part",
        ),
    ),
    45: Answer(
        "Note the names of the accounts",
        ("code:incidents.models.ContactingAccount", "page:contact_account"),
        (
            f"{SHOWN}test_an_account_keeps_its_name_where_it_was_and_where_the_child_was_asked_to_go",
            "tests/incidents/test_handles.py::test_one_account_has_one_spelling",
        ),
    ),
    46: Answer(
        "Report to the police: force, time, number, officer",
        ("code:incidents.models.Referral", f"{CONTACT}Police", "page:add_referral"),
        (
            f"{SHOWN}test_a_report_to_the_police_keeps_force_number_called_time_log_officer_and_crime_reference",
            f"{REFERRING}test_everything_else_is_kept_when_it_is_given",
        ),
    ),
    47: Answer(
        "The CEOP Safety Centre",
        ("code:incidents.outcomes.ReferralTo.CEOP", f"{CONTACT}CEOP Safety Centre", "page:add_referral"),
        (
            f"{SHOWN}test_a_report_to_ceop_is_kept_and_its_number_is_on_the_page",
            f"{ADULT_PAGES}test_whom_a_record_can_be_referred_to_depends_on_whom_and_what_it_is_about",
        ),
    ),
    48: Answer(
        "The police decide on prosecution",
        (
            "code:incidents.outcomes.AgencyOutcome.OUTCOME_21",
            "code:incidents.outcomes.AgencyOutcome.OUTCOME_22",
            "page:referral_reply",
        ),
        (
            f"{REFERRING}test_a_reply_offers_the_outcomes_of_that_agency_and_country",
            "tests/incidents/test_outcomes.py::test_the_police_answer_alike_in_both",
        ),
    ),
    49: Answer(
        "Not to blame whatever happened; not alone; it can be solved",
        (f"{STEP}not-to-blame", f"{STEP}not-alone", f"{STEP}can-be-solved"),
        STEP_SAID,
    ),
    50: Answer(
        "Never pay, never engage; paid already?",
        (f"{STEP}never-pay", f"{KNOWN}Paid", "code:incidents.models.Demand.bank_told", "page:contact_demand"),
        (*CHOSEN, *STEP_SAID),
    ),
    51: Answer(
        "Keep, stop, block, report, in this order",
        (f"{STEP}keep-messages", f"{STEP}stop-contact", f"{STEP}block-account", f"{STEP}report-account", "page:steps"),
        (
            *STEP_SAID,
            f"{STEP_PAGES}test_the_order_is_shown_and_every_step_has_its_page",
            f"{STEP_PAGES}test_what_comes_before_blocking_is_said_until_it_is_recorded",
        ),
    ),
}

SUPPORT = {
    52: Answer(
        "Reassure: adults will do all they can",
        (f"{STEP}not-alone", "page:steps"),
        STEP_SAID,
    ),
    53: Answer(
        "Look for solutions; a child was manipulated",
        (f"{STEP}can-be-solved", "fixture:reference_hints.json#shared-with-an-adult"),
        (
            *STEP_SAID,
            f"{NEVER}test_every_page_says_that_a_child_is_never_to_blame",
            "tests/incidents/test_wording.py::test_every_phrase_of_every_list_is_found",
        ),
    ),
    54: Answer(
        "The child’s preferred way of telling parents",
        ("code:incidents.models.ChildPreference", "code:incidents.families.follows", "page:family_preference"),
        (
            f"{SHOWN}test_how_the_child_would_like_it_is_kept_with_their_words_and_the_day",
            f"{FAMILIES}test_whether_it_follows_what_the_child_would_like_is_worked_out_and_kept",
        ),
    ),
    55: Answer(
        "Not telling parents has its reason and a day to look again",
        (
            "code:incidents.families.NotTelling",
            "code:incidents.models.TellingDecision.review_on",
            "page:family_telling",
        ),
        (f"{FAMILIES}test_not_telling_needs_a_reason_somebody_who_agreed_and_a_day_to_look_again",),
    ),
    56: Answer(
        "Help parents; a letter",
        (
            "fixture:reference_letters.json#parents-sextortion",
            "code:incidents.models.LetterGiven",
            "page:family_letter",
        ),
        (
            f"{SHOWN}test_a_letter_is_given_from_its_page_and_stands_on_that_of_the_family",
            f"{SHOWN}test_the_letter_says_what_parents_need",
            f"{FAMILIES}test_a_letter_is_kept_with_the_very_text_that_was_given",
            f"{FAMILY}test_the_letter_can_be_read_on_the_page_in_each_of_its_languages",
        ),
    ),
    57: Answer(
        "Parents talk calmly; other trusted adults",
        ("fixture:reference_letters.json#parents-sextortion", "page:family"),
        (f"{SHOWN}test_the_letter_says_what_parents_need",),
    ),
    58: Answer(
        "Report Remove, Take It Down, the platform; the child submits",
        (
            "fixture:reference_tools.json#report-remove",
            "fixture:reference_tools.json#take-it-down",
            "fixture:reference_tools.json#platform",
            "code:incidents.models.RemovalStep",
            "page:removal",
        ),
        (
            f"{SHOWN}test_every_tool_is_offered_and_keeps_who_helped_when_the_reference_and_when_to_look_again",
            f"{REMOVAL}test_a_child_has_three_tools_in_order_and_stopncii_is_not_named",
        ),
    ),
    59: Answer(
        "Where each platform takes reports",
        ("fixture:reference_platforms.json#instagram", "page:removal"),
        (f"{FIXTURES}test_there_are_at_least_fifteen_platforms_and_each_says_where_to_report",),
    ),
    60: Answer(
        "Self-harm is asked about in every case",
        ("code:incidents.models.SafetyCheck.self_harm", "code:incidents.models.SafetyCheck", "page:safety"),
        (
            f"{WELLBEING}test_the_question_stands_open_until_somebody_has_asked",
            f"{WELLBEING}test_an_immediate_worry_shows_999_before_anything_else",
            "tests/incidents/services/test_wellbeing.py::test_every_head_but_the_one_who_records_it_is_written_to",
        ),
    ),
    61: Answer(
        "Watch for change; only professionals diagnose",
        ("code:incidents.models.SafetyCheck.observed", "page:safety_check"),
        (
            f"{SHOWN}test_what_was_observed_is_recorded_and_shown",
            f"{WELLBEING}test_there_is_nowhere_to_write_a_diagnosis",
        ),
    ),
    62: Answer(
        "A worry about mental health is the lead’s too",
        (
            "code:incidents.categories.About.SELF_HARM",
            "fixture:reference_guidance.json#keeping-learners-safe",
            "page:queue",
        ),
        (
            "tests/incidents/views/test_queue.py::test_a_flag_is_what_the_author_said_in_words",
            "tests/incidents/services/test_deciding.py::test_a_decision_keeps_the_guidance_it_was_made_by",
        ),
    ),
    63: Answer(
        "Children know the services",
        (f"{CONTACT}Childline, for children", "code:incidents.models.SupportPlan.services", "page:support_plan"),
        (
            f"{SHOWN}test_a_child_is_pointed_to_childline_and_it_is_kept",
            f"{WELLBEING}test_support_is_planned_with_the_services_of_the_directory",
        ),
    ),
    64: Answer(
        "Help in getting images removed",
        ("code:incidents.models.RemovalStep.helped_by", "page:removal_step"),
        ("tests/incidents/services/test_removal.py::test_the_team_records_how_far_a_tool_is",),
    ),
}

ADULTS = {
    65: Answer(
        "Adults: StopNCII, police, platform; an image taken when under 18: Take It Down, Internet Watch Foundation",
        (
            "fixture:reference_tools.json#stopncii",
            "fixture:reference_tools.json#iwf",
            "code:incidents.removing.route",
            "page:age",
            "page:adult_consent",
        ),
        (
            "tests/incidents/views/test_adults.py::test_an_image_of_a_child_stays_one_when_they_are_18",
            f"{REMOVING}test_18_begins_with_the_birthday",
            f"{REMOVING}test_no_image_of_a_child_goes_to_stopncii_and_no_adult_to_report_remove",
            "tests/incidents/services/test_removal.py::test_17_years_and_364_days_is_a_child_and_18_years_and_0_days_is_asked",
        ),
    ),
    66: Answer(
        "The Revenge Porn Helpline",
        (f"{CONTACT}Revenge Porn Helpline, for people aged 18 or over", "page:removal"),
        (f"{SHOWN}test_somebody_of_18_is_shown_the_revenge_porn_helpline_and_a_child_is_not",),
    ),
    67: Answer(
        "A phishing e-mail is something else",
        ("code:incidents.indicators.Sign.ONLY_EMAIL", "code:incidents.indicators.Pathway.PHISHING"),
        (
            f"{SHOWN}test_an_email_to_many_is_counted_apart_and_the_child_is_still_asked_about",
            f"{INDICATORS}test_only_an_email_is_phishing_whatever_it_claims",
            f"{INDICATORS}test_an_email_after_contact_or_with_an_image_of_the_child_is_not_one_sent_to_many",
        ),
    ),
    68: Answer(
        "Phishing: do not pay, do not reply, change the password, report",
        (
            f"{STEP}do-not-pay",
            f"{STEP}do-not-reply",
            f"{STEP}change-password",
            f"{STEP}report-it",
            f"{CONTACT}Report Fraud",
        ),
        (
            *STEP_SAID,
            f"{STEP_PAGES}test_the_phishing_page_has_its_steps_whom_to_tell_and_the_way_to_the_safety_of_the_child",
            f"{FIXTURES}test_phishing_goes_to_its_own_address",
        ),
    ),
}

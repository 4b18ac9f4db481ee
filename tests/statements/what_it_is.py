"""What it is, its signs, and what staff do: statements 1 to 41."""

from tests.statements.answer import (
    ASKING,
    CHOSEN,
    DEVICES,
    FILES,
    INDICATORS,
    KNOWN,
    NEVER,
    RECORDING,
    SAID,
    SHOWN,
    STEP,
    STEP_SAID,
    Answer,
    choice,
    sign,
)

WHAT_IT_IS = {
    1: Answer(
        "A child is made to pay under the threat that images are released",
        ("code:incidents.indicators.Pathway.SEXTORTION", "code:incidents.categories.About.THREATS_OR_MONEY"),
        (
            f"{INDICATORS}test_what_the_reporter_ticked_is_enough",
            f"{INDICATORS}test_every_rule_and_every_pathway_is_reached",
        ),
    ),
    2: choice(
        "The demand may be a gift card or cryptocurrency",
        "DemandKind.GIFT_CARD",
        "DemandKind.CRYPTO",
        page="contact_demand",
    ),
    3: choice("The demand may be for more images", "DemandKind.MORE_IMAGES", page="contact_demand"),
    4: Answer(
        "Organised groups act; nobody assumes a pupil did it",
        ("code:incidents.categories.Trigger.ADULT_INVOLVED", f"{KNOWN}AccountKind.UNKNOWN_FAKE", "page:decide"),
        (
            *CHOSEN,
            "tests/incidents/views/test_deciding.py::test_a_pathway_that_was_chosen_stands_ticked_and_the_page_says_why",
        ),
    ),
    5: Answer(
        "The account may be the hacked one of a child",
        (f"{KNOWN}AccountKind.HACKED_CHILD", f"{KNOWN}AccountKind.OWN_TAKEN_OVER", "page:contact_account"),
        (
            *CHOSEN,
            "tests/incidents/views/test_contact.py::test_of_a_known_child_suggest_a_record_of_that_child_and_make_none",
        ),
    ),
    6: Answer(
        "All ages and genders are affected",
        ("code:incidents.indicators.propose", "page:pathway"),
        (f"{SAID}test_no_rule_asks_for_age_or_sex",),
    ),
    7: Answer(
        "From contact to blackmail it can take less than an hour",
        (
            "code:incidents.models.KnownFacts.first_contact_at",
            "code:incidents.selectors.awareness.stages",
            "page:concern",
        ),
        (
            "tests/incidents/views/test_contact_facts.py::test_are_recorded_and_shown",
            "tests/incidents/selectors/test_awareness.py::test_it_runs_until_somebody_is_told_and_says_how_long_each_stage_took",
        ),
    ),
    8: choice(
        "An image may be real, hacked, altered, made by AI, or not exist",
        "Origin.SELF_TAKEN",
        "Origin.RECORDED",
        "Origin.HACKED",
        "Origin.MANIPULATED",
        "Origin.AI_MADE",
        "Origin.CLAIMED",
        "Origin.NONE_KNOWN",
    ),
    9: choice(
        "Children are recorded on webcam or live stream unawares", "Medium.LIVE", "Medium.VIDEO", "Origin.RECORDED"
    ),
    10: Answer(
        "It is treated like any other child sexual abuse",
        ("code:incidents.services.triage.triage", "page:concern_triage"),
        (
            f"{SHOWN}test_sextortion_is_told_to_an_agency_as_sexual_abuse_whatever_was_selected",
            f"{INDICATORS}test_sextortion_is_sexual_abuse_and_in_wales_financial_abuse_whatever_else_was_selected",
        ),
    ),
    11: Answer(
        "A child is never to blame, whatever was going on around it",
        (f"{KNOWN}Around", "page:contact_facts"),
        (f"{NEVER}test_every_page_says_that_a_child_is_never_to_blame", *CHOSEN),
    ),
    12: choice("Images are passed on in many ways, offline too", "Medium.OFFLINE", "Medium.PHOTO"),
    13: Answer(
        "Not every sharing of images is sexual or criminal",
        ("code:incidents.indicators.Pathway.NUDES", f"{KNOWN}Around.JOKE"),
        (f"{INDICATORS}test_images_without_contact_or_threat_are_among_children", *CHOSEN),
    ),
    14: Answer(
        "The impact on child and family is devastating",
        ("code:incidents.models.KnownFacts.impact", "page:support"),
        (f"{SHOWN}test_how_the_child_is_affected_is_recorded_shown_and_told_to_an_agency",),
    ),
}

SIGNS = {
    15: sign("An unknown account that looks like another young person", "UNKNOWN_ACCOUNT"),
    16: sign("The hacked account of somebody known", "HACKED_ACCOUNT"),
    17: sign("Quickly drawn into sexual talk", "QUICKLY_SEXUAL"),
    18: sign("The other person sent an indecent image first", "IMAGE_SENT_FIRST"),
    19: sign("Moved to a private app", "MOVED_TO_PRIVATE"),
    20: sign("Pressured into taking images", "PRESSURED"),
    21: sign("Told that they were hacked", "TOLD_HACKED"),
    22: sign("Blackmailed for money", "MONEY_DEMANDED"),
    23: sign("Altered or AI-made images used as a threat", "IMAGES_AS_THREAT"),
    24: sign("A threat to post or send", "THREAT_TO_SHARE"),
    25: sign("A mutual friend won acceptance", "MUTUAL_FRIEND"),
    26: sign("A fake profile befriends", "FAKE_PROFILE"),
    27: sign("Several pupils were contacted", "SEVERAL_PUPILS"),
    28: sign("A change in behaviour, distress", "CHANGED"),
    29: sign("The child is silenced", "SILENCED"),
}

STAFF = {
    30: Answer(
        "Tell the lead at once",
        (
            "code:incidents.models.Incident.told_in_person",
            "code:incidents.models.Incident.became_aware_at",
            "page:record_sent",
        ),
        (
            f"{RECORDING}test_who_was_not_told_is_told_to_go_now",
            f"{RECORDING}test_the_time_of_becoming_aware_is_filled_in_and_not_in_the_future",
        ),
    ),
    31: Answer(
        "Never view, copy, print, share, store or save an image",
        ("code:safeguarding.audit.events.BODY_REFUSED", "page:what_to_do_now"),
        (
            f"{FILES}test_no_model_form_or_view_takes_a_file",
            f"{FILES}test_no_page_offers_to_choose_a_file",
            "tests/safeguarding/test_middleware.py::test_a_body_that_is_not_a_form_is_refused_unread_and_written_down",
        ),
    ),
    32: Answer(
        "Only the lead may view, exceptionally",
        ("code:incidents.models.ViewingRequest", "page:viewing"),
        ("tests/incidents/services/test_viewings_alone.py::test_in_no_order_does_one_account_come_to_a_record",),
    ),
    33: Answer(
        "Seen by accident: tell the lead, and find support",
        ("code:incidents.models.Incident.seen_image", "code:incidents.models.SeenByAccident", "page:seen_by_accident"),
        (
            "tests/incidents/services/test_seeing.py::test_it_is_recorded_and_support_is_planned_for_who_leads",
            f"{RECORDING}test_the_page_after_sending_says_what_to_do_and_what_not_to_do",
        ),
    ),
    34: Answer(
        "Delete nothing and ask nobody to",
        ("code:incidents.removing.may_ask_to_delete", f"{KNOWN}Deleted", "page:devices"),
        (
            *CHOSEN,
            "tests/incidents/test_removing_deletion.py::test_nobody_asks_while_an_agency_needs_it_or_none_released_it_or_it_is_not_settled",
            f"{DEVICES}test_nobody_searches_deletes_or_looks",
            f"{RECORDING}test_the_page_after_sending_says_what_to_do_and_what_not_to_do",
        ),
    ),
    35: Answer(
        "Do not ask the child about the image",
        ("page:record_what", "page:record_checks"),
        (
            f"{RECORDING}test_whether_an_image_was_seen_is_asked_and_never_what_it_showed",
            f"{ASKING}test_nothing_asks_what_an_image_shows_why_it_was_sent_or_whether_they_were_willing",
            f"{ASKING}test_every_question_and_hint_was_read",
        ),
    ),
    36: Answer(
        "Tell no other staff, children or parents",
        ("code:safeguarding.policy.concerns", "page:my_record"),
        (
            "tests/incidents/views/test_own_records.py::test_the_page_shows_words_reference_and_state_and_nothing_of_the_teams",
        ),
    ),
    37: Answer(
        "Do not blame or shame",
        ("code:incidents.wording", "fixture:reference_hints.json#sent-willingly"),
        (
            "tests/incidents/test_wording.py::test_every_phrase_of_every_list_is_found",
            "tests/architecture/test_blame.py::test_nothing_in_the_catalogue_does",
        ),
    ),
    38: Answer(
        "Explain that it must be reported and that help follows",
        (f"{STEP}must-be-reported", "page:steps"),
        STEP_SAID,
    ),
    39: Answer(
        "The school’s policy and the guidance set the practice",
        ("code:incidents.models.Decision.guidance", "code:incidents.models.ReviewSitting.guidance", "page:guidance"),
        ("tests/incidents/services/test_reviewing.py::test_a_sitting_keeps_the_edition_of_the_guidance_it_went_by",),
    ),
    40: Answer("Know how to help children respond to pressure", later="training"),
    41: Answer("Read the guidance and the alert", later="alerts"),
}

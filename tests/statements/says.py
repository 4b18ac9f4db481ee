"""What each page that answers a statement says, in the words of the catalogue."""

SAYS = {
    "add_referral": "Who is the referral to?",
    "adult_consent": "Do they agree that it is reported?",
    "age": "Was the image taken when they were under 18?",
    "concern": "Since the school became aware",
    "concern_triage": "This adds “Sexual abuse” and “Financial abuse” to the categories.",
    "contact_account": "Which app, game or site was the child asked to move to?",
    "contact_demand": "Whatever the answer, the child is not at fault.",
    "contact_facts": "How is the child affected?",
    "decide": "If any of them does, the guidance is to refer at once. Select all that apply.",
    "devices": "Do not delete anything, and do not ask anybody to.",
    "family": "This letter is general: a child’s name is never filled in.",
    "family_letter": "In which language was the letter?",
    "family_preference": "How would the child like parents or carers to be told?",
    "family_telling": "Why are they not told?",
    "format_request": "Which format do they need?",
    "guidance": "Guidance that decisions are made by",
    "guidance_add": "Unit or team",
    "links": "Linked records stay apart. Nothing of one child stands on the record of another.",
    "my_record": "You will not be told the outcome. That is normal, and protects the child.",
    "pathway": "The person who recorded it said that someone is threatening to share an image or asking for money.",
    "pattern": "Teach about it: an assembly or a lesson",
    "queue": "Threats or money",
    "record_checks": "We will not ask what it showed.",
    "record_sent": "Do not talk about it with anyone else: not with other staff, the children or their parents.",
    "record_what": "Use the child’s own words where you can. Write only what they have already told you.",
    "referral_reply": "Police outcome 21: not in the public interest",
    "removal": (
        "The child sends each report, in the order below, and you can sit with them. "
        "Whoever helps never sees the image."
    ),
    "removal_step": "With whose help?",
    "safety": "Might they hurt themselves?",
    "safety_check": (
        "What you saw, not what it is called. Only trained professionals diagnose: if one has, write "
        "who said it and in which words."
    ),
    "seen_by_accident": "Has support been offered?",
    "signs": "Which signs do you know of?",
    "steps": (
        "The order matters: what was sent is kept first, then contact stops, then the account is "
        "blocked and reported. The child takes each step, with help."
    ),
    "support": "Services they can use",
    "support_plan": "Which services have you told them about?",
    "viewing": "We act on what we are told. The police and children’s services can be told without anybody looking.",
    "what_to_do_now": "Do not look at, copy, forward or delete any image.",
}

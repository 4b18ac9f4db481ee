"""The catalogue of events: a name that is not here cannot be recorded."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHAIN_BEGUN = "chain.begun"
SIGNED_IN = "session.signed_in"
SIGNED_OUT = "session.signed_out"
SESSION_ENDED = "session.ended"
SIGN_IN_FAILED = "session.sign_in_failed"
PROVED_AGAIN = "session.proved_again"
PASSWORD_CHANGED = "account.password_changed"
PASSWORD_LINK_SENT = "account.password_link_sent"
SECOND_FACTOR_CHANGED = "account.second_factor_changed"
PERSON_ADDED = "account.added"
ROLE_GRANTED = "role.granted"
ROLE_ENDED = "role.ended"
SCHOOL_SET_UP = "school.set_up"
SETTINGS_CHANGED = "school.settings_changed"
REFERENCE_LOADED = "directory.reference_loaded"
ROLL_PREVIEWED = "roll.previewed"
ROLL_IMPORTED = "roll.imported"
PUPIL_IDENTITY_CHANGED = "roll.identity_changed"
STAFF_PREVIEWED = "staff.previewed"
STAFF_IMPORTED = "staff.imported"
STAFF_DETAILS_CHANGED = "staff.details_changed"
REQUEST_REFUSED = "request.refused"
BODY_REFUSED = "request.body_refused"
PICTURE_TAKEN_OUT = "request.picture_taken_out"
NOT_OPENED = "request.not_opened"
DRAFT_STARTED = "draft.started"
DRAFT_DISCARDED = "draft.discarded"
PUPILS_SEARCHED = "pupils.searched"
RECORD_SENT = "record.sent"
RECORD_ADDED_TO = "record.added_to"
OWN_RECORD_OPENED = "record.opened_by_author"
DIRECT_CALL_RECORDED = "record.direct_call_recorded"
QUEUE_SEARCHED = "queue.searched"
CONCERN_OPENED = "concern.opened"
CONCERN_TAKEN_ON = "concern.taken_on"
CONCERN_HANDED_OVER = "concern.handed_over"
CONCERN_TRIAGED = "concern.triaged"
CONCERN_MATCHED = "concern.matched"
CONCERN_NOT_OURS = "concern.not_ours"
CONCERN_MOVED = "concern.moved"
NOTE_ADDED = "concern.note_added"
ACTION_PLANNED = "concern.action_planned"
ACTION_DONE = "concern.action_done"
DECISION_MADE = "decision.made"
AGREEMENT_ASKED = "agreement.asked"
AGREEMENT_SEEN = "agreement.seen"
AGREEMENT_ANSWERED = "agreement.answered"
REFERRAL_MADE = "referral.made"
REFERRAL_ADDED_TO = "referral.added_to"
REFERRAL_CONFIRMED = "referral.confirmed_in_writing"
REFERRAL_REPLIED = "referral.replied"
REFERRAL_DISAGREED = "referral.disagreed"
COPY_CHECKED = "concern.copy_checked"
SIGNS_RECORDED = "signs.recorded"
PATHWAY_CHOSEN = "pathway.chosen"
REVIEW_SITTING_RECORDED = "review.sitting_recorded"
REVIEW_TASK_MARKED = "review.task_marked"
TRIGGERS_FOUND = "review.triggers_found"
ACCOUNT_RECORDED = "contact.account_recorded"
DEMAND_RECORDED = "contact.demand_recorded"
FACTS_RECORDED = "contact.facts_recorded"
STEP_TAKEN = "step.taken"
REMOVAL_RECORDED = "removal.recorded"
AGE_ANSWERED = "removal.age_answered"
CONSENT_RECORDED = "adult.consent_recorded"
AGENCY_RELEASED = "device.agency_released"
DELETION_RECORDED = "device.deletion_recorded"
DEVICE_RECEIVED = "device.received"
DEVICE_RELEASED = "device.released"
PREFERENCE_RECORDED = "family.preference_recorded"
TELLING_DECIDED = "family.telling_decided"
FAMILY_CONTACTED = "family.contacted"
LETTER_PRINTED = "letter.printed"
LETTER_GIVEN = "letter.given"
FORMAT_ASKED = "letter.format_asked"
FORMAT_GIVEN = "letter.format_given"
SAFETY_CHECKED = "safety.checked"
HEAD_TOLD = "safety.head_told"
SUPPORT_PLANNED = "support.planned"
CHECK_IN_PLANNED = "support.check_in_planned"
CHECK_IN_DONE = "support.check_in_done"
PATTERN_MADE = "pattern.made"
PATTERN_OPENED = "pattern.opened"
PATTERN_LINKED = "pattern.linked"
PATTERN_UNLINKED = "pattern.unlinked"
PATTERN_STEP_TAKEN = "pattern.step_taken"
LINK_REFUSED = "pattern.link_refused"
VIEWING_ASKED = "viewing.asked"
VIEWING_SEEN = "viewing.request_seen"
VIEWING_ANSWERED = "viewing.answered"
VIEWING_RECORDED = "viewing.recorded"
VIEWING_REPORTED = "viewing.reported"
VIEWING_SIGNED = "viewing.signed"
VIEWING_DELEGATED = "viewing.delegated"
SEEN_BY_ACCIDENT = "viewing.seen_by_accident"
PAPER_CHECKED = "paper.checked"
PAPER_PRINTED = "paper.printed"
PAPER_NOT_DRAWN = "paper.not_drawn"
GUIDANCE_CHANGED = "guidance.changed"
GUIDANCE_CHECKED = "guidance.checked"
CONTACT_OUT_OF_USE = "guidance.contact_out_of_use"
CONTACT_USED_AGAIN = "guidance.contact_used_again"
CHRONOLOGY_OPENED = "pupil.chronology_opened"
ACCESS_LIST_OPENED = "concern.access_list_opened"
AUDIT_OPENED = "audit.opened"
AUDIT_CHECKED = "audit.checked"
REPORT_REQUESTED = "report.requested"
REPORT_MADE = "report.made"
REPORT_DOWNLOADED = "report.downloaded"
REPORT_FAILED = "report.failed"
REPORT_EXPIRED = "report.expired"

# What a reader of the audit page sees. The keys are the catalogue.
TITLES: dict[str, Promise] = {
    CHAIN_BEGUN: _("Began this trail"),
    SIGNED_IN: _("Signed in"),
    SIGNED_OUT: _("Signed out"),
    SESSION_ENDED: _("Session ended by the time limit"),
    SIGN_IN_FAILED: _("Failed sign-ins"),
    PROVED_AGAIN: _("Showed again who they are, before something that needs it"),
    PASSWORD_CHANGED: _("Changed a password"),
    PASSWORD_LINK_SENT: _("Were sent a link for choosing a new password"),
    SECOND_FACTOR_CHANGED: _("Changed a second step of sign-in"),
    PERSON_ADDED: _("Added a person"),
    ROLE_GRANTED: _("Gave a role"),
    ROLE_ENDED: _("Ended a role"),
    SCHOOL_SET_UP: _("Set up the school"),
    SETTINGS_CHANGED: _("Changed the settings of the school"),
    REFERENCE_LOADED: _("Loaded contacts and guidance"),
    ROLL_PREVIEWED: _("Previewed an import of pupils"),
    ROLL_IMPORTED: _("Imported pupils"),
    PUPIL_IDENTITY_CHANGED: _("Changed the name, the date of birth or a number of a pupil"),
    STAFF_PREVIEWED: _("Previewed an import of staff"),
    STAFF_IMPORTED: _("Imported staff"),
    STAFF_DETAILS_CHANGED: _("Changed the name or staff code of a person"),
    REQUEST_REFUSED: _("Asked for something they may not see or do"),
    BODY_REFUSED: _("Sent something that is not words, which was refused"),
    PICTURE_TAKEN_OUT: _("Sent what looked like an image or a file written in characters, which was taken out"),
    NOT_OPENED: _("Came upon something that was altered or damaged, and was not shown it"),
    DRAFT_STARTED: _("Started a record"),
    DRAFT_DISCARDED: _("Discarded an unfinished record"),
    PUPILS_SEARCHED: _("Searched for pupils while recording"),
    RECORD_SENT: _("Sent a record"),
    RECORD_ADDED_TO: _("Added to a record they sent"),
    OWN_RECORD_OPENED: _("Opened a record they sent"),
    DIRECT_CALL_RECORDED: _("Recorded a call they made to an agency"),
    QUEUE_SEARCHED: _("Searched the records"),
    CONCERN_OPENED: _("Opened a concern"),
    CONCERN_TAKEN_ON: _("Took a concern on"),
    CONCERN_HANDED_OVER: _("Said who leads a concern from then on"),
    CONCERN_TRIAGED: _("Triaged a concern"),
    CONCERN_MATCHED: _("Matched a child to the roll"),
    CONCERN_NOT_OURS: _("Confirmed that a child does not attend the school"),
    CONCERN_MOVED: _("Moved a concern to another state"),
    NOTE_ADDED: _("Added a note"),
    ACTION_PLANNED: _("Planned an action"),
    ACTION_DONE: _("Completed an action"),
    DECISION_MADE: _("Made a decision"),
    AGREEMENT_ASKED: _("Asked a second person to agree"),
    AGREEMENT_SEEN: _("Saw what a request to agree shows"),
    AGREEMENT_ANSWERED: _("Answered a request to agree"),
    REFERRAL_MADE: _("Made a referral"),
    REFERRAL_ADDED_TO: _("Added to a referral"),
    REFERRAL_CONFIRMED: _("Confirmed a referral in writing"),
    REFERRAL_REPLIED: _("Recorded a reply to a referral"),
    REFERRAL_DISAGREED: _("Recorded disagreement with a reply"),
    COPY_CHECKED: _("Checked the copy of a statement for one child"),
    SIGNS_RECORDED: _("Recorded signs"),
    PATHWAY_CHOSEN: _("Said which pathway applies"),
    REVIEW_SITTING_RECORDED: _("Recorded a sitting of the initial review"),
    REVIEW_TASK_MARKED: _("Marked a task of the initial review"),
    TRIGGERS_FOUND: _("Recorded which reasons to refer at once apply"),
    ACCOUNT_RECORDED: _("Recorded an account that made contact"),
    DEMAND_RECORDED: _("Recorded a demand"),
    FACTS_RECORDED: _("Recorded what is known"),
    STEP_TAKEN: _("Recorded a step for a child’s safety online"),
    REMOVAL_RECORDED: _("Recorded a step to get images removed"),
    AGE_ANSWERED: _("Recorded whether an image was taken under 18"),
    CONSENT_RECORDED: _("Recorded whether an adult agrees that it is reported"),
    AGENCY_RELEASED: _("Recorded that an agency needs something kept no longer"),
    DELETION_RECORDED: _("Recorded that something may go"),
    DEVICE_RECEIVED: _("Took a device into keeping"),
    DEVICE_RELEASED: _("Gave a device out of keeping"),
    PREFERENCE_RECORDED: _("Recorded how a child would like parents or carers to be told"),
    TELLING_DECIDED: _("Decided about telling parents or carers"),
    FAMILY_CONTACTED: _("Recorded a talk with a parent or carer"),
    LETTER_PRINTED: _("Printed a letter to parents and carers"),
    LETTER_GIVEN: _("Recorded that a letter was given"),
    FORMAT_ASKED: _("Recorded that somebody needs another format"),
    FORMAT_GIVEN: _("Recorded that a document was given in another format"),
    SAFETY_CHECKED: _("Recorded whether a child is safe"),
    HEAD_TOLD: _("Told the head of an immediate worry"),
    SUPPORT_PLANNED: _("Planned support for a child"),
    CHECK_IN_PLANNED: _("Planned a check-in with a child"),
    CHECK_IN_DONE: _("Recorded a check-in with a child"),
    PATTERN_MADE: _("Began a set of linked concerns"),
    PATTERN_OPENED: _("Opened a set of linked concerns"),
    PATTERN_LINKED: _("Linked a concern to others"),
    PATTERN_UNLINKED: _("Unlinked a concern from others"),
    PATTERN_STEP_TAKEN: _("Recorded a step for linked concerns"),
    LINK_REFUSED: _("Found that two concerns do not belong together"),
    VIEWING_ASKED: _("Asked that an image may be viewed"),
    VIEWING_SEEN: _("Saw what a request for a viewing shows"),
    VIEWING_ANSWERED: _("Answered a request for a viewing"),
    VIEWING_RECORDED: _("Recorded a viewing"),
    VIEWING_REPORTED: _("Reported a viewing after the fact"),
    VIEWING_SIGNED: _("Signed the record of a viewing"),
    VIEWING_DELEGATED: _("Named somebody for viewings"),
    SEEN_BY_ACCIDENT: _("Recorded that an image was seen by accident"),
    PAPER_CHECKED: _("Checked a paper for one child"),
    PAPER_PRINTED: _("Printed a paper about a child"),
    PAPER_NOT_DRAWN: _("Could not prepare a paper about a child"),
    GUIDANCE_CHANGED: _("Changed the contacts and guidance of the school"),
    GUIDANCE_CHECKED: _("Said that an entry of the guidance was checked"),
    CONTACT_OUT_OF_USE: _("Took a contact of the school out of use"),
    CONTACT_USED_AGAIN: _("Put a contact of the school into use again"),
    CHRONOLOGY_OPENED: _("Opened the chronology of a child"),
    ACCESS_LIST_OPENED: _("Looked at who has opened a concern"),
    AUDIT_OPENED: _("Opened the audit trail"),
    AUDIT_CHECKED: _("Had the whole audit trail checked"),
    REPORT_REQUESTED: _("Asked for an audit report"),
    REPORT_MADE: _("Made an audit report"),
    REPORT_DOWNLOADED: _("Downloaded an audit report"),
    REPORT_FAILED: _("Could not make an audit report"),
    REPORT_EXPIRED: _("Forgot the files of an audit report after seven days"),
}

# Events that may stand in the installation's chain, by the first part of their name; all others belong to a school.
WITHOUT_SCHOOL = frozenset({"chain", "session", "account", "request", "directory"})


class Outcome:
    """How an act ended."""

    OK = "ok"
    DENIED = "denied"
    ERROR = "error"

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

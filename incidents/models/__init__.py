"""The records of the work, one noun a file; nothing but re-exports here."""

from incidents.models.checked_copy import CheckedCopy
from incidents.models.concern import Concern, Mark, PupilMatch, Reading, StateChange
from incidents.models.contact import ContactingAccount, Demand, KnownFacts
from incidents.models.decision import Agreement, AgreementAnswer, AgreementPurpose, Closing, Decision
from incidents.models.device import DeviceReceived, DeviceReleased
from incidents.models.draft import Draft, DraftState
from incidents.models.family import (
    ChildPreference,
    FamilyContact,
    FormatGiven,
    FormatRequest,
    LetterGiven,
    TellingDecision,
)
from incidents.models.incident import DirectCall, Incident, Statement, StatementKind
from incidents.models.paper import CheckedPaper, PaperKind
from incidents.models.pathway import PathwayChoice, SignObserved
from incidents.models.pattern import LinkRefused, Pattern, PatternLink, PatternStepTaken, PatternUnlink
from incidents.models.planning import Action, ActionDone
from incidents.models.referral import Disagreement, Referral, ReferralAddition, Reply, WrittenConfirmation
from incidents.models.removal import AdultConsent, AgeAnswer, AgencyRelease, Deletion, RemovalStep, StepTaken
from incidents.models.report import UNFINISHED, AuditReport, FileKind, Reach, ReportFile, ReportState, Step
from incidents.models.review import ReviewMark, ReviewSitting, TriggersFound
from incidents.models.trail_check import CheckState, TrailCheck
from incidents.models.triage import Note, Triage
from incidents.models.viewing import (
    SeenByAccident,
    ViewingAnswer,
    ViewingDelegation,
    ViewingRecord,
    ViewingRequest,
    ViewingSignature,
)
from incidents.models.wellbeing import CheckIn, CheckInDone, SafetyCheck, SupportPlan

__all__ = [
    "Action",
    "ActionDone",
    "AdultConsent",
    "AgeAnswer",
    "AgencyRelease",
    "Agreement",
    "AgreementAnswer",
    "AgreementPurpose",
    "AuditReport",
    "CheckIn",
    "CheckInDone",
    "CheckState",
    "CheckedCopy",
    "CheckedPaper",
    "ChildPreference",
    "Closing",
    "Concern",
    "ContactingAccount",
    "Decision",
    "Deletion",
    "Demand",
    "DeviceReceived",
    "DeviceReleased",
    "DirectCall",
    "Disagreement",
    "Draft",
    "DraftState",
    "FamilyContact",
    "FileKind",
    "FormatGiven",
    "FormatRequest",
    "Incident",
    "KnownFacts",
    "LetterGiven",
    "LinkRefused",
    "Mark",
    "Note",
    "PaperKind",
    "PathwayChoice",
    "Pattern",
    "PatternLink",
    "PatternStepTaken",
    "PatternUnlink",
    "PupilMatch",
    "Reach",
    "Reading",
    "Referral",
    "ReferralAddition",
    "RemovalStep",
    "Reply",
    "ReportFile",
    "ReportState",
    "ReviewMark",
    "ReviewSitting",
    "SafetyCheck",
    "SeenByAccident",
    "SignObserved",
    "StateChange",
    "Statement",
    "StatementKind",
    "Step",
    "StepTaken",
    "SupportPlan",
    "TellingDecision",
    "TrailCheck",
    "Triage",
    "TriggersFound",
    "UNFINISHED",
    "ViewingAnswer",
    "ViewingDelegation",
    "ViewingRecord",
    "ViewingRequest",
    "ViewingSignature",
    "WrittenConfirmation",
]

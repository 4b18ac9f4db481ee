"""The records of the work, one noun a file; nothing but re-exports here."""

from incidents.models.checked_copy import CheckedCopy
from incidents.models.concern import Concern, Mark, PupilMatch, Reading, StateChange
from incidents.models.decision import Agreement, AgreementAnswer, AgreementPurpose, Closing, Decision
from incidents.models.draft import Draft, DraftState
from incidents.models.incident import DirectCall, Incident, Statement, StatementKind
from incidents.models.planning import Action, ActionDone
from incidents.models.referral import Disagreement, Referral, ReferralAddition, Reply, WrittenConfirmation
from incidents.models.report import UNFINISHED, AuditReport, FileKind, Reach, ReportFile, ReportState, Step
from incidents.models.trail_check import CheckState, TrailCheck
from incidents.models.triage import Note, Triage

__all__ = [
    "UNFINISHED",
    "Action",
    "ActionDone",
    "Agreement",
    "AgreementAnswer",
    "AgreementPurpose",
    "AuditReport",
    "CheckState",
    "CheckedCopy",
    "Closing",
    "Concern",
    "Decision",
    "DirectCall",
    "Disagreement",
    "Draft",
    "DraftState",
    "FileKind",
    "Incident",
    "Mark",
    "Note",
    "PupilMatch",
    "Reach",
    "Reading",
    "Referral",
    "ReferralAddition",
    "Reply",
    "ReportFile",
    "ReportState",
    "StateChange",
    "Statement",
    "StatementKind",
    "Step",
    "TrailCheck",
    "Triage",
    "WrittenConfirmation",
]

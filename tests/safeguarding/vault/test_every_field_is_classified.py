"""Every column of text in the record is sealed, or known by name with the reason why it need not be."""

import pytest
from django.apps import apps
from django.db import models

from safeguarding.vault.fields import SealedTextField

OURS = ("audit", "vault", "schools", "accounts", "directory", "incidents")

# Why a text may lie in the open.
CODE = "a code out of a list of ours, or several joined by commas"
IDS = "ids, or a reference that tells nothing"
HASH = "a hash or a public key"
STAFF = "names a member of staff or says where they are found; no child"
PUBLIC = "names a school, an agency or a document, or is printed in public"
CALENDAR = "the name of a term or a day on which the school is closed"
SECRET_HASHED = "a password, hashed with Argon2"

OPEN = {
    "accounts.StaffRole.where_found": STAFF,
    "accounts.User.email": STAFF,
    "accounts.User.name": STAFF,
    "accounts.User.password": SECRET_HASHED,
    "accounts.User.staff_code": STAFF,
    "audit.AuditEvent.body": IDS,  # acts.record lets nothing but ids, codes, numbers and commitments in
    "audit.AuditEvent.body_hash": HASH,
    "audit.AuditEvent.entry_hash": HASH,
    "audit.AuditEvent.event": CODE,
    "audit.AuditEvent.outcome": CODE,
    "audit.AuditEvent.prev_hash": HASH,
    "audit.AuditEvent.role": CODE,
    "audit.AuditEvent.subject_type": CODE,
    "audit.AuditHead.last_hash": HASH,
    "audit.RefusedMinute.address_ref": HASH,
    "audit.RefusedMinute.event": CODE,
    "directory.ContactPoint.email": PUBLIC,
    "directory.ContactPoint.name_cy": PUBLIC,
    "directory.ContactPoint.name_en": PUBLIC,
    "directory.ContactPoint.phone": PUBLIC,
    "directory.ContactPoint.source": PUBLIC,
    "directory.ContactPoint.unit": PUBLIC,
    "directory.ContactPoint.web": PUBLIC,
    "directory.ContactPoint.when_cy": PUBLIC,
    "directory.ContactPoint.when_en": PUBLIC,
    "directory.Guidance.code": CODE,
    "directory.Guidance.edition": PUBLIC,
    "directory.Guidance.title_cy": PUBLIC,
    "directory.Guidance.title_en": PUBLIC,
    "directory.Guidance.web": PUBLIC,
    "directory.GuidedStep.code": CODE,
    "directory.GuidedStep.name_cy": PUBLIC,
    "directory.GuidedStep.name_en": PUBLIC,
    "directory.GuidedStep.said_cy": PUBLIC,
    "directory.GuidedStep.said_en": PUBLIC,
    "directory.GuidedStep.source": PUBLIC,
    "directory.GuidedStep.web": PUBLIC,
    "directory.Letter.code": CODE,
    "directory.Letter.source": PUBLIC,
    "directory.Letter.text": PUBLIC,
    "directory.Letter.title": PUBLIC,
    "directory.Platform.code": CODE,
    "directory.Platform.name_cy": PUBLIC,
    "directory.Platform.name_en": PUBLIC,
    "directory.Platform.said_cy": PUBLIC,
    "directory.Platform.said_en": PUBLIC,
    "directory.Platform.source": PUBLIC,
    "directory.Platform.web": PUBLIC,
    "directory.RemovalTool.code": CODE,
    "directory.RemovalTool.name_cy": PUBLIC,
    "directory.RemovalTool.name_en": PUBLIC,
    "directory.RemovalTool.said_cy": PUBLIC,
    "directory.RemovalTool.said_en": PUBLIC,
    "directory.RemovalTool.source": PUBLIC,
    "directory.RemovalTool.web": PUBLIC,
    "directory.WordingHint.code": CODE,
    "directory.WordingHint.instead": PUBLIC,
    "directory.WordingHint.phrases": PUBLIC,
    "directory.WordingHint.source": PUBLIC,
    "directory.WordingHint.why": PUBLIC,
    "incidents.Agreement.decisions": IDS,
    "incidents.AgreementAnswer.role": CODE,
    "incidents.AuditReport.asked_as": CODE,
    "incidents.AuditReport.formats": CODE,
    "incidents.AuditReport.languages": CODE,
    "incidents.AuditReport.sections": CODE,
    "incidents.CheckedCopy.statements": IDS,
    "incidents.CheckedPaper.basis": HASH,
    "incidents.CheckedPaper.language": CODE,
    "incidents.Concern.reference": IDS,
    "incidents.ContactingAccount.handle_digest": HASH,
    "incidents.Decision.triggers": CODE,
    "incidents.Deletion.where": CODE,
    "incidents.Incident.about_codes": CODE,
    "incidents.Incident.reference": IDS,
    "incidents.KnownFacts.around": CODE,
    "incidents.KnownFacts.media": CODE,
    "incidents.KnownFacts.origins": CODE,
    "incidents.Pattern.reference": IDS,
    "incidents.PatternLink.parts": CODE,
    "incidents.Reading.role": CODE,
    "incidents.Referral.agency_name": PUBLIC,
    "incidents.RemovalStep.tool": CODE,
    "incidents.ReportFile.language": CODE,
    "incidents.ReportFile.name": IDS,
    "incidents.ReportFile.sha256": HASH,
    "incidents.SafetyCheck.observed": CODE,
    "incidents.StateChange.end": CODE,
    "incidents.StateChange.move": CODE,
    "incidents.StateChange.start": CODE,
    "incidents.StepTaken.step": CODE,
    "incidents.SupportPlan.services": IDS,
    "incidents.Triage.other_categories": CODE,
    "incidents.Triage.topics": CODE,
    "incidents.TriggersFound.triggers": CODE,
    "incidents.ViewingAnswer.role": CODE,
    "incidents.ViewingRecord.facts": CODE,
    "incidents.ViewingRecord.results": CODE,
    "incidents.ViewingRequest.alternatives": CODE,
    "schools.Closure.name": CALENDAR,
    "schools.Pupil.identity_digest": HASH,
    "schools.School.code": PUBLIC,
    "schools.School.name": PUBLIC,
    "schools.School.name_cy": PUBLIC,
    "schools.School.signing_public_key": HASH,
    "schools.School.working_days": CODE,
    "schools.Term.name": CALENDAR,
    "vault.DataKey.master_fingerprint": HASH,
}
# Bytes that are not sealed fields: only what is wrapped by the master key.
OPEN_BYTES = {"vault.DataKey.wrapped"}

# What design 7 names: narrative, children's words and names, reasons, handles, contact names, drafts, exports, secrets.
SEALED = {
    "accounts.KeptWords.content_text",
    "incidents.Action.what",
    "incidents.ActionDone.note",
    "incidents.AdultConsent.reasons",
    "incidents.AgencyRelease.agency_reference",
    "incidents.AgencyRelease.from_whom",
    "incidents.AgencyRelease.words",
    "incidents.AgreementAnswer.reasons",
    "incidents.AuditReport.reason",
    "incidents.CheckIn.with_whom",
    "incidents.CheckInDone.words",
    "incidents.CheckedCopy.masks",
    "incidents.CheckedCopy.text",
    "incidents.CheckedPaper.masks",
    "incidents.CheckedPaper.text",
    "incidents.ChildPreference.words",
    "incidents.Closing.child_view",
    "incidents.Closing.reasons",
    "incidents.Concern.unlisted_child",
    "incidents.ContactingAccount.display_name",
    "incidents.ContactingAccount.handle",
    "incidents.ContactingAccount.moved_to_other",
    "incidents.ContactingAccount.other_platform",
    "incidents.ContactingAccount.payment_details",
    "incidents.ContactingAccount.phone_or_email",
    "incidents.ContactingAccount.profile",
    "incidents.ContactingAccount.words",
    "incidents.Decision.reasons",
    "incidents.Deletion.words",
    "incidents.Demand.amount",
    "incidents.Demand.paid_how",
    "incidents.Demand.words",
    "incidents.DeviceReceived.advice",
    "incidents.DeviceReceived.handed_over_by",
    "incidents.DeviceReceived.place",
    "incidents.DeviceReceived.seal",
    "incidents.DeviceReleased.receipt",
    "incidents.DeviceReleased.released_to",
    "incidents.DirectCall.agency_reference",
    "incidents.DirectCall.spoke_to",
    "incidents.Disagreement.reasons",
    "incidents.Disagreement.with_whom",
    "incidents.Draft.content_text",
    "incidents.FamilyContact.agreed",
    "incidents.FamilyContact.said",
    "incidents.FamilyContact.they_said",
    "incidents.FamilyContact.with_whom",
    "incidents.FormatGiven.words",
    "incidents.FormatRequest.for_whom",
    "incidents.FormatRequest.words",
    "incidents.Incident.place",
    "incidents.KnownFacts.deleted_words",
    "incidents.KnownFacts.impact",
    "incidents.KnownFacts.shared_where",
    "incidents.LetterGiven.to_whom",
    "incidents.Mark.described",
    "incidents.Note.text",
    "incidents.PathwayChoice.reasons",
    "incidents.PatternStepTaken.words",
    "incidents.PatternUnlink.reasons",
    "incidents.PupilMatch.other_name",
    "incidents.PupilMatch.other_school",
    "incidents.Referral.agency_reference",
    "incidents.Referral.agreed",
    "incidents.Referral.child_told_words",
    "incidents.Referral.parents_told_words",
    "incidents.Referral.spoke_to",
    "incidents.ReferralAddition.agency_reference",
    "incidents.ReferralAddition.agreed",
    "incidents.ReferralAddition.child_told_words",
    "incidents.ReferralAddition.parents_told_words",
    "incidents.RemovalStep.helped_by",
    "incidents.RemovalStep.tool_reference",
    "incidents.RemovalStep.words",
    "incidents.Reply.from_whom",
    "incidents.Reply.words",
    "incidents.ReportFile.content_text",
    "incidents.ReviewSitting.people",
    "incidents.ReviewSitting.words",
    "incidents.SafetyCheck.not_left_alone",
    "incidents.SafetyCheck.observed_words",
    "incidents.SafetyCheck.put_in_place",
    "incidents.SeenByAccident.who",
    "incidents.SignObserved.words",
    "incidents.StateChange.reason",
    "incidents.Statement.text",
    "incidents.StepTaken.helped_by",
    "incidents.StepTaken.words",
    "incidents.SupportPlan.child_says",
    "incidents.SupportPlan.named_adult",
    "incidents.SupportPlan.words",
    "incidents.TellingDecision.agreed_with",
    "incidents.TellingDecision.reasons",
    "incidents.TellingDecision.who_tells",
    "incidents.Triage.reasons",
    "incidents.TriggersFound.words",
    "incidents.ViewingAnswer.reasons",
    "incidents.ViewingRequest.same_sex_reasons",
    "incidents.ViewingRequest.why_nothing_less",
    "incidents.ViewingRequest.why_police_not_enough",
    "incidents.WrittenConfirmation.how",
    "schools.EarlierIdentity.born_on_text",
    "schools.EarlierIdentity.legal_forename",
    "schools.EarlierIdentity.legal_surname",
    "schools.EarlierIdentity.preferred_forename",
    "schools.EarlierIdentity.preferred_surname",
    "schools.EarlierIdentity.school_number",
    "schools.EarlierIdentity.upn",
    "schools.Pupil.born_on_text",
    "schools.Pupil.form",
    "schools.Pupil.legal_forename",
    "schools.Pupil.legal_surname",
    "schools.Pupil.preferred_forename",
    "schools.Pupil.preferred_surname",
    "schools.Pupil.school_number",
    "schools.Pupil.upn",
    "schools.School.signing_key",
}

FREE_TEXT = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField)


def _fields(kinds: tuple):
    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, kinds):
                    yield f"{label}.{model.__name__}.{field.name}", field


def _is_sealed(field) -> bool:
    return isinstance(field, SealedTextField)


def test_every_text_is_sealed_or_known_to_be_open():
    """A new field of text fails here until somebody has thought about it."""
    open_texts = {name for name, field in _fields(FREE_TEXT) if not field.choices}
    assert open_texts - OPEN.keys() == set(), "seal these, or say above why they lie in the open"
    assert OPEN.keys() - open_texts == set(), "these are gone or sealed now"


def test_every_choice_is_one_of_a_short_list_of_codes():
    """A field with choices holds a code: nothing that somebody wrote could be among them."""
    chosen = [(name, field.flatchoices) for name, field in _fields(FREE_TEXT) if field.choices]
    wordy = [name for name, choices in chosen if any(" " in code for code, _label in choices)]
    assert wordy == []


def test_all_that_must_be_sealed_is_sealed():
    assert {name for name, field in _fields((models.BinaryField,)) if _is_sealed(field)} == SEALED


def test_no_other_bytes_lie_in_the_database():
    assert {name for name, field in _fields((models.BinaryField,)) if not _is_sealed(field)} == OPEN_BYTES


def test_no_column_holds_a_file():
    assert [name for name, _field in _fields((models.FileField,))] == []


@pytest.mark.parametrize("name", sorted(SEALED))
def test_the_key_of_a_sealed_field_is_reached_by_foreign_keys(name):
    """So that one query can fetch row and key together, and the key is that of the record, child, school or report."""
    label, model_name, field_name = name.split(".")
    model = apps.get_model(label, model_name)
    target = model
    for step in model._meta.get_field(field_name).key.split("."):
        relation = target._meta.get_field(step)
        assert relation.many_to_one or relation.one_to_one, step
        assert not relation.null, step
        target = relation.related_model
    assert target._meta.label == "vault.DataKey"

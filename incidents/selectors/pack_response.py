"""What a referral pack says of the response: signs, accounts, demands, safety, devices, removal, parents and carers."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from incidents.indicators import FIFTEEN_SIGNS
from incidents.models import Concern, ContactingAccount, Demand, RemovalStep
from incidents.removing import RemovalState, state_in_words
from incidents.selectors.contact import amount_of
from incidents.selectors.identity import person_is_adult
from incidents.selectors.papers import Line, Part
from incidents.selectors.pathway import standing_signs
from safeguarding.dates import day, moment
from safeguarding.directory.selectors import tools_for


def response_parts(concern: Concern) -> list[Part]:
    """The parts that hold something: what was not looked at yet is left out, and nothing waits for it."""
    making = (_signs, _accounts, _demands, _known, _safety, _devices, _removal, _family)
    parts = [make(concern) for make in making]
    return [part for part in parts if part.lines]


def _said(name: str, value: str) -> list[Line]:
    """Somebody's words, where there are any."""
    return [Line(name, value, is_words=True, lang="und")] if value else []


def _fact(name: str, value) -> list[Line]:
    return [Line(name, str(value))] if value else []


def _rows(concern: Concern, related: str, *joined: str) -> list:
    rows = list(getattr(concern, related).select_related(*joined))
    for row in rows:
        row.concern = concern
    return rows


def _last(concern: Concern, related: str, *joined: str):
    rows = _rows(concern, related, *joined)
    return rows[-1] if rows else None


def _signs(concern: Concern) -> Part:
    lines = []
    for sign, row in standing_signs(concern).items():
        if sign in FIFTEEN_SIGNS:
            by = str(row.get_said_by_display()) if row.said_by else ""
            lines.append(Line(str(sign.label), by))
            lines += _said(_("In these words"), row.words)
    return Part(_("Signs that were seen or told"), lines)


def _standing(rows: list) -> list:
    """Those that no later row corrects."""
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.pk not in corrected]


def _accounts(concern: Concern) -> Part:
    lines = []
    for row in _standing(_rows(concern, "accounts", "platform", "moved_to")):
        lines += _account(row)
    return Part(_("Accounts that made contact"), lines)


def _account(row: ContactingAccount) -> list[Line]:
    return [
        *_fact(_("App, game or site"), row.platform),
        *_said(_("App, game or site"), row.other_platform),
        *_said(_("Account name"), row.handle),
        *_said(_("Name shown"), row.display_name),
        *_said(_("Profile"), row.profile),
        *_said(_("Phone or e-mail"), row.phone_or_email),
        *_said(_("Payment details"), row.payment_details),
        *_fact(_("Whose account it seems to be"), row.get_kind_display()),
        *_fact(_("Moved to"), row.moved_to),
        *_said(_("Moved to"), row.moved_to_other),
        *_said(_("What else is known of it"), row.words),
    ]


def _demands(concern: Concern) -> Part:
    lines = []
    for row in _standing(_rows(concern, "demands")):
        lines += _demand(row)
    return Part(_("What was demanded"), lines)


def _demand(row: Demand) -> list[Line]:
    return [
        *_fact(_("Demanded"), row.get_kind_display()),
        *_said(_("Amount"), amount_of(row)),
        *_fact(_("Until"), moment(row.deadline)),
        *_fact(_("Was anything paid?"), row.get_paid_display()),
        *_said(_("How it was paid"), row.paid_how),
        *_said(_("What else is known of it"), row.words),
    ]


def _known(concern: Concern) -> Part:
    row = _last(concern, "known_facts")
    if row is None:
        return Part("", [])
    return Part(
        _("What else is known"),
        [
            *_fact(_("How it came to notice"), row.get_surfaced_display()),
            *_fact(_("First contact"), moment(row.first_contact_at)),
            *_fact(_("The threat was made"), moment(row.threatened_at)),
            *_fact(_("How an image came about"), _joined(row.origin_list)),
            *_fact(_("In what form"), _joined(row.medium_list)),
            *_fact(_("Was it shared?"), row.get_shared_display()),
            *_said(_("Where it was shared"), row.shared_where),
            *_fact(_("Is anything gone?"), row.get_deleted_display()),
            *_said(_("What is gone"), row.deleted_words),
            *_said(_("How they are affected"), row.impact),
        ],
    )


def _safety(concern: Concern) -> Part:
    row = _last(concern, "safety_checks")
    if row is None:
        return Part("", [])
    return Part(
        _("Whether they are safe"),
        [
            *_fact(_("Might they hurt themselves?"), row.get_self_harm_display()),
            *_fact(_("Observed"), _joined(row.observed_list)),
            *_said(_("Observed, in words"), row.observed_words),
            *_fact(_("Is anybody else at risk now?"), row.get_others_at_risk_display()),
            *_said(_("Who stays with them"), row.not_left_alone),
            *_said(_("What was put in place"), row.put_in_place),
            *_fact(_("Recorded"), moment(row.at)),
        ],
    )


def _devices(concern: Concern) -> Part:
    lines = []
    for row in _rows(concern, "devices", "released"):
        lines += [
            *_fact(row.get_kind_display(), row.get_whose_display()),
            *_said(_("Handed over by"), row.handed_over_by),
            *_fact(_("Handed over"), moment(row.handed_over_at)),
            *_fact(_("How it was left"), row.get_state_display()),
            *_said(_("Seal"), row.seal),
        ]
        if hasattr(row, "released"):
            row.released.device = row
            lines += _said(_("Given to"), row.released.released_to)
    return Part(_("Devices in the school’s keeping"), lines)


def _removal(concern: Concern) -> Part:
    rows = _rows(concern, "removals", "platform")
    latest = {(row.tool, row.platform_id): row for row in rows}
    names = {tool.code: tool.name for tool in tools_for(concern.school)} if rows else {}
    lines = []
    for row in latest.values():
        name = str(row.platform) if row.platform else names.get(row.tool, row.tool)
        lines += [*_fact(name, _state(row)), *_said(_("Their reference"), row.tool_reference)]
    return Part(_("Getting images removed"), lines)


def _state(row: RemovalStep) -> Promise:
    return state_in_words(RemovalState(row.state), is_18=person_is_adult(row.concern, row.at))


def _family(concern: Concern) -> Part:
    wish, telling = _last(concern, "preferences"), _last(concern, "tellings")
    lines = []
    if wish:
        lines += _fact(_("How they would like parents or carers to be told"), wish.get_preference_display())
        lines += _said(_("In their words"), wish.words)
    if telling:
        lines += _fact(_("Decided"), telling.get_telling_display())
        lines += _fact(_("Why they are not told"), telling.get_why_not_display())
        lines += _said(_("Reasons"), telling.reasons)
        lines += _fact(_("To be looked at again"), day(telling.review_on))
    return Part(_("Their views, and parents and carers"), lines)


def _joined(choices: list) -> str:
    return ", ".join(str(choice.label) for choice in choices)

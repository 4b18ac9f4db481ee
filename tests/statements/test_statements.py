"""Every numbered statement of the guidance has its answer, every answer is there, and every proof is a test."""

import ast
import importlib
import inspect
import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from incidents import contacting, indicators
from incidents.forms import contact as contact_forms
from incidents.forms.pathways import SignsForm
from incidents.indicators import FIFTEEN_SIGNS
from incidents.models import Concern
from incidents.services import pathways
from incidents.services.pathways import Noticed
from safeguarding.directory.models import ContactPoint
from safeguarding.directory.selectors import platforms_for
from tests.access import matrix
from tests.makers import make_concern
from tests.statements import ANSWERS

ROOT = settings.BASE_DIR
LATER = {40, 41, 69, 70, 71, 73, 74, 75, 76, *range(79, 85), 86}
BY = [(number, ref) for number, answer in ANSWERS.items() for ref in answer.by]
PROOF = sorted({proof for answer in ANSWERS.values() for proof in answer.proof})


def test_the_table_has_one_row_for_each_statement_and_leaves_to_later_work_what_it_may():
    assert sorted(ANSWERS) == list(range(1, 88))
    assert {number for number, answer in ANSWERS.items() if answer.later} == LATER
    assert [number for number, answer in ANSWERS.items() if not answer.later and not (answer.by and answer.proof)] == []


@pytest.mark.parametrize(("number", "ref"), BY)
def test_what_answers_it_is_there(number, ref):
    kind, _colon, what = ref.partition(":")
    assert FINDERS[kind](what), ref


@pytest.mark.parametrize("proof", PROOF)
def test_what_proves_it_is_a_test(proof):
    path, _colons, name = proof.partition("::")
    functions = [
        node.name for node in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(node, ast.FunctionDef)
    ]
    assert name in functions


def _is_page(name: str) -> bool:
    return name in matrix.url_names()


def _is_code(path: str) -> bool:
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            fields = {field.name for field in found._meta.get_fields()} if hasattr(found, "_meta") else set()
            if name in fields:
                return True
            found = getattr(found, name, None)
        return found is not None
    return False


def _is_entry(what: str) -> bool:
    file, _hash, code = what.partition("#")
    rows = json.loads((ROOT / "fixtures" / file).read_text())
    return any(code in (row.get("code"), row.get("name_en")) for row in rows)


def _is_template(name: str) -> bool:
    return (ROOT / "templates" / name).is_file()


FINDERS = {"page": _is_page, "code": _is_code, "fixture": _is_entry, "template": _is_template}


# --- what the rows above rest on and no other test says

QUESTIONS_OF = {
    "AccountKind": (contact_forms.AccountForm, "kind"),
    "DemandKind": (contact_forms.DemandForm, "kind"),
    "Paid": (contact_forms.DemandForm, "paid"),
    "Origin": (contact_forms.FactsForm, "origins"),
    "Medium": (contact_forms.FactsForm, "media"),
    "Surfaced": (contact_forms.FactsForm, "surfaced"),
    "Around": (contact_forms.FactsForm, "around"),
    "Deleted": (contact_forms.FactsForm, "deleted"),
}


@pytest.mark.parametrize("name", QUESTIONS_OF)
def test_every_choice_is_offered_on_its_page(name):
    form, field = QUESTIONS_OF[name]
    offered = {code for code, _label in form.base_fields[field].choices}
    assert {str(code) for code in getattr(contacting, name)} <= offered


@pytest.mark.parametrize("sign", FIFTEEN_SIGNS)
def test_every_sign_can_be_ticked(cast, sign):
    assert sign in dict(SignsForm.base_fields["signs"].choices)
    concern = make_concern(cast.afon, cast.nia, cast.amy)
    said = {"actor": cast.mair, "reference": concern.reference, "seen_version": concern.version}
    [row] = pathways.record_signs(**said, noticed=[Noticed(sign, "CHILD", "In her words.")])
    assert (row.sign, row.said_by, row.is_present) == (sign, "CHILD", True)


def test_no_rule_asks_for_age_or_sex():
    source = inspect.getsource(indicators)
    asked = set(inspect.signature(indicators.propose).parameters)
    assert asked == {"signs", "about", "triaged_as_sextortion"}
    assert not re.search(r"\b(age_on|born_on|sex\b|gender)", source)


RESPONSE = (
    "signs",
    "pathway",
    "review",
    "contact",
    "steps",
    "removal",
    "devices",
    "viewing",
    "links",
    "safety",
    "family",
)
RESPONSE += ("contact_account", "contact_demand", "contact_facts", "device_add", "agency_release", "deletion")
RESPONSE += ("viewing_before", "viewing_request", "seen_by_accident", "safety_check", "removal_step", "step")


@pytest.mark.parametrize("code", ["en", "cy"])
def test_every_page_of_the_response_says_that_a_child_is_never_to_blame(cast, signed_in, code):
    call_command("load_reference", verbosity=0)
    concern = make_concern(cast.afon, cast.nia, cast.amy, about=("THREATS_OR_MONEY",))
    cast.mair.language = code
    cast.mair.save()
    client, silent = signed_in("mair"), []
    words = {"en": "A child is never to blame", "cy": "Nid oes bai ar blentyn byth"}[code]
    for name in RESPONSE:
        more = {"steps": {"list": "keep-safe"}, "step": {"list": "keep-safe", "code": "keep-messages"}}.get(name, {})
        more |= {"tool": "report-remove"} if name == "removal_step" else {}
        response = client.get(reverse(name, kwargs={"reference": concern.reference} | more))
        assert response.status_code == 200, name
        if words not in response.content.decode():
            silent.append(name)
    assert silent == []


ASKS = [
    r"what (does|did|do) (the|an|any) (image|photo|picture|video)s? shows?",
    r"describe (the|an|any|what) [^.]*(image|photo|picture|video)",
    r"why did (they|the child|she|he) (send|share|take)",
    r"\b(willing|willingly|consensual|consented|agreed to send|wanted to send)\b",
    r"beth (mae|oedd)\b.{0,24}(ddelwedd|llun) yn ei d?dangos",
    r"disgrifi\w* .{0,20}(ddelwedd|delwedd|llun)",
    r"pam (y )?(anfon|rhann)\w+ (y plentyn|nhw|hi|ef)",
]
NEVER = re.compile(r"\b(never|not|nobody|no|nothing|don’t|peidiwch|byth|na |nid|ni )", re.IGNORECASE)


def asking(text: str) -> bool:
    """Whether a sentence asks what no page may ask; one that forbids it does not."""
    for sentence in re.split(r"(?<=[.?!:])\s", text):
        if any(re.search(pattern, sentence, re.IGNORECASE) for pattern in ASKS) and not NEVER.search(sentence):
            return True
    return False


def test_no_page_asks_what_an_image_shows_or_why(catalogue):
    assert [text for text in catalogue if asking(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "What does the image show?",
        "Describe what the image shows.",
        "Why did they send it?",
        "Was it consensual?",
        "Beth mae’r ddelwedd yn ei dangos?",
        "Disgrifiwch y ddelwedd.",
    ],
)
def test_a_question_of_that_kind_would_be_found(text):
    assert asking(text)


def test_the_letter_says_what_parents_need():
    for row in json.loads((ROOT / "fixtures/reference_letters.json").read_text()):
        text = row["text"]
        for word in ("Childline", "StopNCII", "Report Remove", "Take It Down", "999"):
            assert word in text, (row["language"], word)


def test_a_police_specialist_can_be_kept_with_unit_and_e_mail(cast):
    fields = {field.name for field in ContactPoint._meta.get_fields()}
    assert {"unit", "email", "checked_on"} <= fields
    call_command("load_reference", verbosity=0)
    assert ContactPoint.objects.filter(kind="POLICE_SPECIALIST").exists()
    assert len(platforms_for(cast.afon)) >= 15
    assert Concern.objects.count() == 0

"""The headings that SIMS, Arbor and Bromcom write, in English and Welsh, and what each of them means.

`names` decide. `also` are looser headings that count only where no heading of `names` is there: a SIMS list
may hold both "Legal Surname" and "Surname", and only the first is the legal one.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Whom a file lists."""

    PUPILS = "pupils"
    STAFF = "staff"


@dataclass(frozen=True)
class Meaning:
    """One thing the record wants to know, and the headings it goes by."""

    field: str
    label: Promise
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    required: bool = False


SURNAME = Meaning(
    "legal_surname",
    _("Legal surname"),
    ("Legal surname", "Legal last name", "Legal family name", "Cyfenw cyfreithiol"),
    ("Surname", "Last name", "Family name", "Cyfenw", "Enw olaf", "Enw teuluol"),
    required=True,
)
FORENAME = Meaning(
    "legal_forename",
    _("Legal forename"),
    ("Legal forename", "Legal forenames", "Legal first name", "Legal given name", "Enw cyntaf cyfreithiol",
     "Enw blaen cyfreithiol", "Enwau cyntaf cyfreithiol"),
    ("Forename", "Forenames", "First name", "Given name", "Enw cyntaf", "Enw blaen", "Enwau cyntaf"),
    required=True,
)  # fmt: skip
PREFERRED_SURNAME = Meaning(
    "preferred_surname",
    _("Preferred surname"),
    ("Preferred surname", "Preferred last name", "Chosen surname", "Known as surname", "Cyfenw dewisol",
     "Cyfenw a ffefrir", "Cyfenw hysbys"),
)  # fmt: skip
PREFERRED_FORENAME = Meaning(
    "preferred_forename",
    _("Preferred forename"),
    ("Preferred forename", "Preferred first name", "Chosen forename", "Chosen first name", "Chosen name",
     "Preferred name", "Known as", "Known as first name", "Enw hysbys", "Enw dewisol", "Enw cyntaf dewisol",
     "Enw cyntaf a ffefrir", "Enw blaen dewisol", "Enw a ffefrir"),
)  # fmt: skip
LEFT_ON = Meaning(
    "left_on",
    _("Leaving date"),
    ("Leaving date", "Date of leaving", "Date left", "DOL", "Left on", "Dyddiad gadael"),
    ("Employment end date", "Contract end date", "End date", "Dyddiad gorffen"),
)

PUPILS = (
    Meaning(
        "upn",
        _("Unique pupil number (UPN)"),
        ("UPN", "Unique pupil number", "Rhif unigryw y disgybl", "Rhif unigryw disgybl", "Unique pupil number UPN",
         "UPN unique pupil number", "Pupil UPN", "Student UPN", "Rhif unigryw y disgybl UPN",
         "Rhif unigryw disgybl UPN", "UPN rhif unigryw y disgybl", "UPN rhif unigryw disgybl"),
    ),
    Meaning(
        "school_number",
        _("School number"),
        ("Admission number", "Adno", "Rhif derbyn", "Admissions number", "Admission no", "Adm no"),
        ("MIS ID", "Arbor student ID", "Student ID", "Pupil ID", "Person ID", "School ID", "School number",
         "ID myfyriwr", "ID disgybl", "Rhif disgybl"),
    ),
    SURNAME,
    FORENAME,
    PREFERRED_SURNAME,
    PREFERRED_FORENAME,
    Meaning(
        "born_on",
        _("Date of birth"),
        ("Date of birth", "DOB", "Dyddiad geni", "Birth date", "Birthdate", "DG"),
        required=True,
    ),
    Meaning(
        "year_group",
        _("Year group"),
        ("Year group", "Year", "Grŵp blwyddyn", "Blwyddyn", "Yr", "Yr group", "Bl"),
        ("NC year", "NC year actual", "Curriculum year", "National curriculum year", "Year taught in",
         "Blwyddyn CC", "Blwyddyn cwricwlwm", "Blwyddyn y cwricwlwm"),
        required=True,
    ),
    Meaning(
        "form",
        _("Form"),
        ("Reg group", "Reg", "Registration group", "Registration form", "Registration class", "Reg form",
         "Tutor group", "Form", "Form group", "Tutor form", "Dosbarth cofrestru", "Grŵp cofrestru",
         "Grŵp tiwtor", "Dosbarth tiwtor", "Dosbarth"),
        ("Class", "Class name"),
    ),
    LEFT_ON,
)  # fmt: skip

STAFF = (
    Meaning(
        "email",
        _("Work e-mail address"),
        ("Work email", "School email", "E-bost gwaith", "Work email address", "School email address",
         "Cyfeiriad e-bost gwaith", "E-bost yr ysgol", "Primary email", "Primary email address",
         "Main email", "Default email"),
        ("Email", "Email address", "E-bost", "Cyfeiriad e-bost"),
        required=True,
    ),
    SURNAME,
    FORENAME,
    PREFERRED_SURNAME,
    PREFERRED_FORENAME,
    Meaning(
        "staff_code",
        _("Staff code"),
        ("Staff code", "Staff initials", "Initials", "Cod staff", "Blaenlythrennau"),
    ),
    Meaning(
        "post",
        _("Post"),
        ("Post", "Post title", "Job title", "Role", "Position", "Business role", "Swydd", "Teitl swydd",
         "Rôl"),
    ),
    LEFT_ON,
)  # fmt: skip

MEANINGS = {Kind.PUPILS: PUPILS, Kind.STAFF: STAFF}

# Without one of these a child cannot be told from another of the same name.
IDENTIFIERS = ("upn", "school_number")

# What nobody needs in order to record a concern. A heading with one of these words is left out and named.
UNWANTED = (
    "photo", "photos", "photograph", "image", "picture", "llun", "lluniau", "ffotograff", "delwedd", "ethnicity",
    "ethnic", "ethnigrwydd", "ethnig", "nationality", "national identity", "cenedligrwydd",
    "hunaniaeth genedlaethol", "country of birth", "gwlad enedigol", "religion", "faith", "crefydd", "ffydd",
    "language", "first language", "eal", "iaith", "asylum", "refugee", "traveller", "address", "addresses",
    "street", "town", "postcode", "post code", "cyfeiriad", "stryd", "tref", "cod post", "phone", "telephone",
    "mobile", "tel", "ffon", "symudol", "fsm", "efsm", "free school meals", "meal", "meals", "prydau", "pryd",
    "pupil premium", "premium", "pdg", "service child", "medical", "health", "condition", "conditions", "doctor",
    "gp", "nhs", "allergy", "allergies", "dietary", "disability", "meddygol", "iechyd", "meddyg", "alergedd",
    "deietegol", "anabledd", "sen", "send", "aln", "ady", "ehcp", "additional learning needs", "anghenion dysgu",
    "looked after", "in care", "lac", "cla", "gender", "sex", "rhyw", "rhywedd", "parent", "parents", "carer",
    "guardian", "contact", "contacts", "rhiant", "rhieni", "gofalwr", "cyswllt", "sibling", "siblings", "salary",
    "pay", "bank", "payroll", "ni number", "national insurance", "yswiriant gwladol", "cyflog", "banc", "dbs",
    "biometric", "fingerprint", "biometreg", "attendance", "presenoldeb", "exclusions", "behaviour", "ymddygiad",
)  # fmt: skip
UNWANTED_FOR_STAFF = ("date of birth", "dob", "dyddiad geni", "age", "oed")

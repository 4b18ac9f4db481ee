"""The drawing that test_layers holds the imports to: kinds of files from the bottom up, and the order of the apps."""

WORDS, POLICY, MODELS, SELECTORS, SERVICES, FORMS, VIEWS, ROOF = range(8)
NAMES = ("words and rules", "policy", "models", "selectors", "services", "forms", "views", "urls and settings")

# By the name of the file, or of the folder of an app that it lies in.
KINDS = {
    # words and rules: no rows, no requests
    "categories": WORDS,
    "clock": WORDS,
    "deadlines": WORDS,
    "env": WORDS,
    "events": WORDS,
    "indicators": WORDS,
    "languages": WORDS,
    "outcomes": WORDS,
    "roles": WORDS,
    "terms": WORDS,
    "workflow": WORDS,
    "policy": POLICY,
    "models": MODELS,
    "selectors": SELECTORS,
    "services": SERVICES,
    "documents": SERVICES,
    "tasks": SERVICES,
    "forms": FORMS,
    "views": VIEWS,
    "management": VIEWS,
    "middleware": VIEWS,
    "templatetags": VIEWS,
    "context": VIEWS,
    "adapter": VIEWS,
    "urls": ROOF,
    "settings": ROOF,
    "apps": ROOF,
    "checks": ROOF,
    "wsgi": ROOF,
}

# Files whose name alone does not say what they are.
PARTICULAR = {
    "incidents/drafts.py": WORDS,  # what a draft holds: plain answers
    "safeguarding/dates.py": WORDS,  # dates in words
    "safeguarding/typed.py": WORDS,  # what a text says where a number or an id is wanted: pure
    "incidents/masking.py": WORDS,  # whose names a text may not say: pure
    "incidents/initials.py": WORDS,
    "incidents/joined_names.py": WORDS,
    "incidents/look_alikes.py": WORDS,
    "incidents/names.py": WORDS,
    "incidents/naming.py": WORDS,
    "incidents/ordinary_words.py": WORDS,
    "incidents/places.py": WORDS,
    "incidents/sections.py": WORDS,  # the parts of an audit report
    "incidents/sentence_heads.py": WORDS,
    "incidents/spelling.py": WORDS,
    "incidents/contacting.py": WORDS,  # the choices of each duty of the response, and their rules: pure
    "incidents/families.py": WORDS,
    "incidents/handles.py": WORDS,
    "incidents/patterns.py": WORDS,
    "incidents/removing.py": WORDS,
    "incidents/reviewing.py": WORDS,
    "incidents/viewings.py": WORDS,
    "incidents/wellbeing.py": WORDS,
    "incidents/wording.py": WORDS,
    "safeguarding/directory/kinds.py": MODELS,  # the kinds of entry, with their rows
    "safeguarding/directory/guidance_pages.py": SELECTORS,
    "safeguarding/databases.py": WORDS,  # what an engine must promise: read by settings
    "safeguarding/sqlite": WORDS,  # the engine that settings name
    "safeguarding/screening": WORDS,  # what a text may not be: pure
    "safeguarding/readiness.py": SERVICES,
    "safeguarding/late.py": VIEWS,
    "safeguarding/resending.py": VIEWS,
    "safeguarding/unable.py": VIEWS,  # what is answered
    "safeguarding/logs.py": WORDS,  # what a log line may hold
    "safeguarding/fields.py": FORMS,  # fields of forms
    "safeguarding/widgets.py": FORMS,
    "safeguarding/accounts/addresses.py": VIEWS,  # what a request says of itself
    "safeguarding/accounts/answering.py": VIEWS,
    "safeguarding/accounts/choosing.py": VIEWS,
    "safeguarding/accounts/drawn.py": VIEWS,
    "safeguarding/accounts/fresh.py": VIEWS,
    "safeguarding/accounts/keeping.py": VIEWS,
    "safeguarding/accounts/passwords.py": WORDS,  # what makes a password easy to guess
    "safeguarding/accounts/qr.py": WORDS,
    "safeguarding/accounts/sealed_secrets.py": MODELS,
    "safeguarding/accounts/session_times.py": VIEWS,
    "safeguarding/audit/chain.py": WORDS,  # the format of a link, pure
    "safeguarding/audit/context.py": WORDS,  # who is asking: a context variable
    "safeguarding/audit/acts.py": SERVICES,
    "safeguarding/audit/counting.py": SERVICES,
    "safeguarding/audit/refusals.py": SERVICES,
    "safeguarding/audit/grants.py": SERVICES,
    "safeguarding/audit/guards.py": SERVICES,
    "safeguarding/audit/setting_up.py": SERVICES,
    "safeguarding/audit/triggers.py": SERVICES,
    "safeguarding/audit/verification.py": SERVICES,
    "safeguarding/audit/verify_export.py": WORDS,  # a single file for outsiders: it knows nothing of ours
    "safeguarding/schools/roll": WORDS,  # what a roll's file may say: pure
    "safeguarding/vault/unopened.py": WORDS,  # why something cannot be opened
    "safeguarding/vault/master.py": WORDS,  # the key outside the database
    "safeguarding/vault/fields.py": MODELS,  # fields of rows
    "safeguarding/vault/hiding.py": SELECTORS,  # keyed hashes of what may not be stored
}

# Lowest first; an app imports its own and lower ones. Audit and vault stand side by side.
APPS = {"audit": 0, "vault": 0, "schools": 1, "accounts": 2, "directory": 3, "incidents": 4}
FOUNDATION = 3  # the files of the roof itself (policy, middleware, forms) know the foundation, not the work

# Rules may use Django's choices (`django.db.models`) and its translations.
NOT_FOR_RULES = (
    "django.contrib",
    "django.db.connection",
    "django.db.connections",
    "django.db.transaction",
    "django.forms",
    "django.http",
    "django.shortcuts",
)

# (importing file, imported module): why it may
EXCEPTIONS: dict[tuple[str, str], str] = {}

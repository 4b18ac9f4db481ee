"""What every page's frame shows: who is signed in, where, the navigation and the languages."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeguarding.policy import GRANTS, Verb

NAMES = {"cy": "Cymraeg", "en": "English"}


def frame(request: HttpRequest) -> dict:
    """Finished values for templates/base.html; nothing here asks about any child."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    held = user.roles_in_force() if signed_in else []
    school = held[0].school if held else None
    codes = school.language_list if school else list(NAMES)
    if len(codes) == 1 and get_language() not in codes:
        codes = [get_language(), *codes]
    return {
        "signed_in": signed_in,
        "nav": _navigation(held, request.path),
        "school_name": ", ".join(dict.fromkeys(role.school.shown_name for role in held)),
        "jurisdiction": school.jurisdiction if school else "",
        "person_name": user.name if signed_in else "",
        "languages": [{"code": code, "name": NAMES[code], "current": code == get_language()} for code in codes],
        "demo": settings.DEMO,
    }


def _navigation(held: list, path: str) -> list[dict]:
    rights = set().union(*(GRANTS[role.role] for role in held)) if held else set()
    entries = [("home", _("Home"), bool(held))]
    entries += [
        ("queue", _("Queue"), Verb.VIEW_QUEUE in rights),
        ("pupils", _("Pupils"), Verb.VIEW_CONCERN in rights),
        ("agreements", _("Requests to agree"), Verb.AGREE in rights),
        ("my_records", _("My records"), Verb.VIEW_OWN_RECORD in rights),
        ("audit", _("Audit trail"), bool({Verb.VIEW_AUDIT, Verb.VIEW_TEAM_AUDIT} & rights)),
        ("reports", _("Reports"), Verb.EXPORT_AUDIT in rights),
        ("account", _("Your account"), bool(held)),
    ]
    found = []
    for name, text, shown in entries:
        if shown:
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            current = path == url or (url != "/" and path.startswith(url))
            found.append({"url": url, "text": text, "current": current})
    return found

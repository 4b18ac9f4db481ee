"""Rights are decided in one place: the policy."""

from django.conf import settings

from tests.architecture import house

FORBIDDEN = {
    "get_objects_for_user",
    "get_perms",
    "has_module_perms",
    "has_perm",
    "has_perms",
    "is_superuser",
    "permission_required",
    "user_passes_test",
}
MAY = {
    "safeguarding/policy.py": "the policy itself",
    "incidents/models/sharing.py": "the tables of shares, which the policy reads",
}


def test_nothing_but_the_policy_asks_for_permissions():
    house.nothing_of(house.places_of_words(FORBIDDEN, house.python_files(), MAY))


def test_nothing_but_the_policy_uses_the_shortcuts_of_guardian():
    house.nothing_of(house.places_of_pattern(r"guardian\s*(\.|import\s+)\s*shortcuts", house.python_files(), MAY))


def test_nobody_is_asked_whether_django_counts_them_as_staff():
    house.nothing_of(house.places_of_pattern(r"\b(user|actor)\.is_staff\b", house.python_files(), MAY))


def test_no_template_asks_for_permissions():
    house.nothing_of(house.places_of_pattern(r"\bperms\b|is_staff|is_superuser|has_perm", house.template_files(), {}))


def test_there_is_no_django_admin():
    pattern = r"^\s*(from|import)\s+django\.contrib(\.admin\b|\s+import\s.*\badmin\b)"
    house.nothing_of(house.places_of_pattern(pattern, house.python_files(), {}))
    assert "django.contrib.admin" not in settings.INSTALLED_APPS

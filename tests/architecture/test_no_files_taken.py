"""No file can enter: no upload anywhere but the administrator's import of the roll, which takes one text CSV."""

from tests.architecture import house

MAY = {
    "safeguarding/fields.py": "the one field for the roll's file",
    "safeguarding/widgets.py": "the one control for the roll's file",
    "safeguarding/templatetags/pack.py": "says which template draws that control",
    "safeguarding/schools/forms.py": "the import of the roll",
    "safeguarding/schools/views.py": "the import of the roll",
    "templates/pack/controls/file.html": "the one control for the roll's file",
    "templates/schools/roll/choose.html": "the import of the roll",
    "safeguarding/static/safeguarding/js/verify.js": "a report is compared in the browser, never sent",
}
FIELDS = {"FileField", "ImageField", "FilePathField", "FileInput", "ClearableFileInput", "FILES"}


def test_no_model_form_or_view_takes_a_file():
    house.nothing_of(house.places_of_words(FIELDS, house.python_files(migrations=True), MAY))


def test_no_page_offers_to_choose_a_file():
    pattern = r"type\s*=\s*[\"']?file\b|multipart/form-data|capture=|accept=[\"']image"
    house.nothing_of(house.places_of_pattern(pattern, house.template_files() + _scripts(), MAY))


def test_no_script_reads_a_file_or_keeps_anything_in_the_browser():
    pattern = r"FileReader|localStorage|sessionStorage|indexedDB|getUserMedia|clipboardData|document\.cookie"
    house.nothing_of(house.places_of_pattern(pattern, _scripts(), {}))


def _scripts():
    """Our own scripts; GOV.UK Frontend's compiled one is judged by its makers."""
    found = sorted((house.ROOT / "safeguarding/static").rglob("*.js"))
    return [path for path in found if "govuk" not in path.parts]

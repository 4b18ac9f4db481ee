"""The page around a form: one form, every button of it, and Enter that goes on."""

import re

from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from safeguarding.fields import DayField, WordsField
from safeguarding.forms import SafeguardingForm

BUTTON = re.compile(r"<button\b[^>]*>")


class Asked(SafeguardingForm):
    words = WordsField(label="What happened?", error_messages={"required": "Enter what happened"})
    day = DayField(label="When?")


def page(form, **values):
    languages = [
        {"code": "cy", "name": "Cymraeg", "current": False},
        {"code": "en", "name": "English", "current": True},
    ]
    frame = {"languages": languages, "person_name": "Nia Rees", "school_name": "Ysgol Afon"}
    return render_to_string("layouts/form.html", {"form": form, **frame, **values})


def buttons_of_the_form(html):
    inside = html.split('id="page-form"')[1].split("</form>")[0]
    everywhere = BUTTON.findall(html)
    return [tag for tag in everywhere if 'form="page-form"' in tag or tag in BUTTON.findall(inside)]


def test_enter_goes_on_whatever_button_stands_above():
    first = buttons_of_the_form(page(Asked(), keeps_draft=True))[0]
    assert 'type="submit"' in first
    assert "name=" not in first and "formnovalidate" not in first


def test_the_language_is_a_button_of_the_same_form():
    html = page(Asked())
    switch = next(tag for tag in BUTTON.findall(html) if 'name="language"' in tag)
    assert 'form="page-form"' in switch and 'value="cy"' in switch and 'lang="cy"' in switch
    assert html.count('name="next"') == 0


def test_signing_out_of_a_draft_keeps_it():
    tags = BUTTON.findall(page(Asked(), keeps_draft=True))
    assert any('value="sign-out"' in tag and 'form="page-form"' in tag for tag in tags)


def test_the_form_leaves_judging_to_us_and_nothing_to_the_browser():
    form = re.search(r'<form id="page-form"[^>]*>', page(Asked()))[0]
    assert "novalidate" in form and 'autocomplete="off"' in form and 'method="post"' in form


def test_the_title_says_first_that_something_is_wrong():
    assert "<title>Error: " in page(Asked({}))
    assert "<title>Error" not in page(Asked())


def test_errors_lead_to_the_part_to_mend_in_the_order_of_the_page():
    html = page(Asked({"day_day": "4", "day_month": "6"}))
    links = re.findall(r'<a href="(#id_[^"]+)">([^<]+)</a>', html)
    assert links == [("#id_words", "Enter what happened"), ("#id_day-year", "Date must include a year")]
    assert all(f'id="{link[1:]}"' in html for link, _text in links)


def test_a_page_of_one_language_has_no_switch():
    html = page(Asked(), languages=[{"code": "en", "name": "English", "current": True}])
    assert 'name="language"' not in html


def test_a_page_to_read_switches_language_by_a_form_of_its_own():
    request = RequestFactory().get("/my-records/?page=2")
    languages = [
        {"code": "cy", "name": "Cymraeg", "current": False},
        {"code": "en", "name": "English", "current": True},
    ]
    values = {"languages": languages, "request": request}
    html = render_to_string("layouts/page.html", values)
    assert 'name="next" value="/my-records/?page=2"' in html
    assert html.index("Cymraeg") < html.index("English")


def test_an_error_of_the_whole_form_has_no_link():
    class Whole(SafeguardingForm):
        name = forms.CharField()

        def clean(self):
            raise forms.ValidationError("These two cannot be true together")

    html = page(Whole({"name": "x"}))
    assert "<li>These two cannot be true together</li>" in html

"""Turns a form's field into the finished values that the crispy pack draws, and a form's errors into a summary."""

from django import forms, template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeguarding.widgets import Checkboxes, Parts

register = template.Library()

# Left out: what would stop a person typing or hide a mistake (browser validation), or a hint that vanishes.
UNWANTED = {
    *("required", "maxlength", "minlength", "min", "max", "step", "pattern", "placeholder", "autofocus"),
    *("class", "aria-describedby", "id", "aria-invalid", "cols"),
}
# Which template draws which widget; the first that fits.
KINDS = (
    (Parts, "parts"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
    (forms.Textarea, "textarea"),
    (forms.widgets.Input, "input"),
)
# A number of each kind that Welsh tells apart (Unicode's plural rules); English has "one" and "other".
PLURALS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 10}


@register.simple_tag
def control(field, wrapper_class=""):
    """Everything a template needs to draw one question: words, ids, values, errors, attributes."""
    widget, identity = field.field.widget, id_of(field)
    shown = widget.get_context(field.html_name, field.value(), {})["widget"]
    kind = _kind(widget)
    drawn = {
        "template": f"pack/controls/{kind}.html",
        "field": field,
        "widget": widget,
        "id": identity,
        "name": field.html_name,
        "value": "" if shown.get("value") is None else shown["value"],
        "type": _type(shown),
        "label": label_of(field),
        "heading": getattr(field.form, "heading", "") == field.name,
        "size": _size(field),
        "wrapper_class": wrapper_class,
        "classes": _classes(widget),
        "attrs": _attributes(widget, field, shown),
        **_around(field, widget, identity),
    }
    if kind in ("radios", "checkboxes", "select"):
        drawn["items"] = list(_items(field, widget, shown, identity))
    elif kind == "parts":
        drawn["parts"] = list(_parts(field, widget, shown, identity))
    elif kind == "checkbox":
        drawn["checked"] = bool(shown["attrs"].get("checked"))
    elif kind == "password":
        drawn["i18n"] = _password_words()
    return drawn


def _around(field, widget, identity) -> dict:
    """What stands around a control, and the order in which it is read out."""
    errors = [
        {"id": f"{identity}-error" + (f"-{number}" if number > 1 else ""), "text": text}
        for number, text in enumerate(field.errors, start=1)
    ]
    hint, limit = str(field.help_text or ""), getattr(widget, "limit", None)
    described = [
        widget.attrs.get("aria-describedby", ""),
        f"{identity}-info" if limit else "",
        f"{identity}-hint" if hint else "",
        *(error["id"] for error in errors),
    ]
    counted = {"limit": limit, "limit_text": _limit_text(limit), "i18n": _count_words()} if limit else {}
    return {"hint": hint, "errors": errors, "described_by": " ".join(filter(None, described)), **counted}


@register.filter
def questions(form):
    """The questions that stand by themselves; the others are drawn inside the option they belong to."""
    return [field for field in form if field.name not in getattr(form, "revealed", ())]


@register.filter
def problems(form):
    """What is wrong with a form, in the order of its page: {text, href}."""
    if not form or not getattr(form, "is_bound", False):
        return []
    found = [{"text": text, "href": ""} for text in form.non_field_errors()]
    order = form.reading_order() if hasattr(form, "reading_order") else list(form.fields)
    for name in order:
        field = form[name]
        href = "" if field.is_hidden else f"#{first_wrong_part(field)}"
        found += [{"text": text, "href": href} for text in field.errors]
    return found


def id_of(field) -> str:
    """The id of a question's control, and the start of the ids around it."""
    return field.field.widget.attrs.get("id") or field.auto_id or field.html_name


def label_of(field) -> str:
    """The question, which says so when it need not be answered."""
    label, asked = str(field.label or ""), getattr(field.field, "asked", field.field.required)
    if asked or not label or not getattr(field.form, "mark_optional", True):
        return label
    if isinstance(field.field.widget, forms.CheckboxInput):
        return label
    return _("%(label)s (optional)") % {"label": label}


def wrong_parts(field) -> set[str]:
    """Which parts of a date or moment the errors are about; all of them when the error does not say."""
    named = [(error.params or {}).get("parts") for error in field.errors.as_data() if hasattr(error, "params")]
    return {part for parts in named if parts for part in parts} or set(field.field.widget.part_names)


def first_wrong_part(field) -> str:
    """The id that an error leads to."""
    if not isinstance(field.field.widget, Parts):
        return id_of(field)
    wrong = wrong_parts(field)
    return f"{id_of(field)}-{next(name for name in field.field.widget.part_names if name in wrong)}"


def _kind(widget) -> str:
    if getattr(widget, "input_type", "") == "file":
        return "file"
    return next((kind for made, kind in KINDS if isinstance(widget, made)), "other")


def _type(shown) -> str:
    return "text" if shown.get("type") in (None, "number", "date", "datetime-local", "time") else shown["type"]


def _size(field) -> str:
    plain = field.name in getattr(field.form, "revealed", ())
    default = "" if plain else "l" if getattr(field.form, "heading", "") == field.name else "s"
    return getattr(field.form, "label_sizes", {}).get(field.name, default)


def _classes(widget) -> str:
    width = getattr(widget, "width", None)
    return " ".join(filter(None, [f"govuk-input--width-{width}" if width else "", widget.attrs.get("class", "")]))


def _attributes(widget, field, shown) -> dict:
    given = widget.attrs.items()
    attributes = {name: value for name, value in given if name not in UNWANTED and value not in (False, None)}
    if shown.get("type") == "number":
        attributes.setdefault("inputmode", "numeric")
    if shown.get("type") == "email":
        attributes = {"spellcheck": "false", "autocomplete": "email"} | attributes
    if field.field.disabled:
        attributes["disabled"] = True
    return attributes


def _items(field, widget, shown, identity):
    """The options, each with its hint, the word before it, and the questions that belong to it."""
    options = [option for _group, members, _index in shown["optgroups"] for option in members]
    for number, option in enumerate(options, start=1):
        value = str(option["value"])
        own_id = identity + (f"-{number}" if number > 1 else "")
        hints = getattr(widget, "hints", {})
        yield {
            "id": own_id,
            "value": value,
            "label": option["label"],
            "checked": option["selected"],
            "disabled": field.field.disabled or option["attrs"].get("disabled", False),
            "hint": str(hints.get(option["value"]) or hints.get(value, "")),
            "divider": getattr(widget, "dividers", {}).get(value, ""),
            "reveals": [field.form[name] for name in getattr(widget, "reveals", {}).get(value, ())],
            "exclusive": isinstance(widget, Checkboxes) and widget.exclusive == value,
        }


def _parts(field, widget, shown, identity):
    wrong = wrong_parts(field) if field.errors else set()
    for name, part in zip(widget.part_names, shown["subwidgets"], strict=True):
        yield {
            "id": f"{identity}-{name}",
            "name": part["name"],
            "value": part["value"] or "",
            "label": widget.part_labels[name],
            "width": widget.part_widths[name],
            "mode": widget.part_modes.get(name, ""),
            "wrong": name in wrong,
            "disabled": field.field.disabled,
        }


def _limit_text(limit) -> str:
    words = ngettext("You can enter up to %(count)s character", "You can enter up to %(count)s characters", limit)
    return words % {"count": number_format(limit, force_grouping=True)}


def _count_words() -> dict[str, str]:
    """What the character count says, for each kind of number the language tells apart."""
    placeholder = {"count": "%{count}"}
    words = {"characters-at-limit": _("You have 0 characters remaining")}
    for plural, number in PLURALS.items():
        under = ngettext("You have %(count)s character remaining", "You have %(count)s characters remaining", number)
        over = ngettext("You have %(count)s character too many", "You have %(count)s characters too many", number)
        words[f"characters-under-limit.{plural}"] = under % placeholder
        words[f"characters-over-limit.{plural}"] = over % placeholder
    return words


def _password_words() -> dict[str, str]:
    return {
        "show-password": _("Show"),
        "hide-password": _("Hide"),
        "show-password-aria-label": _("Show password"),
        "hide-password-aria-label": _("Hide password"),
        "password-shown-announcement": _("Your password is visible"),
        "password-hidden-announcement": _("Your password is hidden"),
    }

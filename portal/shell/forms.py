"""Shows every form of the portal, the login's too, in FKUI's markup; tells faults in one way (texts.md 3.1)."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.html import strip_tags


class Renderer(TemplatesSetting):
    """The form renderer of the settings: `{{ form }}` and `{{ field.as_field_group }}` become components."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of a form: what is wrong, and the id of the input to go to ("" when it is no field's)."""

    text: str
    target: str


def kind_of(field: BoundField) -> str:
    """Return which component shows a field."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect):  # and boxes, which inherit from it
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "text"


def faults(form: forms.BaseForm) -> list[Fault]:
    """Return a form's faults, its own first, then in the order of its fields; the words stand at the field too."""
    found = [Fault(text=str(told), target="") for told in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or field.auto_id
        if kind_of(field) == "choices":
            target = f"{field.auto_id}_0"  # the first box: a group cannot have the focus
        found += [Fault(text=strip_tags(str(told)), target=str(target)) for told in field.errors]
    return found


def has_faults(form: object) -> bool:
    """Say whether a page's title begins with "Fel:"; a form may hold a refusal of no field in `refusal`."""
    if not isinstance(form, forms.BaseForm) or not form.is_bound:
        return False
    return bool(form.errors) or getattr(form, "refusal", None) is not None


def keeps_all(form: forms.BaseForm) -> bool:
    """Say whether all that was typed is still there after a fault: a password never is."""
    return not any(isinstance(one.widget, forms.PasswordInput) for one in form.fields.values())


def is_radio(field: BoundField) -> bool:
    """Say whether one of the options is chosen, not several."""
    widget = field.field.widget  # Django's boxes inherit from its radio buttons
    return isinstance(widget, forms.RadioSelect) and not widget.allow_multiple_selected


def is_optional(field: BoundField) -> bool:
    """Say whether a field may always be left empty; `sometimes` on it means that another field decides."""
    return not field.field.required and not getattr(field.field, "sometimes", False)


def width_of(field: BoundField) -> str:
    """Return FKUI's class of width; a form's field may name its own in `width`."""
    told: str = getattr(field.field, "width", "")
    if told:
        return told
    return "i-width-md-4" if isinstance(field.field, forms.DateField) else "i-width-md-7"

"""Every form reads the same: a label, help and fault that describe the field, a summary that leads to it."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from portal.access.forms import Login
from portal.shell.forms import faults, has_faults, keeps_all


class Everything(forms.Form):
    """One field of each kind."""

    number = forms.CharField(label="Nummer", help_text="Tio siffror.")
    note = forms.CharField(label="Anteckning", required=False, widget=forms.Textarea)
    day = forms.DateField(label="Dag", required=False)
    kind = forms.ChoiceField(label="Slag", choices=[("a", "A"), ("b", "B")])
    parts = forms.MultipleChoiceField(
        label="Delar", choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(
        label="Grund", choices=[("1", "Ett"), ("2", "Två")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Godkänt", required=False)
    secret = forms.CharField(label="Lösenord", widget=forms.PasswordInput)


@pytest.fixture
def faulty() -> Everything:
    return Everything({"kind": "c", "note": "kvar"})


def tag(told: str, name: str) -> str:
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', told)
    assert found, name
    return found[0]


@pytest.mark.parametrize("name", ["number", "note", "day", "kind", "agreed", "secret"])
def test_each_field_has_its_label(name):
    form = Everything()
    told = str(form)
    assert f'for="{form[name].id_for_label}"' in told
    assert "fkui" not in told


def test_help_and_fault_describe_the_field_and_are_no_part_of_its_name(faulty):
    told = str(faulty)
    number = tag(told, "number")
    assert 'aria-invalid="true"' in number
    assert 'aria-describedby="id_number_helptext id_number_error"' in number
    assert 'id="id_number_helptext"' in told
    assert 'id="id_number_error"' in told
    label = re.search(r'<label[^>]*for="id_number">(.*?)</label>', told, re.DOTALL)
    assert label
    assert label[1].strip() == "Nummer"


def test_a_field_without_fault_says_nothing_of_faults():
    number = tag(str(Everything()), "number")
    assert "aria-invalid" not in number
    assert "aria-describedby" in number


def test_optional_is_said_of_optional_fields_alone():
    told = str(Everything())
    assert told.count("(frivilligt)") == 2  # Anteckning, Dag


def test_a_group_is_named_by_its_legend_and_its_fault_describes_it(faulty):
    told = str(faulty)
    group = re.search(r'<fieldset id="id_parts".*?</fieldset>', told, re.DOTALL)
    assert group
    assert 'aria-describedby="id_parts_error"' in group[0]
    assert group[0].count('type="checkbox"') == 2
    assert 'type="radio"' in told


def test_the_summary_counts_and_leads_to_each_field(faulty):
    told = render_to_string("components/error_summary.html", {"form": faulty})
    assert re.search(r"5\s+fel att rätta\.", told)
    assert "data-focus" in told
    targets = [one.target for one in faults(faulty)]
    assert targets == ["id_number", "id_kind", "id_parts_0", "id_basis_0", "id_secret"]
    for target in targets:
        assert f'href="#{target}"' in told
        assert f'id="{target}"' in str(faulty)


def test_a_fault_of_the_whole_form_has_no_link():
    form = Everything({})
    form.add_error(None, "Uppgifterna stämmer inte.")
    assert faults(form)[0].target == ""
    assert "Uppgifterna stämmer inte." in render_to_string(
        "components/error_summary.html", {"form": form}
    )


def test_what_was_typed_is_said_to_be_kept_only_where_all_of_it_is(faulty):
    assert not keeps_all(faulty)  # the password is gone
    del faulty.fields["secret"]
    assert "Det du har skrivit är kvar." in render_to_string(
        "components/error_summary.html", {"form": faulty}
    )


def test_only_a_form_with_faults_has_them():
    assert not has_faults(Everything())
    assert not has_faults(None)
    assert not has_faults("")
    assert has_faults(Everything({}))


def test_what_was_typed_is_escaped():
    told = str(Everything({"number": '"><script>'}))
    assert "<script>" not in told


def test_the_library_s_login_reads_like_ours():
    told = str(Login())
    assert "E-postadress" in told
    assert "placeholder" not in told
    assert 'class="text-field__input"' in tag(told, "login")
    assert 'type="password"' in tag(told, "password")

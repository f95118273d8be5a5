"""How often the organisation's digest comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from subscriptions.reminding.models import Often


class ChoiceForm(forms.Form):
    """The local administrator's choice."""

    often = forms.ChoiceField(
        label=_("Hur ofta mejlet skickas"),
        help_text=_("Det skickas klockan 07.00, till handläggare som har olästa aviseringar."),
        choices=Often.choices,
        widget=forms.RadioSelect,
    )

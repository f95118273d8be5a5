"""How an organisation treats each place: as usual, or in a way of its own."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _

from lookups.care_fees.treating import Changes, Place
from lookups.care_fees.words import care_word, place_name
from lookups.catalogue.described import Care


def key(place: Place) -> str:
    """Return a place's name in the form: `PM-BTI.PM-AFS`."""
    return ".".join(filter(None, place)).replace(":", "-")


class TreatmentForm(forms.Form):
    """One choice a place. Only what differs from what was shown is taken: who saves undoes nobody else's word."""

    def __init__(self, data: object, *, places: Sequence[Place], changes: Changes) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what a request holds
        self.places: Mapping[str, Place] = {key(one): one for one in places}
        for name, place in self.places.items():
            self.fields[name] = forms.ChoiceField(
                label=_("I avgiftsunderlaget: %(vad)s") % {"vad": place_name(place)},
                choices=[("", _("Som förval")), *((one.value, care_word(one)) for one in Care)],
                initial=changes.get(place, ""),
                required=False,
                show_hidden_initial=True,
                widget=forms.Select(
                    attrs={
                        "aria-label": _("I avgiftsunderlaget: %(vad)s") % {"vad": place_name(place)}
                    }
                ),
            )

    def chosen(self) -> dict[Place, Care | None]:
        """Return what was changed; None is as usual."""
        told = ((name, self.cleaned_data[name]) for name in self.changed_data)
        return {self.places[name]: Care(care) if care else None for name, care in told}

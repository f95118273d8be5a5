"""Organisations and agreements for administrators; `agreed_admin` has what is agreed, `purpose_admin` the purposes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from portal.history.telling import Told
from portal.keeping import Kept
from portal.organisations.agreed_admin import AgreedServiceAdmin, OwnedInline, ServiceForm, own
from portal.organisations.models import (
    AgreedService,
    Agreement,
    Contact,
    Organisation,
)
from portal.organisations.purpose_admin import PurposeAdmin

__all__ = ["AgreedServiceAdmin", "AgreementAdmin", "OrganisationAdmin", "PurposeAdmin"]


class ContactInline(admin.TabularInline[Contact, Organisation]):
    """Whom the service writes to; those for operations are told of windows and incidents."""

    model = Contact
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(Kept, Told[Organisation]):
    """Who may have agreements, members and clients."""

    list_display = ("name", "kind", "number", "aktors_id")
    list_filter = ("kind",)
    search_fields = ("name", "number", "aktors_id")
    readonly_fields = ("aktors_id",)
    inlines = (ContactInline,)


class AgreedServiceInline(OwnedInline):
    """Which services the agreement covers; their purposes stand on the service's own page."""

    model = AgreedService
    form = ServiceForm  # type: ignore[assignment]  # the stubs take any model alone
    fields = ("service",)
    show_change_link = True


class AgreementForm(forms.ModelForm[Agreement]):
    """An agreement; whose it is stands, since its services are held to the same organisation."""

    class Meta:
        model = Agreement
        fields = ("organisation", "number", "period", "protected_by_hand")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shut rather than read-only: overlapping periods are judged with the organisation.
        if self.instance.pk and "organisation" in self.fields:
            self.fields["organisation"].disabled = True


@admin.register(Agreement)
class AgreementAdmin(Kept, Told[Agreement]):
    """What is agreed, and since when."""

    form = AgreementForm
    list_display = ("__str__", "organisation", "period")
    list_filter = ("organisation",)
    search_fields = ("number", "organisation__name")
    autocomplete_fields = ("organisation",)
    inlines = (AgreedServiceInline,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Give each service its agreement's organisation."""
        del request, change
        own(formset, form.instance.organisation)

"""Organisations and agreements for administrators; purposes stand in `purpose_admin`."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.history.telling import Told
from portal.keeping import Kept
from portal.organisations.models import (
    AgreedPurpose,
    AgreedService,
    Agreement,
    Contact,
    Organisation,
)
from portal.organisations.purpose_admin import PurposeAdmin

__all__ = ["AgreedServiceAdmin", "AgreementAdmin", "OrganisationAdmin", "PurposeAdmin"]


class OwnedInline(admin.TabularInline[models.Model, models.Model]):
    """Rows that belong to the same organisation as the row they stand under."""

    exclude = ("organisation",)
    extra = 0


class ContactInline(admin.TabularInline[Contact, Organisation]):
    """Whom the service writes to; those for operations are told of windows and incidents."""

    model = Contact
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(Kept, Told[Organisation]):
    """Who may have agreements, members and clients."""

    list_display = ("name", "number", "aktors_id")
    search_fields = ("name", "number", "aktors_id")
    readonly_fields = ("aktors_id",)
    inlines = (ContactInline,)


class AgreedServiceInline(OwnedInline):
    """Which services the agreement covers; their purposes stand on the service's own page."""

    model = AgreedService
    fields = ("service",)
    show_change_link = True


class AgreementForm(forms.ModelForm[Agreement]):
    """An agreement; whose it is stands, since its services are held to the same organisation."""

    class Meta:
        model = Agreement
        fields = ("organisation", "number", "period")

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


class AgreedPurposeInline(OwnedInline):
    """For which purposes the service may be used, in the forms' order."""

    model = AgreedPurpose
    autocomplete_fields = ("purpose",)


@admin.register(AgreedService)
class AgreedServiceAdmin(Kept, Told[AgreedService]):
    """One agreed service with its purposes; it is taken away on its agreement, whose history then says so."""

    list_display = ("agreement", "organisation", "service")
    list_filter = ("service", "organisation")
    readonly_fields = ("organisation", "agreement", "service")
    inlines = (AgreedPurposeInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreedService]:
        """Read the rows that the list names in one go."""
        return super().get_queryset(request).select_related("agreement", "organisation")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Say that services are added on their agreement."""
        del request
        return False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """Give each purpose its service's organisation."""
        del request, change
        own(formset, form.instance.organisation)


def own(formset: Any, organisation: Organisation) -> None:
    """Save a formset's rows as an organisation's own."""
    for row in formset.save(commit=False):
        row.organisation = organisation
        row.save()
    for gone in formset.deleted_objects:  # told in the page's history
        gone.delete()
    formset.save_m2m()

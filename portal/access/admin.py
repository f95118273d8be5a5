"""Accounts, memberships and clients for administrators."""

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client, Token
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.access import services
from portal.access.askers import SCOPES
from portal.access.models import ApiClient, Membership, Representation, User
from portal.access.second_factor.admin import TakesFactorAway
from portal.history.telling import Told
from portal.keeping import Kept

# The library's own pages for these would show and change what ours decide.
for library in (Client, Token, EmailAddress, Group, Authenticator):
    if admin.site.is_registered(library):
        admin.site.unregister(library)


class MembershipForm(forms.ModelForm[Membership]):
    """What the account does in one organisation."""

    roles = forms.MultipleChoiceField(
        label=_("roller"), choices=Membership.ROLES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Membership
        fields = ("organisation", "roles", "protected", "closed_at")


class MembershipFormSet(forms.BaseInlineFormSet[Membership, User, forms.ModelForm[Membership]]):
    """All memberships of one account."""

    def clean(self) -> None:
        """Refuse a member among the staff: who may see all organisations asks for none."""
        super().clean()
        told = [getattr(one, "cleaned_data", {}) for one in self.forms]
        opened = any(one.get("organisation") and not one.get("closed_at") for one in told)
        if self.instance.staff_role and opened:
            raise forms.ValidationError(
                _("Ett konto i förvaltningen kan inte vara medlem i en organisation.")
            )


class MembershipInline(Kept, admin.TabularInline[Membership, User]):
    """Where the account is a member."""

    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(User)
class UserAdmin(TakesFactorAway, Kept, Told[User]):
    """Accounts; a password is set by its owner through the portal's reset."""

    list_display = ("email", "name", "staff_role", "is_active", "last_login")
    list_filter = ("staff_role", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "staff_role", "is_active", "last_login")
    readonly_fields = ("last_login",)
    inlines = (MembershipInline,)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Say no to the password: `?password__startswith=` would tell its hash sign by sign."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Make a new account without a usable password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


class ClientForm(forms.ModelForm[ApiClient]):
    """A client with its id and scopes; the secret is made by the service and shown once."""

    client_id = forms.SlugField(label=_("klient-id"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("scope"),
        choices=[(one, one) for one in sorted(set(SCOPES.values()))],
        widget=forms.CheckboxSelectMultiple,
    )
    new_secret = forms.BooleanField(
        label=_("byt hemlighet"), required=False, help_text=_("Den gamla slutar gälla genast.")
    )

    class Meta:
        model = ApiClient
        fields = ("organisation", "protected", "closed_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["client_id"].initial = self.instance.client_id
            self.fields["client_id"].disabled = True
            self.fields["scopes"].initial = self.instance.client.get_scopes()

    def clean_client_id(self) -> str:
        """Refuse an id that is taken."""
        told: str = self.cleaned_data["client_id"]
        if not self.instance.pk and Client.objects.filter(pk=told).exists():
            raise forms.ValidationError(_("Klient-id är upptaget."))
        return told


class RepresentationInline(admin.TabularInline[Representation, ApiClient]):
    """For whom the client may ask."""

    model = Representation
    extra = 0
    autocomplete_fields = ("organisation", "default_purpose")


@admin.register(ApiClient)
class ApiClientAdmin(Kept, Told[ApiClient]):
    """Clients; a change ends their tokens at once."""

    form = ClientForm
    list_display = ("client_id", "organisation", "protected", "closed_at")
    list_filter = ("protected",)
    search_fields = ("client__id", "organisation__name")
    autocomplete_fields = ("organisation",)
    inlines = (RepresentationInline,)
    untold = ("new_secret",)

    def get_fields(self, request: HttpRequest, obj: ApiClient | None = None) -> Any:
        """Show who may only look the scopes as text: the form's own boxes are no field of the row."""
        if obj and not self.has_change_permission(request, obj):
            return ("client_id", "organisation", "granted", "protected", "closed_at")
        return super().get_fields(request, obj)

    @admin.display(description=_("scope"))
    def granted(self, client: ApiClient) -> str:
        """Return the client's scopes."""
        return ", ".join(sorted(client.client.get_scopes()))

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: Any) -> None:
        """Save the client and its scopes, show a new secret once, end its tokens."""
        secret = (
            secrets.token_urlsafe(32) if not change or form.cleaned_data["new_secret"] else None
        )
        if not change:
            obj.client = Client(
                id=form.cleaned_data["client_id"],
                name=form.cleaned_data["client_id"],
                grant_types=Client.GrantType.CLIENT_CREDENTIALS,
                secret="",  # set below
            )
        obj.client.set_scopes(form.cleaned_data["scopes"])
        obj.client.set_default_scopes(form.cleaned_data["scopes"])
        if secret:
            obj.client.secret = make_password(secret, hasher="machine_secret")
        obj.client.save()
        obj.client_id = obj.client.pk
        super().save_model(request, obj, form, change)
        services.end_tokens(obj)
        if change:
            self.note(form, _("Klientens utfärdade token slutade gälla."))
        if secret:
            self.note(form, _("En ny hemlighet skapades och visades en gång."))
            told = gettext("Hemligheten visas bara nu. Spara den i ert systems nyckelvalv.")
            messages.warning(request, f"{told} {secret}")

"""Users and their memberships; API clients and whom they represent."""

from typing import Any, ClassVar

from allauth.idp.oidc.models import Client
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation, Purpose


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case, since people type it as they like."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account with a hashed password; without one it cannot log in."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an administrator (`manage.py createsuperuser`)."""
        return self.create_user(email, password, staff_role=User.StaffRole.ADMINISTRATOR, **fields)


class User(AbstractBaseUser):
    """A person with an account: a member of organisations, or staff of the service, never by the same account."""

    class StaffRole(models.TextChoices):
        """What staff of the service may do; an empty value is no staff."""

        NONE = "", _("ingen")
        SUPPORT = "support", _("support")
        ADMINISTRATOR = "administrator", _("administratör")
        AUDITOR = "auditor", _("granskare")

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    staff_role = models.CharField(
        _("roll i förvaltningen"), max_length=20, choices=StaffRole, default="", blank=True
    )
    is_active = models.BooleanField(_("aktivt"), default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("konton")
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_in_any_case"),
            # The identity library looks for what was typed in lower case.
            models.CheckConstraint(
                name="user_email_in_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="user_staff_role_known",
                condition=Q(staff_role__in=["", "support", "administrator", "auditor"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Keep the address as logins look for it, however it was typed."""
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        """Return the name that pages show."""
        return self.name

    get_short_name = get_full_name

    @property
    def is_staff(self) -> bool:
        """Say whether the administration's pages open at all."""
        return self.staff_role in {self.StaffRole.ADMINISTRATOR, self.StaffRole.AUDITOR}

    @property
    def is_superuser(self) -> bool:
        """Say whether everything in the administration may be changed."""
        return self.staff_role == self.StaffRole.ADMINISTRATOR

    def has_perm(self, perm: str, _obj: object = None) -> bool:
        """Say whether staff may do it: an administrator all, an auditor look."""
        if not self.is_active:
            return False
        looks = perm.partition(".")[2].startswith("view_")
        return self.is_superuser or (self.staff_role == self.StaffRole.AUDITOR and looks)

    def has_perms(self, perms: list[str], _obj: object = None) -> bool:
        """Say whether staff may do all of it."""
        return all(self.has_perm(perm) for perm in perms)

    def has_module_perms(self, _label: str) -> bool:
        """Say whether an app's models are listed in the administration."""
        return self.is_active and self.is_staff


class Membership(models.Model):
    """What a user does in one organisation. Closed, never deleted: the log names it."""

    ROLES: ClassVar = [
        ("caseworker", _("handläggare")),
        ("local-administrator", _("lokal administratör")),
        ("log-reviewer", _("loggranskare")),
    ]

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("konto")
    )
    roles = ArrayField(
        models.CharField(
            max_length=20,
            choices=ROLES,
        ),
        verbose_name=_("roller"),
        default=list,
        help_text="caseworker, local-administrator, log-reviewer",
    )
    protected = models.BooleanField(
        _("särskild behörighet"), default=False, help_text=_("Får se svar om skyddade personer.")
    )
    closed_at = models.DateTimeField(_("stängt"), null=True, blank=True)

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmar")
        ordering: ClassVar = ["organisation", "user"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="membership_once",
                fields=["organisation", "user"],
                violation_error_message=_("Kontot är redan medlem i organisationen."),
            ),
            models.CheckConstraint(
                name="membership_roles_known",
                condition=Q(
                    roles__contained_by=["caseworker", "local-administrator", "log-reviewer"]
                ),
                violation_error_message=_("En av rollerna finns inte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class ApiClient(models.Model):
    """A system of a party: the organisation itself or its processor. Scopes and secret live in the library's client."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="clients", verbose_name=_("part")
    )
    client = models.OneToOneField(
        Client, models.PROTECT, related_name="api_client", verbose_name=_("OAuth-klient")
    )
    protected = models.BooleanField(
        _("särskild behörighet"), default=False, help_text=_("Får se svar om skyddade personer.")
    )
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True)

    class Meta:
        verbose_name = _("systemklient")
        verbose_name_plural = _("systemklienter")
        ordering: ClassVar = ["client"]

    def __str__(self) -> str:
        return self.client_id


class Representation(models.Model):
    """An organisation that a client may ask for, and the purpose it means when it names none."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="represented_by", verbose_name=_("företräder")
    )
    api_client = models.ForeignKey(
        ApiClient, models.CASCADE, related_name="represents", verbose_name=_("systemklient")
    )
    default_purpose = models.ForeignKey(
        Purpose,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ändamål om inget anges"),
    )

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        ordering: ClassVar = ["api_client", "organisation"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="representation_once",
                fields=["organisation", "api_client"],
                violation_error_message=_("Systemklienten företräder redan organisationen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.api_client} · {self.organisation}"

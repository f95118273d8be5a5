"""How people log in: accounts, passwords, sessions and their limits; settings takes all of it."""

from django.urls import reverse_lazy

from portal import env

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "portal.access.hashers.SecretHasher",  # of machine-made client secrets alone
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.access.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.access.forms.Login",
    "reset_password": "portal.access.forms.ResetPassword",
    "reset_password_from_key": "portal.access.forms.ResetPasswordKey",
    "change_password": "portal.access.forms.ChangePassword",
    "reauthenticate": "portal.access.forms.Reauthenticate",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody signs up here; a stranger's address gets no mail
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by those who know the person
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {
    # A municipality behind one address shares it; the account's own limit is the tight one.
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/m/key",
}
SESSION_ENGINE = "portal.logins.store"
SESSION_IDLE_MINUTES = env.number(
    "SESSION_IDLE_MINUTES",
    "minutes after which a login ends in which nothing is done",
    default=30,
    at_least=1,
)
SESSION_HOURS = env.number(
    "SESSION_HOURS", "hours after which every login ends", default=12, at_least=1
)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- The second factor: an app's codes, and a list of recovery codes ---
REQUIRE_MFA = env.flag(
    "REQUIRE_MFA",
    "nobody comes further than adding a second factor without one; off in the demo alone",
    default=True,
)
SECOND_FACTOR_KEYS = env.keys(
    "SECOND_FACTOR_KEYS",
    "Fernet keys that seal the secrets of second factors, comma-separated, newest first",
)
MFA_ADAPTER = "portal.access.second_factor.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TRUST_ENABLED = False  # an office's browser is many people's
MFA_TOTP_TOLERANCE = 1  # steps that a telephone may be early or late: the most of RFC 6238, 5.2
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by those who know the person

"""One file, environment only, no default for a secret; each variable's meaning stands beside it."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import bounds, env, loglines

django_stubs_ext.monkeypatch()  # admin classes take their model as a parameter

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Who we are ---
from portal.background import *  # noqa: E402, F403  # Celery's broker, its times, the shared cache
from portal.ceilings import *  # noqa: E402, F403  # what is taken in at once
from portal.deployment import *  # noqa: E402, F403  # facts alone, no machinery
from portal.signing_in import *  # noqa: E402, F403  # accounts, second factor, sessions

# --- Secrets ---
SECRET_KEY = env.secret("SECRET_KEY", "signs sessions and forms; at least 50 random characters")
ANSWER_KEYS = env.keys(
    "ANSWER_KEYS", "Fernet keys that encrypt kept answers, comma-separated, newest first"
)
LOG_KEY = env.secret(
    "LOG_KEY", "key of the log's keyed digests; changing it ends comparison with earlier rows"
)
DEMO_KEY = (
    env.text(
        "DEMO_KEY", "makes the demo's passwords and secrets (empty: SECRET_KEY does)", default=""
    )
    or SECRET_KEY
)

# --- Web ---
DEBUG = False
ALLOWED_HOSTS = env.listed(
    "ALLOWED_HOSTS", "host names served, comma-separated", default="127.0.0.1,localhost"
)
HTTPS = env.flag(
    "HTTPS",
    "served over https: secure cookies, HSTS; off in the plain-http demo alone",
    default=True,
)
CSRF_TRUSTED_ORIGINS = env.listed(
    "CSRF_TRUSTED_ORIGINS", "origins trusted for forms behind a proxy, with scheme"
)
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024  # JSON body of a call (running.md, Limits)

INSTALLED_APPS = [
    "portal.tenants",  # its `migrate` runs as the owner: before django.core's
    "portal.jobs",
    "portal.shell.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
    "allauth.mfa",
    "ninja",
    "portal.history",
    "portal.organisations",
    "portal.access",
    "portal.logins",
    "portal.audit",
    "portal.status",
    "portal.quotas",
    "portal.shell.apps.ShellConfig",
    "portal.usage",
    "portal.support",
    "portal.api",
    "portal.versions",
    "lookups.catalogue",
    "lookups.changes",
    "lookups.registers",
    "lookups.care_fees",
    "lookups.online",
    "lookups.mass",
    "lookups.describing",
    "lookups.fee_basis",
    "lookups.api",
    "subscriptions.subscribing",
    "subscriptions.steering",
    "subscriptions.notifications",
    "subscriptions.delivery",
    "subscriptions.filing",
    "subscriptions.resending",
    "subscriptions.reminding",
    "subscriptions.api",
    "lookups.demo",
]

MIDDLEWARE = [
    "portal.shell.middleware.RequestId",  # first: what others refuse has its id and its line too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.logins.middleware.Sessions",
    "portal.shell.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.shell.middleware.LoginRequired",
    "portal.logins.middleware.Use",
    "portal.shell.enrolment.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.shell.middleware.Refusals",
    "portal.handlers.FeedRefusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portal.shell.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "portal.shell.forms.Renderer"

# --- Database: one alias, whoever the process is ---
POOL = env.number(
    "POOL", "largest pool of database connections a process holds; 0: no pool", default=0
)
MIGRATE_DATABASE_URL = env.text(
    "MIGRATE_DATABASE_URL",
    "the database as app_owner, who owns the tables: for migrate",
    default="",
)
JOBS_DATABASE_URL = env.text(
    "JOBS_DATABASE_URL",
    "the database as app_jobs, who works for all organisations: for commands that load",
    default="",
)
_DATABASE_URL = env.text(
    "DATABASE_URL", "the database as app, who serves: postgresql://app@/app?host=/run/postgresql"
)
STATEMENT_SECONDS = env.number(
    "STATEMENT_SECONDS",
    "seconds after which the database ends a statement of the web; 0: what the role has (behind PgBouncer)",
    default=15,
)
# Who serves never waits without end. Migrations and loads have logins of their own, and take the time they need.
_bounds: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
}  # seconds, milliseconds
if STATEMENT_SECONDS:
    _bounds["session"] = f"-c statement_timeout={STATEMENT_SECONDS}s"
if POOL:
    _bounds["pool"] = bounds.pool(POOL)
DATABASES = {
    "default": env.database(_DATABASE_URL, **_bounds) | {"CONN_HEALTH_CHECKS": True},
    # The cache's counters speak on a connection of their own: a rolled back request keeps its counts.
    "cache": env.database(_DATABASE_URL, **_bounds)
    | {"CONN_HEALTH_CHECKS": True, "TEST": {"MIRROR": "default"}},
}
DATABASE_ROUTERS = ["portal.routers.CacheRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "django_ratelimit.W001"
]  # PgCache is atomic; the list of W001 does not know it

# --- Forms and languages by cookie ---
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.shell.refusals.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- Tokens ---
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 300
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
TOKEN_CALLS_PER_MINUTE = env.number(
    "TOKEN_CALLS_PER_MINUTE",
    "calls of the token endpoint a minute, a client",
    default=60,
    at_least=1,
)

# --- The guard in front: no limit of any agreement ---
REFUSED_CALLS_PER_MINUTE = env.number(
    "REFUSED_CALLS_PER_MINUTE",
    "calls of an API refused or malformed a minute, a client (an address where no client is known); then it waits",
    default=10_000,
    at_least=1,
)
PUBLIC_CALLS_PER_MINUTE = env.number(
    "PUBLIC_CALLS_PER_MINUTE",
    "requests a minute of what is open without a login, an address; who is logged in is not counted",
    default=600,
    at_least=1,
)

# --- Extracts ---
EXTRACT_MAX_AGE_HOURS = env.number(
    "EXTRACT_MAX_AGE_HOURS",
    "an older extract counts as too old and is not told; 0: never",
    default=48,
)
ANSWER_MINUTES = 15

# --- Windows and incidents ---
STATUS_SECONDS = env.number(
    "STATUS_SECONDS",
    "seconds that a process may keep what it has read of windows and incidents; 0: none",
    default=5,
)
STATUS_DIR = env.folder(
    "STATUS_DIR",
    "folder for a static copy of the status page, for a web server of its own (empty: none is written)",
)

# --- Language and time ---
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "portal.dates"

# --- Static files ---
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.text(
    "STATIC_ROOT", "where collectstatic puts the files served", default=str(BASE_DIR / ".static")
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security of the browser ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # FKUI's tick is an inline image
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.flag(
    "BEHIND_PROXY", "a proxy in front ends https and sets X-Forwarded-Proto", default=False
):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- Mail ---
globals().update(
    env.mail(
        env.text(
            "EMAIL_URL",
            "how mail leaves: smtp://user:password@host:587?tls=1, or file:///folder",
            default="smtp://localhost",
        )
    )
)

# --- Log lines ---
LOGGING = loglines.configured()

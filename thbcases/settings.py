"""One settings file; every value that differs between deployments comes from the environment.

A value that is present but unreadable stops the start with the name of the variable: a wrong
guess about security is worse than no start.
"""

import os
import sys
from pathlib import Path

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# Lets Django's generic classes be written with their parameters, as the type checker wants them.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool) -> bool:
    """Read a yes/no variable; anything but 1/0/true/false stops the start."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def env_int(name: str, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name, "").strip()
    if value and not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value) if value else default


DEBUG = env_bool("DEBUG", False)
DEMO = env_bool("DEMO", False)
TESTING = "pytest" in sys.modules

# Without a key of its own a process gets a fresh one: sessions do not outlive it, and the
# deployment check (thbcases.E002) says so.
SECRET_KEY = os.environ.get("SECRET_KEY") or os.urandom(48).hex()
SECRET_KEY_IS_OWN = bool(os.environ.get("SECRET_KEY"))
# The key under which names become linkage tokens. Never in the database nor in its backups.
THB_LINKAGE_KEY = os.environ.get("THB_LINKAGE_KEY", "test-linkage-key" if TESTING else "")
# The one to come, while it is being changed: see manage.py rotate_linkage_key.
THB_LINKAGE_KEY_NEXT = os.environ.get("THB_LINKAGE_KEY_NEXT", "")
# Exchange of messages with other installations: by which code this one is known to them, and the
# file with its private signing key, which is never in the database.
THB_INSTALLATION = os.environ.get("THB_INSTALLATION", "").strip().upper()
THB_EXCHANGE_KEY = os.environ.get("THB_EXCHANGE_KEY", "")

# Tips of the public: the key under which attachments are kept and receipt codes compared, never in
# the database nor in its backups; and the one before it, while an old one may still be read.
THB_TIPS_KEY = os.environ.get("THB_TIPS_KEY", "test-tips-key" * 3 if TESTING else "")
THB_TIPS_KEY_BEFORE = os.environ.get("THB_TIPS_KEY_BEFORE", "")
# The mailbox for tips; without a host none is read.
THB_TIPS_IMAP_HOST = os.environ.get("THB_TIPS_IMAP_HOST", "").strip()
THB_TIPS_IMAP_TLS = os.environ.get("THB_TIPS_IMAP_TLS", "").strip() or "tls"
THB_TIPS_IMAP_PORT = env_int("THB_TIPS_IMAP_PORT", 993 if THB_TIPS_IMAP_TLS == "tls" else 143)
THB_TIPS_IMAP_USER = os.environ.get("THB_TIPS_IMAP_USER", "")
THB_TIPS_IMAP_PASSWORD_FILE = os.environ.get("THB_TIPS_IMAP_PASSWORD_FILE", "")
THB_TIPS_IMAP_FOLDER = os.environ.get("THB_TIPS_IMAP_FOLDER", "") or "INBOX"
THB_TIPS_IMAP_DONE = os.environ.get("THB_TIPS_IMAP_DONE", "") or "thbcases-taken"
THB_TIPS_IMAP_ASIDE = os.environ.get("THB_TIPS_IMAP_ASIDE", "") or "thbcases-aside"
if THB_TIPS_IMAP_TLS not in {"tls", "starttls", "none"}:
    raise ImproperlyConfigured(
        f"THB_TIPS_IMAP_TLS must be tls, starttls or none, not {THB_TIPS_IMAP_TLS!r}"
    )
# From which address answers to mails go out; without it they are not sent.
THB_TIPS_FROM = os.environ.get("THB_TIPS_FROM", "").strip()
# A clamd that looks at attachments: a socket's path, or host:port. Off unless it is named.
THB_TIPS_CLAMD = os.environ.get("THB_TIPS_CLAMD", "").strip()
# Where the public pages' «leave quickly» leads.
THB_TIPS_EXIT_URL = os.environ.get("THB_TIPS_EXIT_URL", "") or "https://www.wikipedia.org/"

ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "localhost").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "thbcases.core",
    "thbcases.access",
    "thbcases.audit",
    "thbcases.codes",
    "thbcases.accounts",
    "thbcases.web",
    "thbcases.clocks",
    "thbcases.people",
    "thbcases.investigations",
    "thbcases.victims",
    "assistance",
    "thbcases.sanctions",
    "thbcases.tips",
    "thbcases.statistics",
    "thbcases.niis",
    "thbcases.imports",
    "thbcases.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_filters",
    "django_tables2",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
    "csp",
]
INSTALLED_APPS = [
    a
    for a in INSTALLED_APPS
    if not a.startswith(("thbcases.", "assistance")) or (BASE_DIR / a.replace(".", "/")).is_dir()
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thbcases.web.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thbcases.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "thbcases.web.protection.FormProtectionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Who acts must be known before rights are asked, and rights before anything is shown.
    "thbcases.accounts.middleware.MembershipMiddleware",
    "thbcases.access.middleware.ActingMiddleware",
    "thbcases.access.middleware.MarkMiddleware",
    "thbcases.web.middleware.ConflictMiddleware",
    "thbcases.accounts.middleware.SecondFactorMiddleware",
]

# Django asks for its own protection of forms by name; ours is a class of it and does more.
SILENCED_SYSTEM_CHECKS = ["security.W003"]

ROOT_URLCONF = "thbcases.urls"
WSGI_APPLICATION = "thbcases.wsgi.application"

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
                "thbcases.web.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/thb.html"

# --- database
# Migrations, code lists, the demo and the tests sign in as the owner; everything that serves
# people signs in as the application role, to which row security applies.
CONNECT_AS_OWNER = os.environ.get("THB_CONNECT_AS") == "owner"
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
_url = DATABASE_OWNER_URL if CONNECT_AS_OWNER else DATABASE_URL
if not _url:
    raise ImproperlyConfigured(
        "DATABASE_URL is not set. Start commands with manage.py or script/run, which bring their "
        "own database, or name a server in DATABASE_URL and DATABASE_OWNER_URL."
    )
DATABASES = {"default": dj_database_url.parse(_url, conn_max_age=0 if CONNECT_AS_OWNER else 600)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE", "test_thbcases")}
DATABASE_APP_ROLE = dj_database_url.parse(DATABASE_URL or _url)["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Counting failed sign-ins must be shared by all processes, so the cache is in PostgreSQL.
    # When its table is full, Django throws away what it pleases; that may not be the counters,
    # so there is room for far more names than anybody can try within the time.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# --- sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["thbcases.accounts.backends.RightsBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
REQUIRE_SECOND_FACTOR = env_bool("REQUIRE_SECOND_FACTOR", True)
SESSION_ABSOLUTE_SECONDS = 8 * 60 * 60
SESSION_IDLE_SECONDS = env_int("SESSION_IDLE_SECONDS", SESSION_ABSOLUTE_SECONDS if DEMO else 900)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS

ACCOUNT_ADAPTER = "thbcases.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_FORMS = {
    "login": "thbcases.accounts.forms.LoginForm",
    "reauthenticate": "thbcases.accounts.forms.ReauthenticateForm",
    "change_password": "thbcases.accounts.forms.ChangePasswordForm",
    "set_password": "thbcases.accounts.forms.SetPasswordForm",
}
# Five wrong passwords or codes close an account for a quarter of an hour. A whole office may
# stand behind one address, so an address has more.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "50/15m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("PROXY_COUNT", int(env_bool("BEHIND_PROXY", False)))
MFA_ADAPTER = "thbcases.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO or TESTING
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_ISSUER = "thbcases"
MFA_FORMS = {
    "authenticate": "thbcases.accounts.forms.CodeForm",
    "reauthenticate": "thbcases.accounts.forms.CodeAgainForm",
    "activate_totp": "thbcases.accounts.forms.ActivateTOTPForm",
    "login_webauthn": "thbcases.accounts.forms.KeyLoginForm",
    "authenticate_webauthn": "thbcases.accounts.forms.KeyForm",
    "reauthenticate_webauthn": "thbcases.accounts.forms.KeyAgainForm",
    "add_webauthn": "thbcases.accounts.forms.AddKeyForm",
}

# --- language
LANGUAGE_CODE = "lt"
LANGUAGES = [("lt", "Lietuvių"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "thbcases" / "locale"]
FORMAT_MODULE_PATH = ["thbcases.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Vilnius"

# --- static files
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / ".local" / "static")
STATICFILES_DIRS = [
    ("vendor/bootstrap", BASE_DIR / "node_modules" / "bootstrap" / "dist"),
    ("vendor/cytoscape", BASE_DIR / "node_modules" / "cytoscape" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# --- headers and cookies
# The demo and the tests run on http://localhost; everything else is served over TLS.
SECURE = not (DEBUG or DEMO or TESTING)
SECURE_SSL_REDIRECT = SECURE and env_bool("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", False) else None
)
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "thbcases.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap's icons and the QR code of the second factor are data: pictures.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# --- jobs
# They stand in PostgreSQL and begin with the transaction that asks for them; the worker is
# `manage.py procrastinate worker`. What is done leaves no row behind.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "shutdown_graceful_timeout": 5}
# Uploads stay in memory, so that no file with names lies in a folder for a while; whoever takes
# one says how large it may be, and must be able to say so of a larger one.
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# --- logs: no personal data; where, not what
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "thbcases.web.errors.SilentReporterFilter"

# --- letters: reminders of terms, and warnings of the system; none holds personal data
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "") or "localhost"
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env_int("EMAIL_TIMEOUT", 30)
_host = (ALLOWED_HOSTS or ["localhost"])[0].lstrip(".")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"thbcases@{_host}")
# What links in letters and calendars begin with.
_scheme = "https" if SECURE else "http"
SITE_URL = os.environ.get("SITE_URL", f"{_scheme}://{_host}").rstrip("/")

SITE_NAME = _("thbcases")

"""Every setting, read once from the environment; a missing or odd value stops the start by name."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from safeguarding import databases
from safeguarding.env import address, env, flag, listed, one_of, secret, whole

# --- paths
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# --- what kind of place this is
DEMO = flag("DEMO")
DEBUG = False  # never: its error pages print what was typed
HTTPS = flag("HTTPS", default=not DEMO)
MAKING_KEYS = "make_keys" in sys.argv or "compilemessages" in sys.argv or "collectstatic" in sys.argv

# --- secrets: files of mode 0400 outside the database
MASTER_KEY_FILE = Path(env.str("MASTER_KEY_FILE", default=str(VAR_DIR / "master.key")))
SECRET_KEY_PATH = Path(env.str("SECRET_KEY_FILE", default=str(VAR_DIR / "secret.key")))
SECRET_KEY = "no-secret-is-needed-to-make-the-keys" if MAKING_KEYS else secret("SECRET_KEY_FILE", SECRET_KEY_PATH)

# The address of the record as people type it; links in mail begin with it.
SITE_URL = address("SITE_URL", default="http://127.0.0.1:8000/", secure=HTTPS and not MAKING_KEYS)
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, *listed("ALLOWED_HOSTS", ("127.0.0.1", "localhost"))]
CSRF_TRUSTED_ORIGINS = listed("TRUSTED_ORIGINS")
ROOT_URLCONF = "safeguarding.urls"
WSGI_APPLICATION = "safeguarding.wsgi.application"

# --- apps. No Django admin: it would show content to administrators
INSTALLED_APPS = [
    "safeguarding",
    "safeguarding.audit",
    "safeguarding.vault",
    "safeguarding.schools",
    "safeguarding.accounts",
    "safeguarding.directory",
    "incidents",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

# --- the order matters: the body guard stands after authentication (a refusal names its actor)
# and before everything that reads a body; the screen of texts before everything that reads a form, the check of its
# token and the views, all of which come after the last of these
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "safeguarding.middleware.privacy_headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safeguarding.middleware.request_context",
    "safeguarding.middleware.language",
    "safeguarding.middleware.refusals",
    "safeguarding.middleware.body_guard",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "safeguarding.middleware.session_limits",
    "safeguarding.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safeguarding.middleware.text_screen",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# --- two engines, one code (safeguarding/databases.py says what each promises)
DATABASES = {"default": databases.runtime(env, VAR_DIR)}
DATABASE_OWNER = databases.owner(env)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits of tries and used codes lie here. It is never culled below what a flood of tries could make of it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- templates and forms
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "safeguarding.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "safeguarding.templatetags.house"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "pack"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("pack",)
CRISPY_FAIL_SILENTLY = False

# --- sign-in: django-allauth, by e-mail and password; nobody signs themselves up
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "safeguarding.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "safeguarding.accounts.passwords.NotAboutYou"},
    {"NAME": "safeguarding.accounts.passwords.NotCommon"},
]
PASSWORD_RESET_TIMEOUT = 3600  # what the page and the letter say
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "safeguarding.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"user_token": "safeguarding.accounts.forms.passwords.LinkForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the school's own roll
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A whole school sits behind one address, so the limit per address is high and the limit per account is low.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "120/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = whole("TRUSTED_PROXY_COUNT", default=0, lowest=0, highest=5)
MFA_ADAPTER = "safeguarding.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the school's own roll
MFA_RECOVERY_CODE_DIGITS = 10

# --- sessions: idle and absolute limits are kept by middleware.session_limits
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_ABSOLUTE_SECONDS = 60 * whole("SESSION_ABSOLUTE_MINUTES", default=480, lowest=5, highest=1440)
# Longer than any session lasts: words that arrive days later are still known to be the person's, and kept for them.
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_IDLE_SECONDS = 60 * whole("SESSION_IDLE_MINUTES", default=20, lowest=2, highest=60)
SESSION_IDLE_SECONDS_SAFEGUARDING = 60 * whole("SESSION_IDLE_MINUTES_SAFEGUARDING", default=30, lowest=2, highest=60)
FRESH_SIGN_IN_SECONDS = 60 * whole("FRESH_SIGN_IN_MINUTES", default=10, lowest=1, highest=30)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie that a browser keeps
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safeguarding.views.csrf_failure"

# --- what a request may bring: words, never files
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# --- language: English and Welsh are equal
LANGUAGES = [("cy", _("Welsh")), ("en", _("English"))]
LANGUAGE_CODE = one_of("DEFAULT_LANGUAGE", ("cy", "en"), default="en")
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- static files
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever stored as a file
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- headers
SECURE_SSL_REDIRECT = HTTPS and flag("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers post with the origin "null", and are refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- mail and logs: no names, no bodies, no query text
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if DEMO else "dummymail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="safeguarding-record@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_contents": {"()": "safeguarding.logs.WithoutContents"}},
    "formatters": {"plain": {"()": "safeguarding.logs.Plain"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["without_contents"], "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": one_of("LOG_LEVEL", ("INFO", "WARNING", "ERROR"), default="WARNING")},
}
# The warning that matters is our own: security.W019 and friends are judged by `check --deploy`.
SILENCED_SYSTEM_CHECKS: list[str] = []

"""The Django twin: the same page of twenty cartels signed in, the same scan, as an ordinary Django project writes them.

Session, CSRF, sign-in and ORM as `startproject` leaves them; one language, no limits, no security policy of its own.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks import client

HOST = "club.musees.fr"
FOLDER = Path(os.environ.get("TWIN_FOLDER") or tempfile.mkdtemp(prefix="club-bench-twin-"))  # where its base is

settings.configure(
    SECRET_KEY="Vf3k9-zQm2Lw7_pXr8Tn4Yb6Hc1Jd5Gs0-twin",
    ALLOWED_HOSTS=[HOST],
    ROOT_URLCONF="benchmarks.twin",
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "twin_templates"],
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "twin.db",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-2000",
            },
        }
    },
)
django.setup()

from django import forms  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

ACCENTS = ("cobalt", "iris", "coral", "moss")
ACTIVITIES = 20
SCANNERS = 600
DONE = 10


class Row(models.Model):
    class Meta:
        abstract = True
        app_label = "twin"


class Museum(Row):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    city = models.CharField(max_length=40)
    accent = models.CharField(max_length=10)


class Activity(Row):
    museum = models.ForeignKey(Museum, models.CASCADE)
    title = models.CharField(max_length=120)
    points = models.IntegerField()
    limit = models.CharField(max_length=10)
    state = models.CharField(max_length=10)


class Poster(Row):
    code = models.CharField(max_length=12, unique=True)
    activity = models.ForeignKey(Activity, models.CASCADE)


class Account(Row):
    member = models.OneToOneField(User, models.CASCADE, primary_key=True)
    balance = models.IntegerField(default=0)


class Entry(Row):
    member = models.ForeignKey(User, models.CASCADE)
    activity = models.ForeignKey(Activity, models.CASCADE)
    amount = models.IntegerField()
    balance_after = models.IntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Row.Meta):
        unique_together = (("member", "activity"),)


class Scan(Row):
    member = models.ForeignKey(User, models.CASCADE)
    poster = models.ForeignKey(Poster, models.CASCADE, null=True)
    scan_id = models.CharField(max_length=64)
    result = models.CharField(max_length=20)
    points = models.IntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Row.Meta):
        unique_together = (("member", "scan_id"),)


class ScanForm(forms.Form):
    code = forms.CharField(max_length=200)
    scan_id = forms.RegexField(r"^[\w-]{8,64}\Z")


def open_activities(member: User) -> Any:
    done = models.Exists(Entry.objects.filter(member=member, activity=models.OuterRef("pk")))
    return Activity.objects.filter(state="published").select_related("museum").annotate(done=done).order_by("-pk")


@login_required
def index(request: HttpRequest) -> HttpResponse:
    balance = Account.objects.get(member=request.user).balance
    listed = {"activities": open_activities(request.user)[:20], "museums": Museum.objects.all(), "balance": balance}
    return render(request, "index.html", listed)


@login_required
def scan(request: HttpRequest) -> HttpResponse:
    form = ScanForm(request.POST)
    if not form.is_valid():
        return HttpResponse("422", status=422)
    result, activity, points, balance = judge(request.user, **form.cleaned_data)
    after = open_activities(request.user).filter(done=False).first()
    told = {"result": result, "activity": activity, "points": points, "balance": balance, "next": after}
    return render(request, "outcome.html", told)


@transaction.atomic
def judge(member: User, code: str, scan_id: str) -> tuple[str, Activity | None, int, int]:
    account = Account.objects.select_for_update().get(member=member)
    poster = Poster.objects.select_related("activity__museum").filter(code=code).first()
    activity = poster and poster.activity
    known = Scan.objects.filter(member=member, scan_id=scan_id).first()
    if known:
        return known.result, activity, known.points, account.balance
    result, points = "unknown", 0
    if activity:
        result = "already" if Entry.objects.filter(member=member, activity=activity).exists() else "credited"
    if result == "credited":
        points = activity.points
        account.balance = models.F("balance") + points
        account.save()
        account.refresh_from_db()
        Entry.objects.create(member=member, activity=activity, amount=points, balance_after=account.balance)
    Scan.objects.create(member=member, poster=poster, scan_id=scan_id, result=result, points=points)
    return result, activity, points, account.balance


urlpatterns = [
    path("", index, name="index"),
    path("activites/<int:activity_id>", index, name="show"),
    path("scans", scan, name="scan"),
    path("langue", index, name="language"),
]
app = get_wsgi_application()


def make_tables() -> None:
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as schema:
        for model in (Museum, Activity, Poster, Account, Entry, Scan):
            schema.create_model(model)


@transaction.atomic
def furnish() -> tuple[bytes, list[bytes]]:
    """Fill its base; return the request of its page, and a scan of each poster by each member but the page's reader."""
    houses = [
        Museum.objects.create(code=f"musee-{n}", name=f"Musée numéro {n}", city="Rouen", accent=ACCENTS[n % 4])
        for n in range(8)
    ]
    codes = [f"P-0000-{n:04}" for n in range(ACTIVITIES)]
    for n, code in enumerate(codes):
        title = f"Regardez ce tableau d’assez près, {n}"
        activity = Activity.objects.create(
            museum=houses[n % 8], title=title, points=20, limit="once", state="published"
        )
        Poster.objects.create(code=code, activity=activity)
    cookies = [sign_in(n) for n in range(SCANNERS)]
    for code in codes[:DONE]:
        judge(User.objects.first(), code, secrets.token_hex(8))
    page = client.request("GET", "/", HOST, Cookie=cookies[0])
    scans = [post_scan(code, cookie) for code in codes for cookie in cookies[1:]]
    return page, scans


def sign_in(number: int) -> str:
    member = User.objects.create_user(f"member-{number}")
    Account.objects.create(member=member)
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}; csrftoken={CSRF}"


CSRF = secrets.token_hex(16)


def post_scan(code: str, cookie: str) -> bytes:
    fields = {"code": code, "scan_id": secrets.token_hex(8), "csrfmiddlewaretoken": CSRF}
    return client.request("POST", "/scans", HOST, fields=fields, Cookie=cookie)


def credited() -> int:
    """How many scans were credited to others than the reader."""
    return Entry.objects.exclude(member=User.objects.first()).count()

"""`club …`: what is done from a terminal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import select

from clubapp import backups, db, demo, i18n, jobs, load, logs, serve
from clubapp.app import create_app
from clubapp.articles import filing
from clubapp.artworks import terminal as works
from clubapp.backoffice import rules as backoffice
from clubapp.demo.people import MEMBERS, STAFF
from clubapp.members.models import ROLES
from clubapp.museums.models import Museum
from clubapp.points.audit import audit as audit_book
from clubapp.refusals import Refused
from clubapp.settings import Settings
from clubapp.shop.audit import CHECKS as SHOP


def opened() -> tuple[Settings, Flask]:
    """The settings and the application they make; ends with one line for each thing that forbids it."""
    settings = Settings.from_environ(os.environ)
    if problems := settings.problems():
        raise click.ClickException("The club does not start.\n" + "\n".join(f"- {problem}" for problem in problems))
    os.umask(0o077)  # the base, letters and backups are for this account alone
    logs.configure(settings)
    return settings, create_app(settings)


@click.group()
def club() -> None:
    """Le Club des visiteurs."""


@club.command()
def init() -> None:
    """Bring the base to the newest migration, its index to its articles, and publish the static files."""
    _, app = opened()
    with app.app_context():
        db.upgrade()
        filing.put_right()


@club.command("demo")
def build_demo() -> None:
    """Fill an empty base with the demonstration network."""
    settings, app = opened()
    if not settings.demo:
        raise click.ClickException("The demonstration is for CLUB_ENV=demo: its accounts are known to everybody.")
    with app.app_context():
        db.upgrade()
        if not demo.build():
            raise click.ClickException("The base is not empty.")


@club.command("load")
@click.option("--members", "people", type=click.IntRange(min=0), default=0, help="How many members to add.")
@click.option("--entries", type=click.IntRange(min=0), default=0, help="How many entries to spread over all members.")
def load_rows(people: int, entries: int) -> None:
    """Fill a base with members and entries, for measuring."""
    settings, app = opened()
    if not settings.demo:
        raise click.ClickException("Loading is for CLUB_ENV=demo: what it writes is nobody's.")
    with app.app_context():
        db.upgrade()
        if entries and not people and not load.anybody():
            raise click.ClickException("There is no member to give entries to: add some with --members.")
        for label, count, batches in (("members", people, load.members), ("entries", entries, load.entries)):
            with click.progressbar(length=count, label=label) as bar:
                for done in batches(count):
                    bar.update(done)
        total = load.held()
    click.echo(
        f"{people} members and {entries} entries added; the base holds {total[0]} members and {total[1]} entries."
    )


@club.command("serve")
def serve_club() -> None:
    """Serve the club and run its jobs until Ctrl-C."""
    settings = Settings.from_environ(os.environ)
    try:
        held = serve.hold_port(settings) if not settings.problems() else None
    except serve.Taken as taken:
        raise click.ClickException(str(taken)) from taken
    _, app = opened()
    with app.app_context():
        db.upgrade()
        if settings.demo and demo.build():
            click.echo("The demonstration network is built.")
        db.db.engine.dispose()
    if held:
        held.close()
    sys.exit(serve.supervise(settings, runner, ready=lambda: _welcome(settings)))


def _welcome(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}" if settings.production else settings.public_url
    lines = ["", f"  Le Club des visiteurs   {address}", ""]
    if settings.demo:
        lines += [f"  {person.email:<20} member" for person in MEMBERS[:2]]
        lines += [f"  {person.email:<20} {person.role}" for person in STAFF]
        lines += ["", f"  Staff side: {address}/equipe/    The sign-in code is shown on the page.", "  Ctrl-C ends it."]
    click.echo("\n".join([*lines, ""]))


@club.group()
def staff() -> None:
    """Who works behind the door."""


@staff.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--museum", "code", help="The museum's short name, e.g. beaux-arts; none means the whole network.")
@click.option("--name", help="The name shown, when the address is not a member's yet.")
def add_staff(email: str, role: str, code: str | None, name: str | None) -> None:
    """Give staff rights to the owner of an address."""
    _, app = opened()
    with app.app_context():
        museum_id = db.db.session.scalar(select(Museum.id).where(Museum.code == code)) if code else None
        if code and museum_id is None:
            codes = ", ".join(db.db.session.scalars(select(Museum.code).order_by(Museum.code)))
            raise click.ClickException(f"No museum is called “{code}”. There are: {codes or 'none yet'}.")
        local, at, domain = email.strip().partition("@")
        if not local or not at or "." not in domain:
            raise click.ClickException(f"“{email}” is not an e-mail address.")
        backoffice.appoint(f"{local}@{domain}".lower(), name or local[:40], role, museum_id)
    click.echo(f"{email}: {role}, {code or 'the whole network'}")


@staff.command("reset-factor")
@click.argument("email")
def reset_factor(email: str) -> None:
    """Take away the lost second factor of a colleague; they are told, and set a new one."""
    _, app = opened()
    with app.app_context():
        if not backoffice.reset_factor(email.strip().lower()):
            raise click.ClickException(f"“{email}” has no second factor.")
    click.echo(f"{email}: signed out everywhere; a new second factor will be asked at the next staff page")


@club.group("import")
def bring_in() -> None:
    """Bring in what other bases hold."""


@bring_in.command("joconde")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False)
@click.option("--dry-run", is_flag=True, help="Say what each line would do; no work changes.")
@click.option("--overwrite", is_flag=True, help="Replace what was put right by hand too.")
@click.option("--undo", "number", type=int, help="Undo the import of this number.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="en", help="The language of the report.")
def import_joconde(file: Path | None, dry_run: bool, overwrite: bool, number: int | None, language: str) -> None:
    """Bring in a table of works from the Joconde base; the same file again changes nothing."""
    _, app = opened()
    with app.app_context(), i18n.speaking(language):
        db.upgrade()
        try:
            said = works.undone(number) if number else works.brought(file, overwrite=overwrite, dry_run=dry_run)
            for line in said:
                click.echo(line)
        except Refused as refusal:
            raise click.ClickException(refusal.words) from refusal


@club.command()
def audit() -> None:
    """Recompute the book of points and name every difference; exit 1 if there is one."""
    _, app = opened()
    with app.app_context():
        lines, clean = audit_book(SHOP, filing.CHECKS)
    click.echo("\n".join(lines))
    sys.exit(0 if clean else 1)


@club.command("jobs")
@click.option("--once", is_flag=True, help="Do what is due, then end.")
def run_jobs(once: bool) -> None:
    """Post letters and sweep what has had its time."""
    settings, _ = opened()
    runner(settings, once)


def runner(settings: Settings, once: bool = False) -> None:
    """Be the jobs runner, until told to end."""
    stop = threading.Event()
    for number in serve.ENDING:
        signal.signal(number, lambda _signal, _frame: stop.set())
    with create_app(settings).app_context():
        jobs.run(once, stop)


@club.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the base to FILE, while the club is open."""
    _, app = opened()
    try:
        with app.app_context():
            backups.backup(file)
    except (backups.Unfit, OSError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{file}: {file.stat().st_size} bytes, checked")


@club.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Put the backup FILE in the base's place, once it is checked."""
    _, app = opened()
    try:
        with app.app_context():
            db.upgrade()
            again = backups.restore(file)
            db.upgrade()
            filing.put_right()
            lines, clean = audit_book(SHOP, filing.CHECKS)
    except backups.Unfit as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{file} is restored; {again} members who had left were erased again")
    click.echo(lines[-1])
    sys.exit(0 if clean else 1)

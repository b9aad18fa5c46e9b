from pathlib import Path

from sqlalchemy import func, select

from clubapp import backups
from clubapp.activities import scanning
from clubapp.home import leaving
from clubapp.members.models import Member
from clubapp.posters.models import Scan
from tests.conftest import a_member, an_activity


def test_a_restore_forgets_again_who_left_since_the_backup(db, tmp_path):
    _, code = an_activity()
    alice, nour = a_member().id, a_member("nour@club.fr", "Nour").id
    for member_id in (alice, nour):
        scanning.scan(member_id, code, f"scan-of-{member_id:04}")
    backups.backup(tmp_path / "yesterday.db")
    leaving.erase(alice)

    assert backups.restore(tmp_path / "yesterday.db") == 1

    names = db.session.execute(select(Member.email, Member.display_name).order_by(Member.id)).all()
    assert [tuple(row) for row in names] == [(None, ""), ("nour@club.fr", "Nour")]
    owners = dict(db.session.execute(select(Scan.member_id, func.count()).group_by(Scan.member_id)).all())
    assert owners == {None: 1, nour: 1}
    for file in db_files(db):
        assert b"alice@club.fr" not in file.read_bytes()


def db_files(db):
    base = Path(db.engine.url.database)
    return [path for path in base.parent.glob(base.name + "*") if path.is_file()]

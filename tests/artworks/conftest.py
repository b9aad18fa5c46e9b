"""Works, and files of them in the shapes that bases export."""

import csv
import io

import pytest

from clubapp import uploads
from clubapp.artworks import importing, rules, undoing
from clubapp.artworks.models import Artwork, Import, Row
from clubapp.db import db as base
from tests.conftest import a_museum

# One line in the shape of the table of paintings, and one in that of the official export.
PAINTING = {
    "Référence": "000PE1",
    "Auteurs": "MARTIN Jeanne",
    "anneecreation": "1850",
    "titre": "Le Port, le soir",
    "Date_acquisition": "1912",
    "Ecole_pays": "France",
    "Identifiant_Museofile": "M0001",
    "Nom_officiel_musée": "musée d'Ailleurs",
    "genre": "paysage",
    "Sujet_représenté": "vue d'architecture (port, bateau);lune",
    "Statut_juridique": "propriété de la commune",
    "Mode_acquisition": "don",
    "largeur": "81",
    "hauteur": "100",
    "techniques": "peinture à l'huile",
    "support": "toile",
    "image": "http://images.example/port.jpg",
}
OFFICIAL = {
    "REF": "01230001",
    "INV": "1912.1.7",
    "DENO": "assiette",
    "TITR": "Assiette au panier fleuri",
    "AUTR": "Anonyme",
    "DOMN": "céramique",
    "TECH": "faïence;décor de grand feu",
    "DIMS": "D. 24,5 cm",
    "PERI": "1er quart 18e siècle",
    "MILL": "",
    "SREP": "ornementation (panier);fleur",
    "MUSEO": "M0002",
    "NOMOFF": "musée des Assiettes",
    "LOCA": "Ville;musée des Assiettes",
    "STAT": "propriété de la commune;legs",
}


def a_work(inventory="1912.1.7", museum="beaux-arts", title="Le Port", **more):
    """A work written by hand, of a museum of the network."""
    draft = {"title_fr": title, "museum_id": a_museum(museum).id, "inventory": inventory}
    return rules.write(rules.Draft(**draft | more))


def written(*rows, delimiter=",", encoding="utf-8"):
    """The bytes of a file of these rows."""
    file = io.StringIO()
    table = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue().encode(encoding)


def sent(*rows, content=None, **how):
    """An import of these rows, not begun."""
    content = written(*rows, **how) if content is None else content
    uploads.keep({"works-1.csv": content})
    return importing.receive("works-1.csv", "works.csv", len(content)).id


def brought(*rows, overwrite=False, **how):
    """An import of these rows, done."""
    number = sent(*rows, **how)
    importing.bring_in(number, overwrite=overwrite)
    for _step in importing.go_on(number):
        pass
    return base.session.get_one(Import, number, populate_existing=True)


def tried(*rows, **how):
    """An import of these rows, tried."""
    number = sent(*rows, **how)
    importing.try_out(number)
    for _step in importing.go_on(number):
        pass
    return base.session.get_one(Import, number, populate_existing=True)


def undone(number):
    """An import, undone."""
    undoing.undo(number)
    for _step in undoing.go_on(number):
        pass
    return base.session.get_one(Import, number, populate_existing=True)


def counts(done):
    """Created, changed, unchanged, flagged, refused."""
    return tuple(getattr(done, name) for name in ("created", "changed", "unchanged", "flagged", "refused"))


def work(reference):
    """The work of this reference, fresh."""
    return base.session.query(Artwork).filter_by(reference=reference).populate_existing().one_or_none()


def rows(number):
    """Each line of an import: where, what came of it, why."""
    found = base.session.query(Row).filter_by(import_id=number).order_by(Row.line)
    return [(row.line, row.reference, row.outcome, [tuple(reason) for reason in row.reasons]) for row in found]


@pytest.fixture
def everything(db):
    """What all the works say, number and version apart."""

    def read():
        columns = [column for column in Artwork.__table__.columns if column.name not in ("id", "version")]
        return sorted(db.session.execute(db.select(*columns)).all(), key=str)

    return read

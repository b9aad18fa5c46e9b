"""A lab from the team's side: written, opened, read in figures, rewritten; and no further than one's museum."""

import pytest

from clubapp.labels import rules
from clubapp.labels.models import Lab
from clubapp.posters import rules as posters
from tests.artworks.conftest import a_work
from tests.conftest import a_museum, a_staff
from tests.labels.conftest import a_lab, a_reader

pytestmark = pytest.mark.both_engines

NEW = {"museum_id": "1", "title_fr": "Le vase", "a_fr": "Un vase bleu.", "points": "5"}


@pytest.fixture
def sam(world, visit):
    world(lambda: [a_museum().id, a_staff().id])
    return visit("sam@club.fr")


def lab(world, number=1):
    return world(lambda: rules.db.session.get(Lab, number))


def test_a_lab_is_written_opened_closed_and_published(sam, world):
    page = sam.post("/equipe/cartels/nouveau", follow=True, **NEW | {"b_fr": "Regardez : bleu."})
    assert "Le brouillon est gardé." in page.text
    for step, state in (("ouverture", "open"), ("fermeture", "closed")):
        sam.post(f"/equipe/cartels/1/{step}", follow=True)
        assert lab(world).state == state
    assert sam.post("/equipe/cartels/1/publication", final_fr="").status_code == 422
    page = sam.post("/equipe/cartels/1/publication", follow=True, final_fr="Bleu.", final_en="Blue.")
    assert "Le nouveau cartel est publié" in page.text
    assert (lab(world).state, lab(world).final_fr) == ("published", "Bleu.")
    for step in ("ouverture", "fermeture", "publication"):
        assert sam.post(f"/equipe/cartels/1/{step}", final_fr="Encore.").status_code == 409


def test_a_work_of_the_base_gives_its_title(sam, world):
    work = world(lambda: a_work("D.7", title_en="The Harbour").id)
    sam.post("/equipe/cartels/nouveau", **NEW | {"title_fr": "", "inventory": "d 7"})
    assert (lab(world).artwork_id, lab(world).title_fr, lab(world).title_en) == (work, "Le Port", "The Harbour")
    assert f'href="/oeuvres/{work}"' in (sam.post("/equipe/cartels/1/ouverture") and sam.get("/cartels/1").text)
    assert 'value="D.7"' in sam.get("/equipe/cartels/1").text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"inventory": "X.9"}, "Aucune œuvre de ce musée ne porte ce numéro."),
        ({"inventory": "D.7"}, "Plusieurs œuvres"),
        ({"title_fr": ""}, "Donnez le titre de l’œuvre"),
        ({"a_fr": ""}, "Écrivez le texte du cartel."),
        ({"b_en": "Blue."}, "Écrivez d’abord la version B en français."),
        ({"b_fr": "Bleu.", "a_en": "Blue."}, "L’anglais se montre quand les deux versions l’ont."),
        ({"b_fr": "Bleu.", "b_en": "Blue."}, "L’anglais se montre quand les deux versions l’ont."),
        ({"points": "501"}, "De 0 à 500 points."),
        ({"points": "-1"}, "De 0 à 500 points."),
        ({"museum_id": "9"}, "Choisissez dans la liste."),
        ({"a_fr": "a" * 2001}, "2000 caractères au plus."),
    ],
)
def test_what_is_amiss_is_said(sam, world, sent, says):
    world(lambda: [a_work("D.7", title=title).id for title in ("Le Port", "La Tour")])
    page = sam.post("/equipe/cartels/nouveau", **NEW | sent)
    assert page.status_code == 422
    assert says in page.text
    assert lab(world) is None


def test_words_somebody_marked_are_shown_and_not_asked(sam, world):
    world(lambda: a_reader(a_lab(), 1, {"obscure": [0]}))
    page = sam.get("/equipe/cartels/1").text
    assert 'id="settled"' in page and 'name="a_fr"' not in page
    assert sam.post("/equipe/cartels/1", **NEW | {"version": "1"}).status_code == 409
    assert "Moins de cinq personnes" in page


def test_a_poster_is_made_beside_the_work_and_leads_there(sam, world):
    world(lambda: a_lab().id)
    assert sam.post("/equipe/cartels/1/affiches", place="").status_code == 422
    sam.post("/equipe/cartels/1/affiches", place="À gauche", follow=True)
    (poster,) = world(lambda: posters.leading_to("/cartels/1"))
    assert f"/equipe/affiches/{poster.id}.pdf" in sam.get("/equipe/cartels/1").text
    assert sam.get(f"/equipe/affiches/{poster.id}.pdf").data.startswith(b"%PDF")
    listed = sam.get("/equipe/affiches").text
    assert 'href="/equipe/cartels/1"' in listed and "Le vase" in listed
    assert "Le vase" in sam.get(f"/equipe/affiches/{poster.id}").text


def read_by(count, **says):
    lab = a_lab()
    for number in range(count):
        a_reader(lab, number, **says)
    rules.close(lab.id)


def test_the_heat_of_each_word_is_shown_and_told_in_a_table(sam, world):
    world(read_by, 5, marks={"obscure": [0, 1]}, preference="B", rewrite="Il est bleu")
    page = sam.get("/equipe/cartels/1/resultats").text
    assert 'class="heat heat--5">Le<span class="unseen" lang="fr"> (5)</span>' in page
    assert '<th scope="row" lang="fr">bleu</th><td class="table__figure">5</td>' in page
    assert "style=" not in page
    liked = sam.get("/equipe/cartels/1/resultats?marque=liked").text
    assert 'class="heat heat--5">' not in liked.split('class="lab__sheets"')[1]


def test_four_readers_are_not_told(sam, world):
    world(read_by, 4, marks={"obscure": [0]}, preference="B", rewrite="Secret")
    page = sam.get("/equipe/cartels/1/resultats").text
    assert "Trop peu d’avis" in page and "Secret" not in page
    assert "Secret" not in sam.get("/equipe/cartels/1.csv").text


def test_the_table_is_a_file(sam, world):
    world(read_by, 6, marks={"obscure": [0]}, rewrite="Il est bleu")
    file = sam.get("/equipe/cartels/1.csv")
    assert file.mimetype == "text/csv" and file.data.startswith(b"\xef\xbb\xbf")
    assert "texte;A;fr;;;;6;;;" in file.text
    assert "mot;A;fr;1;1;Le;;6;0;0" in file.text


def test_a_rewrite_is_hidden_and_its_author_told(sam, world, visit):
    world(read_by, 5, rewrite="Grossier")
    page = sam.post("/equipe/cartels/reecritures/1/masquage", follow=True).text
    assert "1 réécriture est masquée." in page
    assert sam.post("/equipe/cartels/reecritures/1/masquage").status_code == 409
    assert sam.post("/equipe/cartels/reecritures/99/masquage").status_code == 404
    assert "Votre réécriture est masquée" in visit("reader0@club.fr").get("/moi/avis").text


def test_nobody_sees_who_said_what(sam, world):
    world(read_by, 6, marks={"obscure": [0]}, preference="A", rewrite="Bleu")
    for path in ("/equipe/cartels", "/equipe/cartels/1", "/equipe/cartels/1/resultats", "/equipe/cartels/1.csv"):
        page = sam.get(path).text
        assert "Lecteur" not in page and "reader" not in page


def test_a_colleague_of_another_museum_touches_nothing(world, visit):
    world(read_by, 5, rewrite="Bleu")
    world(lambda: a_staff("max@club.fr", "Max", "curator", a_museum("ceramique", "Céramique").id).id)
    max_ = visit("max@club.fr")
    assert max_.get("/equipe/cartels").status_code == 200
    assert "/equipe/cartels/1" not in max_.get("/equipe/cartels").text.split("<table")[1]
    for path in ("/equipe/cartels/1", "/equipe/cartels/1/resultats", "/equipe/cartels/1.csv"):
        assert max_.get(path).status_code == 403
    for path in ("1", "1/ouverture", "1/fermeture", "1/publication", "1/affiches", "reecritures/1/masquage"):
        assert max_.post(f"/equipe/cartels/{path}", **NEW).status_code == 403
    assert max_.post("/equipe/cartels/nouveau", **NEW).status_code == 422  # this museum is not in the list

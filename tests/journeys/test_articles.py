"""An article from a blank page to its readers, by two people; and one read in easy French."""

import re

from playwright.sync_api import expect

from clubapp.typography import french
from tests.journeys.articles import captioned, long_open
from tests.journeys.test_offline import keeps, opened

CURATOR, ADMIN = "curator@demo.club", "admin@demo.club"
TEXT = "Il a l'air banal.\n\n# De près\n\nUn *fil d'or* court dans l'émail. [ici](/articles)"
BOWL = {"name": "bol.jpg", "mimeType": "image/jpeg", "buffer": captioned("Atelier de la fabrique")}


def test_two_people_bring_an_article_to_its_readers(browse, club, console, scripts):
    console.expects(404, 422)
    claire = browse(CURATOR, scripts=scripts)
    claire.goto("/equipe/articles/nouveau")
    claire.get_by_label("Titre", exact=True).fill("Le bol fêlé")
    claire.get_by_label("Chapeau", exact=True).fill("Une fêlure raconte une chute.")
    claire.get_by_label("Texte", exact=True).fill(TEXT)
    claire.get_by_label("Fichier").set_input_files(BOWL)
    claire.get_by_role("button", name="Garder le brouillon").click()
    expect(claire.locator("#alt_fr-error")).to_be_visible()  # its words are missing; it is kept meanwhile
    claire.get_by_label(french("Ce qu'on y voit, en français")).fill("Un bol blanc, une fêlure dorée.")
    expect(claire.get_by_label("Crédit")).to_have_value("Atelier de la fabrique")  # as the file says
    claire.get_by_role("button", name="Garder le brouillon").click()
    claire.get_by_role("button", name="Demander une relecture").click()
    expect(claire.locator("#article-state")).to_contain_text("pas vous")
    expect(claire.get_by_role("button", name=french("Relu, il peut paraître"))).to_have_count(0)

    ada = browse(ADMIN, scripts=scripts)
    ada.goto(claire.url)
    ada.get_by_role("button", name=french("Relu, il peut paraître")).click()
    ada.get_by_role("button", name="Publier maintenant").click()

    # Each fault beside its field, the first of them under the fingers.
    expect(ada.locator("#text_fr-error")).to_contain_text("ne dit pas où mène le lien")
    expect(ada.locator("#act_fr-error")).to_be_visible()
    expect(ada.locator("#text_fr")).to_be_focused()
    ada.locator("#text_fr").fill(TEXT.replace("[ici]", "[les autres bols]"))
    ada.locator("#act_fr").fill("Le retrouver au musée")
    ada.locator("#act_to").fill("/a-faire")
    ada.get_by_role("button", name="Enregistrer").click()

    claire.goto(claire.url)
    expect(claire.locator("#article-state")).to_contain_text(
        "pas vous"
    )  # she wrote it, Ada changed it: a third reads it
    camille = browse(club.new_colleague(), scripts=scripts)
    camille.goto(claire.url)
    camille.get_by_role("button", name=french("Relu, il peut paraître")).click()
    claire.goto("/moi/avis")
    expect(claire.locator("main")).to_contain_text("Votre article est relu")
    camille.get_by_role("button", name="Publier maintenant").click()
    expect(camille.locator("#messages")).to_contain_text(french("L'article est publié."))

    nour = browse(scripts=scripts)
    nour.goto("/articles")
    nour.get_by_role("link", name="Le bol fêlé").click()
    expect(nour.locator("h2", has_text="De près")).to_be_visible()
    expect(nour.get_by_role("img", name="Un bol blanc, une fêlure dorée.").first).to_be_visible()
    expect(nour.locator("figcaption")).to_contain_text("Atelier de la fabrique")
    expect(nour.locator(".article__text em")).to_have_text(french("fil d'or"))
    nour.locator("#act-link").click()
    expect(nour).to_have_url(f"{club.address}/a-faire")

    camille.get_by_role("button", name="Archiver").click()
    assert nour.goto("/articles/le-bol-fele").status == 404


def test_easy_french_is_one_link_away_and_so_is_the_way_back(browse, scripts):
    nour = browse(scripts=scripts)
    nour.goto("/")
    nour.get_by_role("link", name="Lire les articles").click()
    nour.get_by_role("link", name="Ce que cache un bleu").click()
    nour.get_by_role("link", name="Lire en français facile").click()
    expect(nour.locator(".article__text--easy")).to_contain_text("Cette assiette est en faïence.")
    nour.get_by_role("link", name="Lire le texte entier").click()
    expect(nour.locator(".article__text")).to_contain_text("une seule fois")


def test_a_member_reads_to_the_end_says_what_it_did_and_keeps_it(browse, club, scripts):
    nour = browse(club.newcomer(), scripts=scripts)
    nour.goto("/articles")
    nour.get_by_role("link", name="Ce que cache un bleu").click()
    nour.get_by_role("link", name="Lire en français facile").click()
    expect(nour.locator(".article__text--easy")).to_be_visible()
    long_open(nour, club)
    nour.get_by_role("button", name=french("J'ai tout lu")).click()
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "5")
    expect(nour.locator("#reading")).to_contain_text(french("Vous l'avez lu le"))
    nour.get_by_role("button", name="Cela me touche").click()
    expect(nour.get_by_role("button", name="Cela me touche")).to_have_attribute("aria-pressed", "true")
    nour.get_by_role("button", name="Garder pour plus tard").click()
    expect(nour.get_by_role("button", name="Ne plus garder")).to_be_visible()
    if scripts:
        expect(nour.get_by_role("button", name="Ne plus garder")).to_be_focused()
    nour.goto("/moi/articles")
    expect(nour.get_by_role("link", name="Ce que cache un bleu")).to_be_visible()
    nour.goto("/moi/points")
    expect(nour.get_by_role("link", name="Ce que cache un bleu")).to_be_visible()


def test_an_article_read_to_its_end_says_so_by_itself(browse, club):
    nour = browse(club.newcomer())
    nour.goto("/articles/ce-que-cache-un-bleu")
    long_open(nour, club)
    nour.locator("read-through").evaluate("it => { it.dataset.after = -10 }")
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "0")
    nour.locator("#finish").scroll_into_view_if_needed()
    expect(nour.locator("#purse")).to_have_attribute("data-balance", "5")


def test_an_article_kept_is_read_without_network_and_one_kept_no_more_is_not(phone, club):
    nour, here, other = phone(club.newcomer()), "/articles/des-cles-sans-serrure", "/articles/ce-que-cache-un-bleu"
    nour.goto(other)
    nour.goto(here)
    title = nour.get_by_role("heading", level=1).inner_text()
    nour.get_by_role("button", name="Garder pour plus tard").click()
    expect(nour.locator("keep-offline[data-kept=yes]")).to_be_attached()
    nour.goto("/moi/articles")
    keeps(nour, "/moi/articles", "/moi/carte")
    with club.cut_off():
        assert opened(nour, "/moi/articles") == "Gardés pour plus tard"
        nour.get_by_role("link", name=title).click()
        expect(nour.get_by_role("heading", level=1)).to_have_text(title)
        assert opened(nour, other) == "Pas de réseau ici"
    nour.goto(here)
    nour.get_by_role("button", name="Ne plus garder").click()
    expect(nour.locator("keep-offline[data-kept=no]")).to_be_attached()
    with club.cut_off():
        assert opened(nour, here) == "Pas de réseau ici"


def test_it_is_found_without_an_accent_and_narrowed_and_read(browse, club, scripts):
    nour = browse(scripts=scripts)
    nour.goto("/articles")
    nour.get_by_label("Chercher dans les articles").fill("FAIENCE")
    nour.keyboard.press("Enter")
    expect(nour).to_have_url(f"{club.address}/articles?q=FAIENCE")
    expect(nour.locator("#found")).to_contain_text(french("pour « FAIENCE »"))
    expect(nour.locator("mark").first).to_have_text(re.compile("fa[iï]ence", re.IGNORECASE))
    nour.get_by_label("Chercher dans les articles").fill("secret bleu zzz")
    nour.get_by_role("button", name="Chercher").click()
    expect(nour.locator("#results")).to_contain_text("Essayez un seul mot")
    nour.get_by_label("Chercher dans les articles").fill("l'oeil")
    nour.get_by_role("button", name="Chercher").click()
    nour.locator("#facets summary").click()
    chosen = nour.locator("#kind-profession")
    chosen.click()
    expect(chosen).to_have_attribute("aria-current", "true")
    nour.get_by_role("link", name="Accrocher droit").click()
    expect(nour.locator("h1")).to_contain_text("Accrocher droit")
    nour.go_back()
    expect(nour.locator("#q")).to_have_value("l'oeil")

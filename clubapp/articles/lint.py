"""What an article still lacks before visitors may read it: each fault by the field it stands in."""

from __future__ import annotations

import re
from itertools import pairwise

from flask_babel import gettext as _

from clubapp import markdown
from clubapp.articles.models import Article
from clubapp.markdown import Outline

MOST_FAULTS = 6  # told at once, of one text

# Words of a link that say nothing of where it leads, read one after another out of their sentence.
_MUTE = {
    "ici",
    "cliquez ici",
    "cliquer ici",
    "lien",
    "ce lien",
    "lire la suite",
    "en savoir plus",
    "plus",
    "suite",
    "là",
}
_MUTE |= {"here", "click here", "click", "link", "this link", "this", "read more", "more", "learn more", "see more"}
_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_NO_WORDS = re.compile(r"(?:(?:img|dsc|image|photo|picture|scan)[\s_-]*\d*|.*\.(?:jpe?g|png|webp))", re.IGNORECASE)
_TEXTS = ("text_fr", "text_en", "easy_fr", "transcript_fr", "transcript_en")


def faults(article: Article) -> dict[str, str]:
    """What stands in the way of publishing an article, by field, in the order of its form."""
    found = {name: _of_text(markdown.outline(getattr(article, name))) for name in _TEXTS if getattr(article, name)}
    if article.kind == "recording":
        if not article.recording:
            found["recording"] = _("Dites où l'on peut l'écouter ou le voir.")
        if not article.transcript_fr:
            found["transcript_fr"] = _("Écrivez ce qu'on y entend : sans cela, tout le monde ne peut pas le suivre.")
    if not article.act_fr:
        found["act_fr"] = _("Finissez par une chose à faire.")
    if not article.act_to:
        found["act_to"] = _("Dites à quelle page du club elle mène.")
    found |= _of_english(article) | _of_picture(article)
    return {name: words for name, words in found.items() if words}


def _of_text(outline: Outline) -> str:
    """The faults of a text, in one line."""
    said = []
    levels = [0, *outline.headings]
    top = min(outline.headings, default=1)
    if any(level > max(before, top - 1) + 1 for before, level in pairwise(levels)):
        said.append(_("Un titre saute un niveau : après un titre en #, le suivant est en # ou en ##."))
    for link in outline.links:
        if not link:
            said.append(_("Un lien n'a pas de mots."))
        elif " ".join(link.lower().split()).strip(" .…:»«→>") in _MUTE:
            said.append(_("« %(words)s » ne dit pas où mène le lien : nommez ce qu'on y trouve.", words=link))
        elif _ADDRESS.fullmatch(link):
            said.append(_("Un lien montre son adresse : donnez-lui des mots."))
    if outline.pictures:
        said.append(_("Une image ne se met pas dans le texte : l'article en a une, plus bas."))
    return " ".join(dict.fromkeys(said[:MOST_FAULTS]))


def _of_english(article: Article) -> dict[str, str]:
    """What its English lacks, once it is to be shown."""
    if not article.english_shown:
        return {}
    asked = {
        "title_en": _("L'anglais est montré : il y manque le titre."),
        "lead_en": _("L'anglais est montré : il y manque le chapeau."),
        "text_en": _("L'anglais est montré : il y manque le texte."),
        "transcript_en": _("L'anglais est montré : il y manque la transcription."),
        "act_en": _("L'anglais est montré : il y manque la chose à faire."),
    }
    if article.kind != "recording":
        del asked["transcript_en"]
    return {name: lacking for name, lacking in asked.items() if not getattr(article, name)}


def _of_picture(article: Article) -> dict[str, str]:
    picture = article.picture
    if picture is None:
        return {}
    found = {}
    if not picture.decorative and (not picture.alt_fr.strip() or _NO_WORDS.fullmatch(picture.alt_fr.strip())):
        found["alt_fr"] = _("Dites en une phrase ce qu'on y voit, pas comment s'appelle le fichier.")
    if not picture.decorative and article.english_shown and not picture.alt_en.strip():
        found["alt_en"] = _("L'anglais est montré : dites aussi en anglais ce qu'on y voit.")
    if not picture.credit.strip():
        found["credit"] = _("Dites à qui elle est.")
    return found

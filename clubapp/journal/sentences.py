"""What the journal says of an act and of the thing it is about."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

SAYS = {
    "desk.looked_up": _l("a cherché les bons d'un membre"),
    "member.looked_up": _l("a cherché un membre ou ouvert sa fiche"),
    "points.given": _l("a donné des points"),
    "points.taken_back": _l("a repris des points"),
    "points.asked": _l("a demandé l'accord d'un collègue pour des points"),
    "points.accepted": _l("a accepté la demande de points d'un collègue"),
    "points.declined": _l("a refusé la demande de points d'un collègue"),
    "points.held": _l("a retenu des points le temps d'une vérification"),
    "points.released": _l("a rendu des points retenus"),
    "points.kept": _l("a repris pour de bon des points retenus"),
    "report.answered": _l("a répondu à un signalement"),
    "shop.handed_over": _l("a remis un cadeau"),
    "shop.hand_over_undone": _l("a annulé une remise"),
    "shop.withdrawn": _l("a repris un bon et rendu ses points"),
    "shop.extended": _l("a prolongé un bon"),
    "shop.shelved": _l("a ouvert une étagère"),
    "shop.restocked": _l("a noté une arrivée ou un départ de stock"),
    "shop.counted": _l("a fait un inventaire"),
    "shop.watched": _l("a changé un seuil d'alerte"),
    "gift.written": _l("a écrit un cadeau"),
    "gift.rewritten": _l("a modifié un cadeau"),
    "gift.published": _l("a proposé un cadeau à la boutique"),
    "gift.archived": _l("a retiré un cadeau de la boutique"),
    "activity.written": _l("a écrit une activité"),
    "activity.rewritten": _l("a modifié une activité"),
    "activity.published": _l("a publié une activité"),
    "activity.vouched": _l("a compté une participation"),
    "activity.archived": _l("a archivé une activité"),
    "rating.read": _l("a lu un retour"),
    "rating.answered": _l("a répondu à un retour"),
    "rating.published": _l("a publié un retour"),
    "rating.withdrawn": _l("a retiré un retour publié"),
    "article.written": _l("a écrit un article"),
    "article.rewritten": _l("a modifié un article"),
    "article.restored": _l("a repris une version d'un article"),
    "article.submitted": _l("a demandé la relecture d'un article"),
    "article.reviewed": _l("a relu un article"),
    "article.sent_back": _l("a renvoyé un article à son auteur"),
    "article.scheduled": _l("a programmé un article"),
    "article.taken_back": _l("a repris un article programmé"),
    "article.published": _l("a publié un article"),
    "article.archived": _l("a archivé un article"),
    "artwork.written": _l("a écrit une œuvre"),
    "artwork.rewritten": _l("a modifié une œuvre"),
    "artworks.imported": _l("a importé des œuvres"),
    "artworks.undone": _l("a annulé un import d'œuvres"),
    "label.written": _l("a écrit un laboratoire de cartel"),
    "label.rewritten": _l("a modifié un laboratoire de cartel"),
    "label.opened": _l("a ouvert un laboratoire de cartel"),
    "label.closed": _l("a fermé un laboratoire de cartel"),
    "label.published": _l("a publié un cartel réécrit"),
    "label.rewrite_hidden": _l("a masqué la réécriture d'un visiteur"),
    "badge.written": _l("a écrit un badge"),
    "badge.rewritten": _l("a modifié un badge"),
    "badge.published": _l("a publié un badge"),
    "badge.archived": _l("a archivé un badge"),
    "common_goal.written": _l("a écrit un objectif commun"),
    "common_goal.rewritten": _l("a modifié un objectif commun"),
    "common_goal.published": _l("a publié un objectif commun"),
    "common_goal.archived": _l("a archivé un objectif commun"),
    "poster.made": _l("a fait une affiche"),
    "poster.printed": _l("a dit une affiche imprimée"),
    "poster.placed": _l("a dit une affiche posée"),
    "poster.revoked": _l("a révoqué une affiche"),
    "museum.rewritten": _l("a modifié la fiche d'un musée"),
    "staff.appointed": _l("a donné des droits d'équipe"),
    "staff.factor_reset": _l("a retiré un double code perdu"),
}

_THINGS = {
    "activity": _l("activité n° %(number)s"),
    "article": _l("article n° %(number)s"),
    "artwork": _l("œuvre n° %(number)s"),
    "artwork_import": _l("import n° %(number)s"),
    "badge": _l("badge n° %(number)s"),
    "claim": _l("bon n° %(number)s"),
    "common_goal": _l("objectif commun n° %(number)s"),
    "gift": _l("cadeau n° %(number)s"),
    "grant": _l("geste n° %(number)s"),
    "label": _l("cartel n° %(number)s"),
    "member": _l("membre n° %(number)s"),
    "museum": _l("musée n° %(number)s"),
    "poster": _l("affiche n° %(number)s"),
    "rating": _l("retour n° %(number)s"),
    "report": _l("signalement n° %(number)s"),
    "shelf": _l("étagère n° %(number)s"),
}


def thing(about: str | None) -> str:
    """What an act was about, by its kind and number."""
    if about is None:
        return _("personne en particulier")
    kind, _colon, number = about.partition(":")
    return str(_THINGS[kind]) % {"number": number}

"""What the club says to a scan."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from clubapp import codes, i18n
from clubapp.activities.scanning import Outcome, kind
from clubapp.posters import life
from clubapp.typography import french

_SAYS = {
    "already": _l("Vous avez déjà collecté les points de cette activité. Une autre vous attend dans « À faire »."),
    "closed": _l("Cette activité est terminée. D'autres vous attendent dans « À faire »."),
    "ceiling": _l("Tout le monde s'y est mis : cette activité a donné ses derniers points. D'autres vous attendent."),
    "answer_needed": _l("Une question vous attend : la réponse est dans l'œuvre."),
    "wrong_answer": _l("Ce n'est pas la réponse attendue. Regardez encore l'œuvre, puis réessayez."),
    "expired_code": _l("Le code de l'écran change sans cesse, et celui-ci est passé. Visez l'écran de nouveau."),
    "too_late": _l(
        "Plusieurs de vos scans de cette activité attendaient le réseau : un seul compte, et il est compté."
    ),
    "too_many": _l("Trop de codes inconnus en peu de temps. Reprenez dans dix minutes."),
    "elsewhere": _l("Cette affiche n'a pas de points à collecter : elle mène à une page du club."),
    "not_yours": _l("Ce scan appartient à un autre membre : il l'attend."),
}
_NO_CODE = _l("Ce code n'a pas la forme P-1234-5678. Regardez sous le carré de l'affiche.")
_OTHER_KINDS = {
    codes.VOUCHER: _l("Ceci est un bon de retrait : montrez-le à l'accueil du musée."),
    codes.TICKET: _l("Ceci est un billet : montrez-le à l'entrée du rendez-vous."),
    codes.CARD: _l("Ceci est une carte de membre : c'est l'accueil qui la scanne."),
    codes.HANDOVER: _l(
        "Un code de reprise se tape une fois au club, tel que l'autre navigateur le montre, dans les sept jours."
    ),
}


def says(outcome: Outcome) -> str:
    """The sentence, in the reader's language; the same for unknown codes and those of unpublished activities."""
    match outcome.result:
        case "credited" if not outcome.points:
            return _("Votre participation est notée.")
        case "kept" if not outcome.points:
            return _("Votre participation vous attend ici. Entrez au club pour la garder.")
        case "credited":
            return ngettext("%(num)d point de plus.", "%(num)d points de plus.", outcome.points)
        case "kept":
            return ngettext(
                "%(num)d point vous attend ici. Entrez au club pour le garder.",
                "%(num)d points vous attendent ici. Entrez au club pour les garder.",
                outcome.points,
            )
        case "already" if kind(outcome.typed) == codes.HANDOVER:
            return _("Ce code de reprise a déjà servi : ce qu'il gardait n'attend plus.")
        case "cooldown":
            assert outcome.again_at
            return _("Déjà compté. Revenez %(when)s.", when=i18n.coming(outcome.again_at))
        case "closed" if outcome.again_at:
            return _("C'est fermé pour le moment. Revenez %(when)s.", when=i18n.coming(outcome.again_at))
        case "ceiling" if outcome.again_at:
            when = i18n.coming(outcome.again_at)
            return _("Cette activité a donné tous ses points du jour. Revenez %(when)s.", when=when)
        case "too_many" if outcome.again_at:
            when = i18n.coming(outcome.again_at)
            return _("Plusieurs réponses à côté. Regardez encore l'œuvre, et reprenez %(when)s.", when=when)
        case "expired_code" if outcome.activity and outcome.activity.proof == "agent":
            return _("Ici, c'est un agent du musée qui compte votre participation : montrez-lui votre carte de membre.")
        case "too_many" if outcome.activity:
            return _("Beaucoup de scans attendent déjà ici. Entrez au club pour les garder, puis scannez de nouveau.")
        case "revoked":
            newer = life.instead_of(outcome.typed)
            assert newer
            place, museum = french(newer.place), french(newer.museum)
            if newer.state != "placed":
                return _(
                    "Cette affiche ne compte plus. Une nouvelle arrive : %(place)s, %(museum)s. Demandez à l'accueil.",
                    place=place,
                    museum=museum,
                )
            return _(
                "Une nouvelle affiche a pris sa place : %(place)s, %(museum)s. Scannez-la.", place=place, museum=museum
            )
        case "unknown":
            return _unknown(outcome.typed)
        case result:
            return str(_SAYS[result])


def no_scans() -> dict[str, str]:
    """What the club says to what is no scan at all, by the letter of its kind: a page says it where no answer comes."""
    kinds = (codes.VOUCHER, codes.TICKET, codes.CARD)
    return {"none": str(_NO_CODE)} | {kind: str(_OTHER_KINDS[kind]) for kind in kinds}


def _unknown(typed: str) -> str:
    match kind(typed):
        case None:
            return str(_NO_CODE)
        case codes.POSTER:
            return _("Nous ne connaissons pas ce code. Vérifiez-le sur l'affiche, ou demandez à l'accueil.")
        case other:
            return str(_OTHER_KINDS[other])

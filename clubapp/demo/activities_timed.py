"""To do again and again, or at certain hours."""

from datetime import time

from clubapp.activities.hours import Hours

from .shapes import ActivityWords

TIMED = (
    ActivityWords(
        key="another-room",
        museum="beaux-arts",
        points=10,
        limit="weekly",
        times=2,
        title_fr="La salle que je ne connais pas",
        text_fr="Entrez dans une salle où vous n'allez jamais. Restez-y le temps de trouver une chose "
        "que vous aimeriez montrer à quelqu'un. Revenez en choisir une autre dans la semaine.",
        title_en="The room I do not know",
        text_en="Walk into a room you never visit. Stay until you find one thing you would like to show "
        "to somebody. Come back for another room during the week.",
        places=("Escalier",),
    ),
    ActivityWords(
        key="same-light",
        museum="ceramique",
        points=5,
        limit="spaced",
        minutes=30,
        title_fr="La lumière a bougé",
        text_fr="Regardez où tombe la lumière sur une vitrine. Faites un tour, revenez dans une demi-heure : "
        "qu'éclaire-t-elle maintenant ?",
        title_en="The light has moved",
        text_en="See where the light falls on a showcase. Take a walk and come back in half an hour: "
        "what does it light up now?",
        places=("Dernière salle",),
    ),
    ActivityWords(
        key="kiln-hour",
        museum="ceramique",
        points=30,
        limit="weekly",
        times=1,
        ceiling=40,
        hours=Hours("367", ((time(10), time(12)), (time(14), time(17)))),
        title_fr="Les mains dans la terre",
        text_fr="À l'atelier, une boule de terre vous attend. Donnez-lui la forme d'une pièce vue dans les salles, "
        "de mémoire. Quarante boules par jour, pas une de plus.",
        title_en="Hands in the clay",
        text_en="A ball of clay is waiting for you in the workshop. Shape it into a piece you saw in the rooms, "
        "from memory. Forty balls a day and not one more.",
        places=("Atelier",),
    ),
)

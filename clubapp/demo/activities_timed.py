"""To do again and again, at certain hours, or with something to show for it."""

from datetime import time

from clubapp.activities.hours import Hours

from .shapes import ActivityWords

TIMED = (
    ActivityWords(
        key="another-room",
        museum="beaux-arts",
        category="walking",
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
        category="looking",
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
        category="making",
        points=30,
        limit="weekly",
        times=1,
        ceiling=40,
        room="Atelier, premier étage",
        access_fr="Un ascenseur mène à l'atelier ; on y travaille assis ou debout.",
        access_en="A lift goes up to the workshop; one works sitting or standing.",
        hours=Hours("367", ((time(10), time(12)), (time(14), time(17)))),
        title_fr="Les mains dans la terre",
        text_fr="À l'atelier, une boule de terre vous attend. Donnez-lui la forme d'une pièce vue dans les salles, "
        "de mémoire. Quarante boules par jour, pas une de plus.",
        title_en="Hands in the clay",
        text_en="A ball of clay is waiting for you in the workshop. Shape it into a piece you saw in the rooms, "
        "from memory. Forty balls a day and not one more.",
        places=("Atelier",),
    ),
    ActivityWords(
        key="how-many-legs",
        museum="beaux-arts",
        category="playing",
        points=25,
        limit="weekly",
        times=1,
        proof="question",
        question_fr="Combien de chiens se cachent dans la première salle ?",
        question_en="How many dogs are hiding in the first room?",
        answers="trois\n3\nthree",
        title_fr="Le compte des chiens",
        text_fr="Il y a des chiens dans la première salle, et pas seulement au premier plan. "
        "Comptez-les tous avant de répondre.",
        title_en="Counting dogs",
        text_en="There are dogs in the first room, and not only in the foreground. "
        "Count every one of them before you answer.",
        places=("Première salle",),
    ),
    ActivityWords(
        key="story-time",
        museum="beaux-arts",
        category="listening",
        points=40,
        limit="weekly",
        times=1,
        proof="rotating",
        title_fr="L'heure du conte",
        text_fr="Asseyez-vous avec les autres et écoutez jusqu'au bout. "
        "L'écran de la salle montre alors un carré à viser.",
        title_en="Story time",
        text_en="Sit down with the others and listen to the end. The screen in the room then shows a square to aim at.",
        places=("Auditorium",),
    ),
    ActivityWords(
        key="behind-the-desk",
        museum="beaux-arts",
        points=20,
        limit="weekly",
        times=1,
        proof="agent",
        title_fr="Une question à l'accueil",
        text_fr="Demandez à l'agent de l'accueil quelle œuvre lui manque quand elle part en prêt, et pourquoi. "
        "Puis montrez-lui votre carte de membre.",
        title_en="A question at the desk",
        text_en="Ask whoever is at the desk which work they miss when it goes on loan, and why. "
        "Then show them your member card.",
        places=("Accueil",),
    ),
)

"""To do at the Muséum, the Fabrique des savoirs and the Corderie Vallois."""

from .shapes import ActivityWords

MAKING = (
    ActivityWords(
        key="smallest",
        museum="museum",
        category="looking",
        points=15,
        title_fr="Le plus petit d'abord",
        text_fr="Tout le monde voit les grands. Trouvez le plus petit animal exposé. "
        "Quand vous l'avez, cherchez encore : il y a sans doute plus petit que lui.",
        title_en="Smallest first",
        text_en="Everyone notices the big ones. Find the smallest animal on show. "
        "When you have it, keep looking: there is probably a smaller one.",
        places=("Accueil",),
    ),
    ActivityWords(
        key="eye-to-eye",
        museum="museum",
        category="family",
        points=15,
        title_fr="À hauteur d'yeux",
        text_fr="Trouvez un animal qui vous regarde à votre hauteur, quitte à vous baisser. "
        "De quel côté de la tête sont ses yeux, et que voit-il que vous ne voyez pas ?",
        title_en="Eye to eye",
        text_en="Find an animal that meets your gaze at your own height, even if you must crouch. "
        "Where do its eyes sit, and what can it see that you cannot?",
        places=("Première salle",),
    ),
    ActivityWords(
        key="five-lines",
        museum="museum",
        category="drawing",
        points=20,
        title_fr="En cinq traits",
        text_fr="Dessinez un animal en cinq traits, pas un de plus, sur un ticket ou "
        "dans votre paume, avec le doigt. Lequel des cinq le fait reconnaître ?",
        title_en="In five lines",
        text_en="Draw an animal in five lines and not one more, on a ticket "
        "or with a finger in your palm. Which of the five gives it away?",
        places=("Accueil",),
    ),
    ActivityWords(
        key="beast-of-the-day",
        museum="museum",
        category="drawing",
        points=10,
        limit="daily",
        title_fr="La bête du jour",
        text_fr="Choisissez un animal et dites son nom latin à voix basse, sans trébucher. "
        "Demain, il y en aura un autre à prononcer.",
        title_en="Beast of the day",
        text_en="Choose an animal and whisper its Latin name without stumbling. "
        "There will be another one to try tomorrow.",
        places=("Dernière salle",),
    ),
    ActivityWords(
        key="autumn",
        museum="museum",
        category="walking",
        points=20,
        state="archived",
        title_fr="Les couleurs de l'automne",
        text_fr="Ramassez en chemin une feuille tombée, puis retrouvez "
        "sa couleur exacte sur un plumage, un pelage ou une pierre du muséum.",
        title_en="Autumn colours",
        text_en="Pick up a fallen leaf on your way, then match its exact colour "
        "to a feather, a coat or a stone in the museum.",
        places=("Accueil",),
    ),
    ActivityWords(
        key="traces-of-work",
        museum="fabrique-des-savoirs",
        category="walking",
        points=20,
        title_fr="L'usine est encore là",
        text_fr="Vous êtes dans une ancienne usine. Cherchez trois signes qu'on y a travaillé : "
        "dans les murs, au plafond, sous vos pieds.",
        title_en="The mill is still here",
        text_en="You are inside a former mill. Look for three signs that people worked here: "
        "in the walls, overhead, under your feet.",
        places=("Accueil", "Hall d'entrée"),
    ),
    ActivityWords(
        key="over-under",
        museum="fabrique-des-savoirs",
        category="making",
        points=20,
        title_fr="Dessus, dessous",
        text_fr="Suivez un fil dans un tissu : le vôtre d'abord, à la manche. "
        "Puis cherchez dans les salles un tissu qui s'y prend autrement.",
        title_en="Over, under",
        text_en="Follow one thread through a cloth: begin with your own sleeve. "
        "Then look round the rooms for a cloth that goes about it differently.",
        places=("Première salle",),
    ),
    ActivityWords(
        key="machine-noise",
        museum="fabrique-des-savoirs",
        category="listening",
        points=15,
        title_fr="Le bruit qu'elle faisait",
        text_fr="Arrêtez-vous devant une machine à l'arrêt. Quelle pièce bougeait la première ? "
        "Laquelle cognait ? Refaites son bruit, pas trop fort.",
        title_en="The noise it made",
        text_en="Stop beside a machine at rest. Which part moved first? Which one knocked? "
        "Make its noise again, not too loudly.",
        places=("Dernière salle",),
    ),
    ActivityWords(
        key="follow-the-water",
        museum="corderie-vallois",
        category="walking",
        points=40,
        title_fr="L'eau fait tout",
        text_fr="Partez de la roue et suivez la force sans en perdre le fil : "
        "l'arbre, les courroies, les machines. Combien de fois change-t-elle de direction ?",
        title_en="The water does it all",
        text_en="Start at the wheel and follow the power without losing the thread: "
        "shafts, belts, machines. How many times does it change direction?",
        places=("Accueil", "Salle des machines"),
    ),
    ActivityWords(
        key="twist",
        museum="corderie-vallois",
        category="making",
        points=15,
        title_fr="Tordre pour tenir",
        text_fr="Roulez un fil ou une mèche de cheveux entre deux doigts, puis laissez aller. "
        "Cherchez maintenant comment une machine empêche la corde d'en faire autant.",
        title_en="A twist that holds",
        text_en="Roll a thread or a lock of hair between two fingers, then let go. "
        "Now find out how a machine keeps a rope from doing the same.",
        places=("Salle des machines",),
    ),
    ActivityWords(
        key="thick-and-thin",
        museum="corderie-vallois",
        category="making",
        points=5,
        title_fr="De la ficelle à la corde",
        text_fr="Trouvez trois grosseurs : une pour un paquet, une pour une cloche, "
        "une pour un bateau. Laquelle auriez-vous aimé fabriquer ?",
        title_en="From twine to rope",
        text_en="Find three thicknesses: one for a parcel, one for a bell, one for a boat. "
        "Which would you have liked to make?",
        places=("Dernière salle",),
    ),
    ActivityWords(
        key="close-your-eyes",
        museum="corderie-vallois",
        category="listening",
        points=10,
        limit="daily",
        title_fr="Fermez les yeux",
        text_fr="Près de l'eau ou d'une machine, fermez les yeux une minute et comptez les bruits. "
        "Ouvrez-les : d'où venait le dernier ?",
        title_en="Close your eyes",
        text_en="Near the water or a machine, close your eyes for a minute and count the sounds. "
        "Open them: where did the last one come from?",
        places=("Accueil",),
    ),
)

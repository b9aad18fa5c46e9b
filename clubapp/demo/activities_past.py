"""To do at Le Secq des Tournelles, the Antiquités and Pierre Corneille's house."""

from .shapes import ActivityWords

PAST = (
    ActivityWords(
        key="boastful-lock",
        museum="le-secq-des-tournelles",
        points=20,
        title_fr="Une serrure qui se vante",
        text_fr="Une serrure pourrait se contenter de fermer. Trouvez-en une qui en fait "
        "beaucoup plus. Et maintenant : où mettriez-vous la clé ?",
        title_en="A boastful lock",
        text_en="A lock could be content with locking. Find one that does a great deal more. "
        "Now then: where would you put the key?",
        places=("Accueil", "Nef"),
    ),
    ActivityWords(
        key="silent-sign",
        museum="le-secq-des-tournelles",
        category="drawing",
        points=20,
        title_fr="L'enseigne sans paroles",
        text_fr="Choisissez une enseigne et devinez ce qu'on vendait dessous, "
        "sans lire le cartel. Vérifiez. Auriez-vous poussé la bonne porte ?",
        title_en="The sign without words",
        text_en="Choose a shop sign and guess what was sold beneath it, label unread. "
        "Then check. Would you have pushed the right door?",
        places=("Nef",),
    ),
    ActivityWords(
        key="iron-garden",
        museum="le-secq-des-tournelles",
        category="walking",
        points=15,
        title_fr="Le fer qui pousse",
        text_fr="Le fer est froid, dur et têtu. Trouvez-en qui se prend pour une feuille, "
        "une fleur ou une vrille. De combien de pas faut-il s'approcher pour ne plus y croire ?",
        title_en="Iron in leaf",
        text_en="Iron is cold, hard and stubborn. Find some that believes it is a leaf, "
        "a flower or a tendril. How close must you come before you stop believing it too?",
        places=("Nef",),
    ),
    ActivityWords(
        key="still-a-church",
        museum="le-secq-des-tournelles",
        category="walking",
        points=10,
        title_fr="Levez la tête",
        text_fr="Vous êtes dans une ancienne église. Oubliez un instant le fer "
        "et cherchez trois choses qui le disent encore.",
        title_en="Look up",
        text_en="You are standing in what used to be a church. Forget the iron for a moment "
        "and find three things that still say so.",
        places=("Accueil",),
    ),
    ActivityWords(
        key="still-at-home",
        museum="antiquites",
        points=20,
        title_fr="Le même, à la maison",
        text_fr="Trouvez un objet très ancien dont vous avez encore le cousin chez vous. "
        "Qu'est-ce qui a changé ? Et lequel des deux durera le plus longtemps ?",
        title_en="You have one at home",
        text_en="Find something very old whose cousin still lives in your house. "
        "What has changed? And which of the two will last longer?",
        places=("Accueil",),
    ),
    ActivityWords(
        key="one-small-stone",
        museum="antiquites",
        points=20,
        title_fr="Une pierre parmi d'autres",
        text_fr="Devant une mosaïque, choisissez une seule petite pierre. "
        "Reculez sans la quitter des yeux. Quand devient-elle une image ?",
        title_en="One stone among many",
        text_en="In front of a mosaic, choose a single small stone. "
        "Step back without letting it out of your sight. When does it become a picture?",
        places=("Première salle",),
    ),
    ActivityWords(
        key="missing-piece",
        museum="antiquites",
        category="drawing",
        points=15,
        title_fr="Le morceau qui manque",
        text_fr="Choisissez un objet à qui le temps a pris quelque chose. "
        "Complétez-le du bout du doigt, en l'air, à distance. Le préférez-vous entier ?",
        title_en="The missing piece",
        text_en="Choose an object that time has taken something from. Finish it with a fingertip, "
        "in the air, from where you stand. Do you like it better whole?",
        places=("Accueil",),
    ),
    ActivityWords(
        key="twelve-syllables",
        museum="pierre-corneille",
        category="writing",
        points=20,
        title_fr="Douze syllabes",
        text_fr="« À vaincre sans péril, on triomphe sans gloire. » Dites ce vers à mi-voix "
        "en comptant sur vos doigts : il doit vous en manquer deux. Où avez-vous respiré ?",
        title_en="Twelve syllables",
        text_en="“À vaincre sans péril, on triomphe sans gloire”: no danger, no glory. "
        "Murmur the line in French, counting on your fingers: "
        "you should be two fingers short. Where did you breathe?",
        places=("Accueil",),
    ),
    ActivityWords(
        key="the-window",
        museum="pierre-corneille",
        category="looking",
        points=15,
        title_fr="La meilleure fenêtre",
        text_fr="Parcourez la maison et choisissez la fenêtre près de laquelle "
        "vous vous installeriez pour écrire. Que verriez-vous en levant les yeux de la page ?",
        title_en="The best window",
        text_en="Walk through the house and choose the window you would sit beside to write. "
        "What would you see each time you looked up from the page?",
        places=("Escalier",),
    ),
    ActivityWords(
        key="no-bulb",
        museum="pierre-corneille",
        category="family",
        points=15,
        title_fr="Sans ampoule",
        text_fr="Imaginez une pièce de la maison un soir de décembre, à la bougie. "
        "Que verrait-on encore ? Qu'est-ce qui se mettrait à briller ?",
        title_en="Before the light bulb",
        text_en="Imagine a room of this house on a December evening, by candlelight. "
        "What could you still make out? What would begin to shine?",
        places=("Première salle",),
    ),
    ActivityWords(
        key="garden-today",
        museum="pierre-corneille",
        category="walking",
        points=10,
        limit="daily",
        title_fr="Le jardin, aujourd'hui",
        text_fr="Trouvez dans le jardin une chose qui ne sera plus là demain : "
        "une fleur, une ombre, une goutte, un insecte. Regardez-la pour deux.",
        title_en="The garden, today",
        text_en="Find something in the garden that will not be there tomorrow: "
        "a flower, a shadow, a drop, an insect. Look at it long enough for two.",
        places=("Jardin",),
    ),
)

"""To do at the Beaux-Arts and the Céramique."""

from .shapes import ActivityWords

ART = (
    ActivityWords(
        key="one-voice",
        museum="ceramique",
        category="listening",
        points=10,
        prototype=True,
        title_fr="Le plat qui parle",
        text_fr="Choisissez un plat décoré et prêtez-lui une voix : une phrase, pas plus. Dites-la à quelqu'un "
        "qui n'a pas vu le plat, et demandez-lui de le retrouver dans la salle.",
        title_en="The talking plate",
        text_en="Choose a decorated plate and lend it a voice: one sentence, no more. Say it to somebody "
        "who has not seen the plate, and ask them to find it in the room.",
        places=("Salle des faïences",),
    ),
    ActivityWords(
        key="who-looks",
        museum="beaux-arts",
        category="looking",
        points=20,
        title_fr="Qui vous regarde ?",
        text_fr="Choisissez un portrait et placez-vous bien en face. Trois pas à gauche, "
        "trois pas à droite : vous suit-il des yeux ? "
        "Trouvez-en ensuite un qui a manifestement mieux à faire.",
        title_en="Who is looking at you?",
        text_en="Pick a portrait and stand squarely in front of it. Three steps left, "
        "three steps right: do the eyes follow? "
        "Now find a sitter who clearly has better things to do.",
        places=("Hall d'entrée", "Escalier"),
    ),
    ActivityWords(
        key="near-and-far",
        museum="beaux-arts",
        category="looking",
        points=25,
        title_fr="De près, de loin",
        text_fr="Avancez vers un tableau impressionniste, à une bonne longueur de bras, "
        "jusqu'à ne plus voir que des touches de couleur. Puis reculez, lentement. "
        "À quel pas le paysage est-il revenu ?",
        title_en="Near, then far",
        text_en="Walk up to an Impressionist painting, keeping a good arm's length, "
        "until you see nothing but dabs of colour. Then step back, slowly. "
        "At which step did the landscape return?",
        places=("Hall d'entrée",),
    ),
    ActivityWords(
        key="hands",
        museum="beaux-arts",
        category="looking",
        points=15,
        title_fr="Des mains qui parlent",
        text_fr="Oubliez les visages. Cherchez une main qui donne, une main qui prend, "
        "une main qui hésite. Laquelle mène l'histoire ?",
        title_en="Talking hands",
        text_en="Forget the faces. Look for a hand that gives, a hand that takes "
        "and a hand that hesitates. Which one is running the story?",
        places=("Escalier",),
    ),
    ActivityWords(
        key="forecast",
        museum="beaux-arts",
        category="writing",
        points=15,
        title_fr="Le bulletin du temps",
        text_fr="Parcourez les paysages comme un bulletin météorologique. Où fait-il doux ? "
        "Où va-t-il pleuvoir ? Choisissez le ciel sous lequel vous passeriez l'après-midi.",
        title_en="Weather report",
        text_en="Read the landscapes as you would a forecast. Where is it mild? "
        "Where is rain on its way? Choose the sky you would spend the afternoon under.",
        places=("Hall d'entrée",),
    ),
    ActivityWords(
        key="five-minutes",
        museum="beaux-arts",
        category="looking",
        points=10,
        limit="daily",
        title_fr="Cinq minutes, une œuvre",
        text_fr="Une seule œuvre, cinq minutes entières, le téléphone dans la poche. "
        "D'ordinaire, il se passe quelque chose vers la troisième. "
        "Demain, une autre œuvre vous attendra.",
        title_en="Five minutes, one work",
        text_en="One work, five whole minutes, your phone in your pocket. "
        "Something usually happens around the third. "
        "Tomorrow, another work will be waiting.",
        places=("Hall d'entrée", "Accueil"),
    ),
    ActivityWords(
        key="frames",
        museum="beaux-arts",
        category="looking",
        points=15,
        state="draft",
        title_fr="Et le cadre, alors ?",
        text_fr="Regardez un tableau sans regarder le tableau. Son cadre est-il discret, "
        "bavard, jaloux ? Imaginez-lui-en un autre.",
        title_en="What about the frame?",
        text_en="Look at a painting without looking at the painting. Is its frame quiet, "
        "chatty, jealous? Give it another one in your mind.",
        places=("Hall d'entrée",),
    ),
    ActivityWords(
        key="round-the-plate",
        museum="ceramique",
        points=20,
        title_fr="Le tour de l'assiette",
        text_fr="Choisissez un plat décoré et suivez son bord du regard, comme une aiguille "
        "sur un cadran. Combien de fois le même motif revient-il avant midi ?",
        title_en="Round the plate",
        text_en="Choose a decorated dish and travel round its rim like the hand of a clock. "
        "How many times does the same motif come back before twelve?",
        places=("Accueil",),
    ),
    ActivityWords(
        key="how-many-blues",
        museum="ceramique",
        category="looking",
        points=15,
        title_fr="Combien de bleus ?",
        text_fr="De loin, c'est bleu et blanc. De près, comptez les bleus. "
        "Et quand vous tiendrez le compte, une dernière question : ce blanc, est-il blanc ?",
        title_en="How many blues?",
        text_en="From afar it is blue and white. Come closer and count the blues. "
        "Once you are certain, one last question: is that white really white?",
        places=("Première salle",),
    ),
    ActivityWords(
        key="what-for",
        museum="ceramique",
        points=20,
        title_fr="À quoi ça sert ?",
        text_fr="Trouvez un objet dont l'usage vous échappe. Proposez-en un, avec sérieux. "
        "Lisez ensuite le cartel : il n'a pas toujours plus d'imagination que vous.",
        title_en="What is it for?",
        text_en="Find an object whose purpose escapes you. Suggest one, with a straight face. "
        "Then read the label: it may well have less imagination than you.",
        places=("Accueil",),
    ),
    ActivityWords(
        key="for-your-table",
        museum="ceramique",
        category="playing",
        points=10,
        limit="daily",
        title_fr="Une pièce à votre table",
        text_fr="Choisissez la pièce que vous poseriez ce soir sur votre table. "
        "Qu'y serviriez-vous ? Et à qui ? Le menu peut changer chaque jour.",
        title_en="A guest for your table",
        text_en="Choose the one piece you would set on your table tonight. "
        "What would you serve in it, and to whom? The menu may change daily.",
        places=("Dernière salle",),
    ),
)

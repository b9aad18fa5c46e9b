"""To read in the demonstration: trades, voices, and what happens behind the scenes."""

from .shapes import ArticleWords

PEOPLE = (
    ArticleWords(
        key="hanging",
        museum="beaux-arts",
        kind="profession",
        days_ago=37,
        title_fr="Accrocher droit n'est pas accrocher juste",
        title_en="Hanging straight is not hanging right",
        lead_fr="Un niveau, un mètre, et beaucoup d'œil : une matinée avec celles et ceux qui posent les tableaux.",
        lead_en="A level, a tape and a good eye: a morning with the people who hang the paintings.",
        text_fr="À huit heures, la salle est vide et les tableaux attendent au sol, adossés au mur, sur des cales de "
        "mousse. On ne parle pas fort.\n\n"
        "Le milieu de la toile ira à un mètre cinquante-cinq : la hauteur des yeux de presque tout le monde. Presque. "
        "Pour une salle où viennent des classes, on descend un peu.\n\n"
        "# Le dernier centimètre\n\n"
        "Le niveau dit que c'est droit ; l'œil dit que ça penche. Le plafond est ancien, il descend vers la fenêtre. "
        "On recule, on discute, et l'on accroche **faux pour que ce soit juste**.",
        text_en="At eight o'clock the room is empty and the paintings wait on the floor, against the wall, on blocks "
        "of foam. Nobody speaks loudly.\n\n"
        "The middle of the canvas will be at one metre fifty-five: eye height for nearly everybody. Nearly. In a room "
        "where schools come, it goes a little lower.\n\n"
        "# The last centimetre\n\n"
        "The level says it is straight; the eye says it leans. The ceiling is old and slopes towards the window. One "
        "steps back, one argues, and one hangs it **wrong so that it is right**.",
        easy_fr="Un tableau doit être bien placé sur le mur.\n\n"
        "Des personnes font ce métier. Elles travaillent le matin, quand le musée est fermé.\n\n"
        "Elles mesurent le mur. Elles posent le tableau à la hauteur des yeux.\n\n"
        "Puis elles reculent et elles regardent. Si le tableau semble penché, elles recommencent.",
        act_fr="Regarder une salle autrement",
        act_en="Look at a room another way",
        act_to="/a-faire?musee=beaux-arts",
    ),
    ArticleWords(
        key="rope",
        museum="corderie-vallois",
        kind="short",
        days_ago=30,
        title_fr="Le bruit d'une corde qui naît",
        title_en="The sound of a rope being born",
        lead_fr="Fermez les yeux : l'eau, la roue, les courroies, les bobines. Un atelier s'écoute avant de se voir.",
        lead_en="Close your eyes: water, wheel, belts, bobbins. A workshop is heard before it is seen.",
        text_fr="On entend d'abord l'eau, puis un grincement lent : la roue prend de la vitesse. Une voix dit "
        "« Attention, je lance ». Un claquement, et les courroies ronflent ; chacune ajoute sa note.\n\n"
        "Alors les bobines se mettent à siffler, de plus en plus haut. Quelqu'un, plus loin : « Là, elle est bonne. » "
        "À ce moment seulement, la corde tourne sur elle-même et tient.\n\n"
        "Écoutez une fois sans rien faire. Puis une seconde fois, en comptant les machines.",
        text_en="First one hears the water, then a slow creak: the wheel gathers speed. A voice says “Mind out, here "
        "she goes.” A clack, and the belts hum; each adds its note.\n\n"
        "Then the bobbins begin to whistle, higher and higher. Somebody, further off: “There, she's good.” Only now "
        "does the rope twist upon itself, and hold.\n\n"
        "Listen once, doing nothing. Then a second time, counting the machines.",
        act_fr="Venir l'entendre tourner",
        act_en="Come and hear it turn",
        act_to="/a-faire?musee=corderie-vallois",
    ),
    ArticleWords(
        key="gloves",
        museum="fabrique-des-savoirs",
        kind="profession",
        days_ago=23,
        title_fr="Gants blancs, gants bleus, mains nues",
        title_en="White gloves, blue gloves, bare hands",
        lead_fr="On imagine les gants blancs. En vérité, tout dépend de ce que l'on tient.",
        lead_en="One pictures white gloves. In truth, it all depends on what one holds.",
        text_fr="Pour du métal, des gants fins : la sueur le marque en une nuit. Pour du papier, des mains propres et "
        "sèches, rien d'autre : un gant rend maladroit, et une page se déchire par le coin.\n\n"
        "Pour un verre ancien, pas de coton : il glisse. On prend l'objet à deux mains, au-dessus d'une table garnie, "
        "et l'on ne se parle pas en marchant.\n\n"
        "1. Regarder d'abord par où l'objet est fragile.\n2. Préparer l'endroit où on va le poser.\n"
        "3. Alors seulement, le prendre.",
        text_en="For metal, thin gloves: sweat marks it overnight. For paper, clean dry hands and nothing else: gloves "
        "make one clumsy, and a page tears from its corner.\n\n"
        "For old glass, no cotton: it slips. One takes the object in both hands, above a padded table, and does not "
        "talk while walking.\n\n"
        "1. First look for where the object is fragile.\n2. Prepare the place where it will go.\n"
        "3. Only then take it.",
        act_fr="Voir ce qui est à faire à Elbeuf",
        act_en="See what there is to do in Elbeuf",
        act_to="/a-faire?musee=fabrique-des-savoirs",
    ),
    ArticleWords(
        key="night-round",
        museum="beaux-arts",
        kind="profession",
        days_ago=16,
        visibility="badge",
        title_fr="La ronde, quand tout est éteint",
        title_en="The round, when all lights are out",
        lead_fr="Chaque soir, quelqu'un traverse les salles dans le noir. Il en connaît tous les bruits.",
        lead_en="Every evening someone crosses the rooms in the dark. They know every sound of them.",
        text_fr="Une lampe, un trousseau, et le parquet qui répond. On apprend vite ses voix : celle du grand "
        "escalier, celle de la salle aux portraits, où une latte cède toujours au même pas.\n\n"
        "Les tableaux se devinent. Un visage clair flotte, un col blanc, une main. On finit par leur dire bonsoir.",
        text_en="A torch, a bunch of keys, and floorboards that answer. One soon learns their voices: that of the "
        "great staircase, that of the portrait room, where a board always gives at the same step.\n\n"
        "One guesses at the paintings. A pale face floats, a white collar, a hand. In the end one wishes them good "
        "night.",
        act_fr="Venir voir les mêmes salles, de jour",
        act_en="Come and see the same rooms, by day",
        act_to="/a-faire?musee=beaux-arts",
    ),
    ArticleWords(
        key="label",
        museum="ceramique",
        kind="short",
        days_ago=9,
        title_fr="Écrire soixante mots",
        title_en="Writing sixty words",
        lead_fr="Un cartel tient dans la main. Il faut pourtant des semaines pour l'écrire.",
        lead_en="A label fits in one's hand. Yet it takes weeks to write.",
        text_fr="Soixante mots, pas un de plus : debout, personne n'en lit davantage. On commence donc par tout "
        "écrire, puis l'on enlève. Le nom savant part le premier. La date reste. L'adjectif ne survit pas.\n\n"
        "À la fin, on lit à voix haute, devant l'objet, à quelqu'un qui n'en sait rien. S'il lève les yeux avant la "
        "dernière phrase, c'est gagné : il regarde.",
        text_en="Sixty words and not one more: standing up, nobody reads further. So one begins by writing everything, "
        "then takes away. The learned name goes first. The date stays. The adjective does not survive.\n\n"
        "In the end one reads aloud, before the object, to somebody who knows nothing of it. If they look up before "
        "the last sentence, it is won: they are looking.",
        act_fr="Lire un cartel, puis dire ce que vous en pensez",
        act_en="Read a label, then say what you think of it",
        act_to="/activites?musee=ceramique",
    ),
    ArticleWords(
        key="crate",
        museum="antiquites",
        kind="profession",
        days_ago=1,
        state="in_review",
        title_fr="Une caisse sur mesure",
        title_en="A crate made to measure",
        lead_fr="Avant de prendre la route, une statue se fait tailler un costume de mousse.",
        lead_en="Before it takes to the road, a statue has a suit of foam cut for it.",
        text_fr="On la mesure trois fois. Puis on découpe, couche après couche, un creux à sa forme, un doigt plus "
        "large : assez pour qu'elle ne touche rien, pas assez pour qu'elle bouge.\n\n"
        "La caisse voyage debout, avec quelqu'un qui ne la quitte pas des yeux.",
        text_en="It is measured three times. Then a hollow of its shape is cut, layer upon layer, a finger wider: "
        "enough for it to touch nothing, not enough for it to move.\n\n"
        "The crate travels upright, with someone who never takes their eyes off it.",
        act_fr="Voir les objets revenus de voyage",
        act_en="See the objects back from their journey",
        act_to="/a-faire?musee=antiquites",
    ),
)  # fmt: skip

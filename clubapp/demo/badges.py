"""The badges of the demonstration — the trail through every museum, two smaller ones, a draft — and its common goal."""

from .museums import MUSEUMS
from .shapes import BadgeWords, CommonGoalWords

BADGES = (
    BadgeWords(
        name_fr="Premier regard",
        name_en="First look",
        text_fr="Une activité, n'importe laquelle : tout commence par un premier regard.",
        text_en="One activity, whichever you like: everything begins with a first look.",
        steps=(("because", "activity.done", 1),),
    ),
    BadgeWords(
        name_fr="Du bleu à la table",
        name_en="From blue to table",
        text_fr="Faites le tour d'une assiette, comptez ses bleus, puis choisissez-en une pour votre table.",
        text_en="Go round a plate, count its blues, then choose one for your own table.",
        steps=(
            ("activity", "round-the-plate", 1),
            ("activity", "how-many-blues", 1),
            ("activity", "for-your-table", 2),
        ),
        in_order=True,
    ),
    BadgeWords(
        name_fr="Tous les musées du réseau",
        name_en="Every museum of the network",
        text_fr="Une activité dans chacun des musées, dans l'ordre que vous voulez. Rien ne presse.",
        text_en="One activity in each museum, in whatever order you like. There is no hurry.",
        steps=tuple(("museum", museum.code, 1) for museum in MUSEUMS),
    ),
    BadgeWords(
        name_fr="Deux musées en un jour",
        name_en="Two museums in a day",
        text_fr="La peinture le matin, la faïence l'après-midi.",
        text_en="Paintings in the morning, faience in the afternoon.",
        steps=(("museum", "beaux-arts", 1), ("museum", "ceramique", 1)),
        within_days=1,
        state="draft",
    ),
)

TOGETHER = CommonGoalWords(
    name_fr="Cent cinquante œuvres regardées ensemble",
    name_en="A hundred and fifty works looked at together",
    reward_fr="Une nocturne au musée des Beaux-Arts, ouverte à tous, avec les conservateurs.",
    reward_en="A late opening at the Museum of Fine Arts, for everybody, with the curators.",
    target=150,
    days=90,
)

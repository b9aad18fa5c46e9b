"""The demo's boutique: the five gifts of 2019 at their prices, and three more."""

from .shapes import GiftWords

EVERYWHERE = (
    "beaux-arts",
    "ceramique",
    "le-secq-des-tournelles",
    "antiquites",
    "museum",
    "fabrique-des-savoirs",
    "corderie-vallois",
    "pierre-corneille",
)

GIFTS = (
    GiftWords(
        "pencil", 30, "Crayon à papier", "Pencil",
        "Pour dessiner devant les œuvres : à l'encre c'est interdit, au crayon c'est recommandé.",
        "For drawing in front of the works: ink is forbidden, pencil is encouraged.",
        dict.fromkeys(EVERYWHERE, 60), each=3,
    ),
    GiftWords(
        "postcard", 60, "Carte postale", "Postcard",
        "Une œuvre à envoyer, avec un timbre à trouver. Choisissez-la sur place, parmi celles du musée.",
        "A work of art to post, once you have found a stamp. Choose yours at the museum.",
        dict.fromkeys(EVERYWHERE, 80), each=5,
    ),
    GiftWords(
        "sketchbook", 120, "Carnet de croquis", "Sketchbook",
        "Quarante-huit pages blanches, et la couverture couleur de faïence.",
        "Forty-eight blank pages and a cover the colour of faience.",
        {"beaux-arts": 25, "ceramique": 25, "museum": 15}, each=2,
    ),
    GiftWords(
        "poster", 150, "Affiche d'exposition", "Exhibition poster",
        "Une affiche d'une exposition passée, roulée dans son tube.",
        "A poster from a past exhibition, rolled in its tube.",
        {"beaux-arts": 20, "antiquites": 12, "fabrique-des-savoirs": 12}, each=2,
    ),
    GiftWords(
        "private-view", 180, "Visite privée pour deux", "Private view for two",
        "Le musée avant l'ouverture, à deux, avec quelqu'un de la maison.",
        "The museum before it opens, for two, with someone who works there.",
        {"beaux-arts": 10, "le-secq-des-tournelles": 6}, each=1, kind="experience",
    ),
    GiftWords(
        "bag", 240, "Sac en toile", "Canvas bag",
        "Un sac solide, avec un lambrequin brodé. Il tient un catalogue et un pique-nique.",
        "A sturdy bag with an embroidered lambrequin. It holds a catalogue and a picnic.",
        {"beaux-arts": 15, "ceramique": 15, "corderie-vallois": 10}, each=1,
        variants=(("Écru", "Ecru"), ("Bleu de cobalt", "Cobalt blue")),
    ),
    GiftWords(
        "catalogue", 450, "Catalogue d'exposition", "Exhibition catalogue",
        "Le livre entier d'une exposition, à lire longtemps après.",
        "The whole book of an exhibition, to read long afterwards.",
        {"beaux-arts": 8, "antiquites": 4}, each=1,
    ),
    GiftWords(
        "umbrella", 900, "Parapluie", "Umbrella",
        "À Rouen, il n'est jamais de trop. Un semis de fleurs de faïence, visible quand il s'ouvre.",
        "In Rouen, one never has too many. Faience flowers appear when it opens.",
        {"beaux-arts": 5, "ceramique": 3}, each=1,
    ),
)  # fmt: skip

# Who has claimed what, some days ago, and where; `collected` if they came for it.
CLAIMS = (
    ("elodie@demo.club", "postcard", "ceramique", 6, True),
    ("maelle@demo.club", "pencil", "museum", 5, False),
    ("yusuf@demo.club", "postcard", "beaux-arts", 3, False),
)

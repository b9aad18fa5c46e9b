"""What the demo's members say of what they did, and what the team answered."""

from .shapes import RatingWords

RATINGS = (
    RatingWords(
        "elodie@demo.club",
        "iron-garden",
        21,
        5,
        ("beautiful", "amusing"),
        "J'ai cru à une vraie vrille jusqu'à deux pas. Ma fille a tenu jusqu'à un seul.",
        answer="Votre fille a de bons yeux : la rampe de l'escalier trompe même nos ferronniers.",
    ),
    RatingWords("gisele@demo.club", "iron-garden", 3, 4, ("beautiful",), "Il manque un banc pour regarder en l'air."),
    RatingWords("lucas@demo.club", "iron-garden", 2, 3, ("hidden",)),
    RatingWords("victor@demo.club", "iron-garden", 2, 4),
    RatingWords(
        "zoe@demo.club",
        "iron-garden",
        1,
        5,
        ("beautiful", "learned"),
        "Le fer pousse mieux que mon basilic.",
        published=True,
    ),
    RatingWords("hoa@demo.club", "who-looks", 20, 5, ("together",), "À deux, c'est à qui se fera regarder."),
    RatingWords(
        "aoife@demo.club",
        "who-looks",
        11,
        4,
        ("amusing",),
        "The one by the door is definitely looking at somebody behind me.",
        published=True,
    ),
    RatingWords("maelle@demo.club", "smallest", 26, 2, ("crowded",), "Trop de monde le mercredi.", may_publish=False),
)

"""What the museums of the demonstration ask in a word."""

from .shapes import PollWords

POLLS = (
    PollWords(
        "blue",
        "ceramique",
        "Devant une assiette peinte, par quoi commencez-vous ?",
        "Before a painted plate, where do you begin?",
        (("Par le bord, d'où tout part", "With the rim, where it all starts"), ("Par le centre", "With the centre")),
        40,
        (0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1),
        on_home=True,
    ),
    PollWords(
        "frame",
        "beaux-arts",
        "Regardez-vous les cadres ?",
        "Do you look at the frames?",
        (("Souvent", "Often"), ("Depuis cet article", "Since this article"), ("Jamais", "Never")),
        60,
        (0, 1, 1, 2, 1, 0, 1, 1, 2, 0, 1, 2, 1, 1, 1, 1, 1),
    ),
)

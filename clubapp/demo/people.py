"""Who belongs to the demo's club, and where their month has taken them."""

from .shapes import GrantWords, MemberWords, ReportWords, StaffWords, Visit

ALICE = (
    Visit(30, 14, ("five-minutes", "who-looks", "hands")),
    Visit(28, 15, ("five-minutes",)),
    Visit(27, 11, ("for-your-table", "round-the-plate")),
    Visit(26, 12, ("five-minutes",)),
    Visit(24, 16, ("five-minutes", "near-and-far")),
    Visit(23, 10, ("close-your-eyes", "follow-the-water")),
    Visit(21, 14, ("five-minutes", "for-your-table")),
    Visit(20, 15, ("boastful-lock", "still-a-church")),
    Visit(19, 12, ("five-minutes",)),
    Visit(18, 14, ("one-small-stone", "missing-piece", "beast-of-the-day", "smallest")),
    Visit(17, 12, ("five-minutes",)),
    Visit(16, 11, ("garden-today",)),
    Visit(14, 13, ("five-minutes", "for-your-table")),
    Visit(13, 15, ("over-under",)),
    Visit(12, 12, ("five-minutes",)),
    Visit(11, 16, ("beast-of-the-day",)),
    Visit(10, 12, ("five-minutes", "for-your-table")),
    Visit(9, 15, ("garden-today",)),
    Visit(7, 12, ("five-minutes", "for-your-table")),
    Visit(6, 14, ("close-your-eyes",)),
    Visit(5, 12, ("five-minutes",)),
    Visit(4, 11, ("beast-of-the-day",)),
    Visit(3, 12, ("five-minutes", "for-your-table")),
    Visit(2, 15, ("garden-today",)),
    Visit(1, 12, ("five-minutes",)),
)

BRUNO = (
    Visit(9, 16, ("five-minutes", "who-looks")),
    Visit(2, 11, ("five-minutes",)),
)

EVERY_POSTER = (
    *("who-looks", "near-and-far", "hands", "forecast", "round-the-plate", "how-many-blues"),
    *("what-for", "boastful-lock", "silent-sign", "iron-garden", "still-a-church", "smallest"),
)

MEMBERS = (
    MemberWords("alice@demo.club", "Alice", "fr", 31, ALICE),
    MemberWords("bruno@demo.club", "Bruno", "fr", 10, BRUNO),
    MemberWords(
        "elodie@demo.club",
        "Élodie Lefèvre",
        "fr",
        29,
        (
            Visit(29, 10, ("round-the-plate", "how-many-blues", "what-for")),
            Visit(22, 15, ("silent-sign", "iron-garden")),
            Visit(8, 14, ("for-your-table", "one-voice")),
        ),
    ),
    MemberWords(
        "maelle@demo.club",
        "Maëlle et ses trois enfants",
        "fr",
        27,
        (
            Visit(27, 14, ("smallest", "eye-to-eye", "five-lines", "beast-of-the-day")),
            Visit(20, 14, ("beast-of-the-day",)),
            Visit(13, 14, ("beast-of-the-day", "still-at-home")),
            Visit(6, 14, ("follow-the-water", "twist", "thick-and-thin")),
        ),
    ),
    MemberWords(
        "gisele@demo.club",
        "Tante Gisèle",
        "fr",
        26,
        (
            Visit(26, 15, ("garden-today", "the-window", "twelve-syllables")),
            Visit(19, 15, ("garden-today",)),
            Visit(12, 15, ("garden-today", "no-bulb")),
            Visit(5, 15, ("garden-today",)),
            Visit(4, 15, ("iron-garden",)),
        ),
    ),
    MemberWords(
        "yusuf@demo.club",
        "Yusuf Öztürk",
        "fr",
        24,
        (
            Visit(24, 11, ("traces-of-work", "over-under", "machine-noise")),
            Visit(11, 10, ("follow-the-water", "close-your-eyes")),
            Visit(8, 23, ("no-bulb",)),
        ),
    ),
    MemberWords(
        "hoa@demo.club",
        "Nguyễn Thị Hoa",
        "fr",
        21,
        (
            Visit(21, 16, ("who-looks", "forecast", "near-and-far")),
            Visit(4, 12, ("five-minutes", "hands")),
            Visit(8, 23, ("no-bulb",)),
        ),
    ),
    MemberWords(
        "ming@demo.club",
        "李明",
        "en",
        18,
        (
            Visit(18, 13, ("how-many-blues", "for-your-table")),
            Visit(17, 10, ("near-and-far", "five-minutes")),
            Visit(7, 23, ("no-bulb",)),
        ),
    ),
    MemberWords(
        "olga@demo.club",
        "Ольга",
        "en",
        16,
        (
            Visit(16, 14, ("boastful-lock", "silent-sign", "still-a-church")),
            Visit(3, 11, ("one-small-stone",)),
            Visit(7, 23, ("no-bulb",)),
        ),
    ),
    MemberWords(
        "mohammed@demo.club",
        "محمد",
        "fr",
        14,
        (
            Visit(14, 16, ("still-at-home", "missing-piece")),
            Visit(7, 16, ("smallest", "five-lines")),
            Visit(6, 23, ("no-bulb",)),
        ),
    ),
    MemberWords(
        "aoife@demo.club",
        "Aoife O'Brien",
        "en",
        12,
        (Visit(12, 11, ("who-looks", "hands", "forecast", "five-minutes")), Visit(6, 23, ("no-bulb",))),
    ),
    MemberWords(
        "zoe@demo.club",
        "Zoé-Marguerite de La Haye-Malherbe",
        "fr",
        8,
        (
            Visit(8, 16, ("twelve-syllables",)),
            Visit(1, 16, ("iron-garden", "still-a-church")),
        ),
    ),
    MemberWords("b@demo.club", "B.", "fr", 5, (Visit(5, 17, ("thick-and-thin",)),)),
    MemberWords("priya@demo.club", "Priya", "en", 1),
    MemberWords("lucas@demo.club", "Lucas", "fr", 4, (Visit(3, 15, ("iron-garden", "machine-noise")),)),
    MemberWords("victor@demo.club", "Victor", "fr", 3, (Visit(2, 16, EVERY_POSTER, 20),)),
)

STAFF = (
    StaffWords("desk@demo.club", "Dominique", "desk", "beaux-arts"),
    StaffWords("curator@demo.club", "Camille", "curator"),
    StaffWords("admin@demo.club", "Sacha", "admin"),
)

# The last is above what the desk gives alone: it waits for a colleague.
GRANTS = (
    GrantWords("maelle@demo.club", 40, "workshop_help", "desk@demo.club", 12, "Atelier carton du samedi"),
    GrantWords("elodie@demo.club", -15, "counted_twice", "curator@demo.club", 4),
    GrantWords("gisele@demo.club", 120, "workshop_help", "desk@demo.club", 1, "Trois samedis à l'atelier d'aquarelle"),
)

REPORTS = (
    ReportWords(
        "elodie@demo.club",
        "for-your-table",
        8,
        14,
        "J'ai scanné en sortant, mais le téléphone n'avait plus de réseau et rien n'est arrivé.",
        "desk@demo.club",
        "Merci de nous l'avoir dit : le scan n'est pas arrivé, et voici vos points. À bientôt !",
        30,
    ),
    ReportWords("aoife@demo.club", "hands", 2, 15, "I scanned the poster by the staircase and nothing was counted."),
    ReportWords("hoa@demo.club", "no-bulb", 8, 23, "Je ne retrouve pas les points de la nocturne dans mon carnet."),
)

HELD = ("victor@demo.club", "curator@demo.club")  # whose points, and by whom

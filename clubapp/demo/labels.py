"""Labels on trial in the demonstration: one that its museum has just opened, one that was written anew."""

from .shapes import LabelWords, SaidWords

PLATE = LabelWords(
    *("ceramique", "C.1865.40", 10),
    texts=(
        (
            "Cette assiette en faïence de grand feu, attribuée à un atelier rouennais du premier quart du "
            "XVIIIe siècle, présente un décor rayonnant de lambrequins en camaïeu bleu. L'aile est ornée de cinq "
            "motifs alternés, réservés en blanc sur un fond d'émail stannifère. Le marli, plus étroit, reprend ce "
            "répertoire ornemental, caractéristique de la production locale avant l'introduction du décor polychrome.",
            "This high-fired faience plate, attributed to a Rouen workshop of the first quarter of the 18th century, "
            "bears a radiating design of lambrequins in blue camaïeu. The rim is adorned with five alternating "
            "motifs, reserved in white on a tin-glazed ground. The narrower marly repeats this ornamental repertoire, "
            "typical of local production before the introduction of polychrome decoration.",
        ),
        (
            "Comptez les motifs bleus du bord : il y en a cinq. On les appelle des lambrequins, comme les étoffes "
            "découpées qui pendaient aux lits. Un peintre les a tracés à main levée, à Rouen, vers 1720. "
            "Le cinquième a dû se serrer : il est plus étroit que les autres.",
            "Count the blue motifs round the edge: there are five. They are called lambrequins, like the scalloped "
            "cloths that hung from beds. A painter drew them freehand, in Rouen, about 1720. "
            "The fifth had to squeeze in: it is narrower than the others.",
        ),
    ),
    said=(
        SaidWords("A", "long", 6, sentence=3),
        SaidWords("A", "liked", 3, ("rayonnant",)),
        SaidWords("A", "obscure", 10, ("stannifère",)),
        SaidWords("A", "obscure", 9, ("marli",)),
        SaidWords("A", "obscure", 7, ("camaïeu",)),
        SaidWords("A", "obscure", 6, ("grand", "feu")),
        SaidWords("A", "obscure", 5, ("lambrequins", "réservés")),
        SaidWords("A", "obscure", 2, ("attribuée",)),
        SaidWords("B", "liked", 5, sentence=1),
        SaidWords("B", "liked", 9, sentence=4),
        SaidWords("B", "liked", 7, ("main", "levée")),
        SaidWords("B", "obscure", 2, ("lambrequins",)),
    ),
    said_in_english=(SaidWords("A", "obscure", 4, ("marly",)), SaidWords("B", "liked", 3, sentence=4)),
    preferences=("B", "B", "A", "B", "B", "none", "B", "B", "B", "A"),
    rewrites=(
        ("A", "Assiette faite à Rouen vers 1720. Le blanc est un émail à l'étain ; le bleu, du cobalt."),
        ("B", "Comptez les motifs bleus du bord. Le cinquième a dû se serrer : le voyez-vous ?"),
        ("A", "Une assiette bleue et blanche, cuite très chaud, avec cinq dessins qui tournent."),
    ),
    place="À gauche de l'assiette",
)
LOCK = LabelWords(
    *("le-secq-des-tournelles", "LS.118", 0),
    texts=(
        (
            "Serrure à bosse à deux pênes, palastre gravé d'un mufle de lion. L'entrée factice est condamnée ; "
            "l'entrée véritable, à cache-entrée à secret, se dissimule sous la moustache.",
            "Rim lock with two bolts, its plate engraved with a lion's mask. The false keyhole is blind; the true one, "
            "with a secret cover, is concealed beneath the whiskers.",
        ),
    ),
    said=(
        SaidWords("A", "obscure", 9, ("palastre",)),
        SaidWords("A", "obscure", 8, ("pênes",)),
        SaidWords("A", "obscure", 7, ("cache-entrée",)),
        SaidWords("A", "liked", 6, ("moustache",)),
    ),
    rewrites=(("A", "La vraie serrure est sous la moustache du lion. Et l'autre ? Pour les voleurs."),),
    final_fr="Le trou de serrure que vous voyez ne mène à rien : il est là pour les voleurs.\n\n"
    "Le vrai se cache sous la moustache du lion. Il fallait la pousser du doigt, au bon endroit, pour glisser la clé.",
    final_en="The keyhole you see leads nowhere: it is there for thieves.\n\n"
    "The real one hides under the lion's whiskers. You had to push them with a finger, in the right spot, to slip the "
    "key in.",
)
LABELS = (LOCK, PLATE)

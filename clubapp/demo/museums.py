"""The eight museums of the network when its club opened, in 2019."""

from .shapes import MuseumWords

MUSEUMS = (
    MuseumWords(
        code="beaux-arts",
        name="Musée des Beaux-Arts",
        city="Rouen",
        accent="plum",
        about_fr="La peinture, la sculpture et le dessin, du XVe siècle à nos jours. "
        "On y vient pour les impressionnistes, on y reste pour tous les autres.",
        about_en="Painting, sculpture and drawing, from the fifteenth century to our own. "
        "People come for the Impressionists and stay for everyone else.",
    ),
    MuseumWords(
        code="ceramique",
        name="Musée de la Céramique",
        city="Rouen",
        accent="cobalt",
        about_fr="La faïence de Rouen chez elle, dans un ancien hôtel particulier : "
        "des lambrequins, des bleus, et de quoi dresser bien des tables.",
        about_en="Rouen faience at home, in an old town house: lambrequins, blues, "
        "and enough dishes to lay a great many tables.",
    ),
    MuseumWords(
        code="le-secq-des-tournelles",
        name="Musée Le Secq des Tournelles",
        city="Rouen",
        accent="iron",
        about_fr="Serrures, clés, enseignes et grilles dans l'ancienne église Saint-Laurent. "
        "Le fer y fait à peu près tout, sauf rouiller.",
        about_en="Locks, keys, shop signs and grilles in the former church of Saint-Laurent. "
        "Iron does nearly everything here, except rust.",
    ),
    MuseumWords(
        code="antiquites",
        name="Musée des Antiquités",
        city="Rouen",
        accent="ochre",
        about_fr="De l'Égypte à la Renaissance, en passant par la Normandie gallo-romaine, "
        "dans un ancien couvent. Prenez votre temps : eux l'ont pris.",
        about_en="From Egypt to the Renaissance by way of Roman Normandy, in a former convent. "
        "Take your time: everything here has.",
    ),
    MuseumWords(
        code="museum",
        name="Muséum d'histoire naturelle",
        city="Rouen",
        accent="sage",
        about_fr="Des animaux, des plantes, des pierres et des objets venus de loin. "
        "On y apprend surtout à regarder ce qui vit dehors.",
        about_en="Animals, plants, stones and objects from far away. "
        "Above all, a place to learn how to look at what lives outside.",
    ),
    MuseumWords(
        code="fabrique-des-savoirs",
        name="La Fabrique des savoirs",
        city="Elbeuf",
        accent="slate",
        about_fr="L'histoire d'Elbeuf et de son drap de laine, dans une ancienne usine textile. "
        "On n'y fabrique plus de tissu, mais le fil n'est pas rompu.",
        about_en="The story of Elbeuf and its woollen cloth, in a former textile mill. "
        "No cloth is made here any more, but the thread still holds.",
    ),
    MuseumWords(
        code="corderie-vallois",
        name="Musée industriel de la Corderie Vallois",
        city="Notre-Dame-de-Bondeville",
        accent="teal",
        about_fr="Une fabrique de cordes et de ficelles mue par l'eau de la rivière. "
        "La roue, les courroies, les machines : tout se suit du regard.",
        about_en="A rope and twine works driven by the river. "
        "Wheel, belts, machines: your eye can follow the whole of it.",
    ),
    MuseumWords(
        code="pierre-corneille",
        name="Musée Pierre Corneille",
        city="Petit-Couronne",
        accent="rose",
        about_fr="La maison des champs de Pierre Corneille et son jardin. "
        "Le théâtre est loin ; les vers, eux, sont restés.",
        about_en="Pierre Corneille's house in the country, and its garden. "
        "The theatre is far away; the lines of verse have stayed.",
    ),
)

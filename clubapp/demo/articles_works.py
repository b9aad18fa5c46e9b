"""To read in the demonstration: works and collections."""

from .shapes import ArticleWords

WORKS = (
    ArticleWords(
        key="blue",
        museum="ceramique",
        kind="collection",
        days_ago=40,
        title_fr="Ce que cache un bleu",
        title_en="What a blue hides",
        lead_fr="Sur l'émail cru, le bleu de cobalt est presque noir. Le peintre travaille donc sans voir sa couleur.",
        lead_en="On raw glaze, cobalt blue is almost black. So the painter works without seeing the colour.",
        text_fr="Prenez une assiette du début du dix-huitième siècle. Tout y semble calme : un rebord, une rosace, une "
        "pluie de lambrequins. Pourtant chaque trait a été posé **une seule fois**. L'émail cru boit l'eau du pinceau "
        "en une seconde ; qui hésite laisse une tache, et la tache reste.\n\n"
        "# Deviner sa couleur\n\n"
        "Au moment de peindre, le cobalt est gris. C'est le four qui décide : près de mille degrés, une nuit entière, "
        "et le bleu apparaît. Trop chaud, il coule. Trop froid, il reste terne.\n\n"
        "> On peint avec ce que l'on sait, pas avec ce que l'on voit.\n\n"
        "# À regarder de près\n\n"
        "- Cherchez l'endroit où le pinceau s'est rechargé : le trait y est plus sombre.\n"
        "- Comparez deux motifs qui se répètent : lequel a été peint en premier ?\n"
        "- Retournez-vous : à trois mètres, les défauts ont disparu.\n\n"
        "La prochaine fois qu'un bleu vous paraît simple, pensez à la main qui ne le voyait pas encore.",
        text_en="Take a plate from the early eighteenth century. All seems calm: a rim, a rosette, a shower of "
        "lambrequins. Yet every stroke was laid down **only once**. Raw glaze drinks the water from the brush in a "
        "second; whoever hesitates leaves a stain, and the stain stays.\n\n"
        "# Guessing one's colour\n\n"
        "While one paints, cobalt is grey. The kiln decides: nearly a thousand degrees, a whole night, and blue "
        "appears. Too hot and it runs. Too cool and it stays dull.\n\n"
        "> One paints with what one knows, not with what one sees.\n\n"
        "# To look at closely\n\n"
        "- Find where the brush was loaded again: the stroke is darker there.\n"
        "- Compare two motifs that repeat: which was painted first?\n"
        "- Step back: three metres away, the faults are gone.\n\n"
        "Next time a blue looks simple to you, think of the hand that could not see it yet.",
        easy_fr="Cette assiette est en faïence. La faïence est de la terre cuite, couverte d'un émail blanc.\n\n"
        "Un peintre a décoré l'assiette. Il a peint avec du cobalt.\n\n"
        "Avant la cuisson, le cobalt est gris. Le peintre ne voit pas encore le bleu.\n\n"
        "Ensuite, l'assiette va dans un four. Le four est très chaud.\n\n"
        "Après la cuisson, le cobalt devient bleu.\n\n"
        "Au musée, regardez l'assiette de près. Cherchez les traits plus foncés.",
        act_fr="Compter les bleus, au musée",
        act_en="Count the blues, at the museum",
        act_to="/a-faire?musee=ceramique",
    ),
    ArticleWords(
        key="frame",
        museum="beaux-arts",
        kind="short",
        days_ago=33,
        title_fr="Le cadre fait semblant",
        title_en="The frame pretends",
        lead_fr="Il brille, il encadre, on l'oublie. Une minute suffit : il raconte une autre histoire que le tableau.",
        lead_en="It shines, it frames, it is forgotten. A minute is enough: it tells another story than the painting.",
        text_fr="On ne voit plus les cadres, et c'est leur métier : mener l'œil vers l'intérieur. Mais approchez-vous "
        "d'un coin. La dorure y est usée, parce que des mains l'ont porté là. Sous l'or, une terre rouge ; sous la "
        "terre, du bois.\n\n"
        "Un cadre change souvent de tableau. Il suit une mode, un déménagement, un propriétaire pressé. S'il manque un "
        "morceau d'un ornement, c'est peut-être qu'on l'a scié pour qu'il aille à une autre toile.\n\n"
        "**Un jeu** : choisissez une salle, et ne regardez que les cadres. Lequel mettriez-vous autour d'une photo de "
        "vos vacances ?",
        text_en="We no longer see frames, and that is their trade: to lead the eye inwards. But go up to a corner. "
        "The gilding is worn there, because hands have carried it by that spot. Under the gold, red clay; under the "
        "clay, wood.\n\n"
        "A frame often changes paintings. It follows a fashion, a move, an owner in a hurry. If a piece of ornament is "
        "missing, it may have been sawn off to fit another canvas.\n\n"
        "**A game**: choose a room and look only at the frames. Which would you put round a holiday photograph?",
        act_fr="Trouver votre cadre, au musée",
        act_en="Find your frame, at the museum",
        act_to="/a-faire?musee=beaux-arts",
    ),
    ArticleWords(
        key="keys",
        museum="le-secq-des-tournelles",
        kind="collection",
        days_ago=26,
        title_fr="Des clés sans serrure",
        title_en="Keys without locks",
        lead_fr="Elles ouvraient un coffre, une chambre, une ville. La porte a disparu ; la clé, elle, est restée.",
        lead_en="They opened a chest, a bedroom, a town. The door is gone; the key has stayed.",
        text_fr="Une clé se lit en trois parties : l'anneau que l'on tient, la tige que l'on glisse, le panneton qui "
        "ouvre. Les artisans ont mis leur fierté dans la première, leur science dans la troisième.\n\n"
        "| Partie | Ce qu'elle dit |\n|---|---|\n| L'anneau | Qui la portait, et devant qui |\n"
        "| La tige | La profondeur de la porte |\n| Le panneton | Le secret de la serrure |\n\n"
        "Les plus ornées n'ont peut-être jamais servi : elles montraient ce que leur maître savait faire. Les plus "
        "usées, au contraire, ont tourné vingt fois par jour dans la main de quelqu'un.",
        text_en="A key is read in three parts: the bow one holds, the shank one slides in, the bit that opens. "
        "Craftsmen put their pride in the first and their science in the third.\n\n"
        "| Part | What it tells |\n|---|---|\n| The bow | Who carried it, and before whom |\n"
        "| The shank | How deep the door was |\n| The bit | The secret of the lock |\n\n"
        "The most ornate may never have been used: they showed what their maker could do. The most worn, on the "
        "contrary, turned twenty times a day in somebody's hand.",
        easy_fr="Dans ce musée, il y a beaucoup de clés.\n\n"
        "Une clé a trois parties.\n\n"
        "- L'anneau : on le tient dans la main.\n- La tige : elle entre dans la serrure.\n"
        "- Le panneton : il ouvre la serrure.\n\n"
        "Certaines clés sont très belles. Elles n'ont peut-être jamais ouvert une porte.\n\n"
        "D'autres clés sont usées. Elles ont servi tous les jours.",
        act_fr="Suivre un parcours de musée en musée",
        act_en="Follow a trail from museum to museum",
        act_to="/parcours",
    ),
    ArticleWords(
        key="drawer",
        museum="museum",
        kind="dossier",
        days_ago=19,
        title_fr="Ce que range un tiroir",
        title_en="What a drawer keeps in order",
        lead_fr="Pour un objet exposé, cent attendent dans l'ombre. Ils ne dorment pas : on les étudie.",
        lead_en="For each object on show, a hundred wait in the dark. They are not asleep: they are studied.",
        text_fr="# Une bibliothèque d'ailes\n\n"
        "Un papillon piqué sur une épingle porte deux étiquettes. La première dit où et quand ; la seconde, qui. "
        "Sans elles, il n'est qu'une jolie chose. Avec elles, il devient une preuve : ce jour-là, dans ce pré, "
        "cette espèce volait.\n\n"
        "# Cent ans plus tard\n\n"
        "Quand le pré est devenu une route, le tiroir se souvient. En comparant deux tiroirs remplis à cinquante ans "
        "de distance, on voit ce qui a disparu, et ce qui est arrivé du sud.\n\n"
        "## Le froid, l'ombre, le calme\n\n"
        "La lumière mange les couleurs, l'humidité attire les insectes qui mangent les insectes. C'est pourquoi on "
        "n'ouvre un tiroir que pour une bonne raison, et pas longtemps.",
        text_en="# A library of wings\n\n"
        "A butterfly on its pin has two labels. The first says where and when; the second, who. Without them it is "
        "but a pretty thing. With them it becomes evidence: on that day, in that meadow, this species was flying.\n\n"
        "# A hundred years later\n\n"
        "When the meadow has become a road, the drawer remembers. By comparing two drawers filled fifty years apart, "
        "one sees what has gone and what has come from the south.\n\n"
        "## Cold, dark, quiet\n\n"
        "Light eats colours, and damp draws the insects that eat insects. That is why a drawer is opened only for a "
        "good reason, and not for long.",
        act_fr="Voir ce qui est à faire au Muséum",
        act_en="See what there is to do at the Muséum",
        act_to="/a-faire?musee=museum",
    ),
    ArticleWords(
        key="shard",
        museum="antiquites",
        kind="short",
        days_ago=12,
        visibility="members",
        title_fr="Un tesson suffit",
        title_en="One shard is enough",
        lead_fr="D'un pot entier, on admire la forme. D'un tesson, on apprend presque tout le reste.",
        lead_en="Of a whole pot, one admires the shape. From a shard, one learns nearly everything else.",
        text_fr="La tranche cassée montre ce que la surface cachait : le grain de la terre, sa couleur à cœur, la "
        "chaleur du four. Un bord, même court, donne la taille de l'ouverture ; il suffit de le poser sur des cercles "
        "tracés d'avance.\n\n"
        "Parfois une empreinte est restée dans l'argile : un doigt, une toile, une feuille. Quelqu'un a appuyé là, un "
        "jour ordinaire, sans penser à vous.",
        text_en="The broken edge shows what the surface hid: the grain of the clay, its colour within, the heat of "
        "the kiln. A rim, however short, gives the size of the opening: one lays it on circles drawn beforehand.\n\n"
        "Sometimes a print has stayed in the clay: a finger, a cloth, a leaf. Somebody pressed there, on an ordinary "
        "day, without a thought for you.",
        act_fr="Chercher une empreinte au musée",
        act_en="Look for a print at the museum",
        act_to="/a-faire?musee=antiquites",
    ),
    ArticleWords(
        key="desk-of-a-poet",
        museum="pierre-corneille",
        kind="short",
        days_ago=0,
        state="scheduled",
        title_fr="Écrire à la lumière du nord",
        title_en="Writing by northern light",
        lead_fr="Une fenêtre, une table, peu de place. Où poseriez-vous votre encrier ?",
        lead_en="A window, a table, little room. Where would you put your inkwell?",
        text_fr="Avant l'ampoule, on écrivait contre la fenêtre. La main droite ne devait pas faire d'ombre sur la "
        "page : on mettait donc la table pour que le jour vienne de la gauche.\n\n"
        "Regardez la pièce et cherchez l'endroit. Vous l'avez trouvé ? Restez-y un instant.",
        text_en="Before the light bulb, one wrote by the window. The right hand was not to cast a shadow on the page: "
        "so the table stood where daylight came from the left.\n\n"
        "Look at the room and find the spot. Have you found it? Stay there for a moment.",
        act_fr="Préparer votre visite",
        act_en="Prepare your visit",
        act_to="/a-faire?musee=pierre-corneille",
    ),
)  # fmt: skip

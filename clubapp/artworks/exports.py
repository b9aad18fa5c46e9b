"""The works as a table, to be opened elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from clubapp.artworks import reasons, rules

HEADER = (
    _l("Référence Joconde"),
    *(reasons.FIELDS[name] for name in ("inventory", "museofile", "museum_id", "title_fr", "title_en", "maker")),
    *(reasons.FIELDS["date_text"], _l("De l'année"), _l("À l'année")),
    *(reasons.FIELDS[name] for name in ("domain", "technique", "school", "size_text")),
    *(_l("Hauteur (cm)"), _l("Largeur (cm)"), _l("Profondeur (cm)"), _l("Diamètre (cm)")),
    *(reasons.FIELDS[name] for name in ("subjects", "description_fr", "description_en", "acquired", "rights")),
)
_AFTER = ("title_fr", "title_en", "maker", "date_text", "from_year", "to_year", "domain", "technique", "school")
_THEN = ("size_text", "height", "width", "depth", "diameter")
_LAST = ("description_fr", "description_en", "acquired", "rights")


def lines() -> Iterator[tuple[object, ...]]:
    """Every work, the oldest first."""
    for work in rules.every():
        yield (
            *(work.reference, work.inventory, work.museofile, work.museum or work.museum_name),
            *(getattr(work, name) for name in (*_AFTER, *_THEN)),
            work.subjects.replace("\n", " ; "),
            *(getattr(work, name) for name in _LAST),
        )

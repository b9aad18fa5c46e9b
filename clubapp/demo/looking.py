"""The demonstration's works, and who stood before them."""

from __future__ import annotations

from clubapp.artworks import liking
from clubapp.artworks import rules as artworks
from clubapp.artworks.rules import Draft
from clubapp.demo.shapes import ArtworkWords
from clubapp.demo.words import ARTWORKS, LIKED, MEMBERS
from clubapp.members import rules as members


def write_works(houses: dict[str, int], by: int) -> None:
    """Write the works, and let members like some."""
    for words in ARTWORKS:
        artworks.write(_draft(words, houses), by=by)
    for place, number in LIKED:
        liking.like(members.join(MEMBERS[place].email, "", "fr").id, number)


def _draft(words: ArtworkWords, houses: dict[str, int]) -> Draft:
    said = words._asdict()
    return artworks.understood(Draft(museum_id=houses[said.pop("museum")], **said))

"""How a rule says no: one subclass per state of the world."""

from __future__ import annotations


class Refused(Exception):
    """A refusal: it leaves no trace, says why and what next.

    `says` is a sentence, lazily translated and without arguments; its %(facts)s are filled by `words`, a plain
    string, so that whatever shows it escapes it.
    """

    says: object = ""
    status = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def words(self) -> str:
        """The sentence in the reader's language."""
        return str(self.says) % self.facts if self.facts else str(self.says)


class Busy(Exception):
    """The base could not be had in time; nothing was done, try again in a moment."""

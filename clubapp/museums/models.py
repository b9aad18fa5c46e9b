"""A museum of the network."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from clubapp.db import Model

ACCENTS = ("cobalt", "iron", "sage", "ochre", "plum", "teal", "slate", "rose")


class Museum(Model):
    """A house of the network; `accent` names its colour in the style sheet."""

    __tablename__ = "museums"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    city: Mapped[str] = mapped_column(String(60))
    accent: Mapped[str] = mapped_column(String(10))
    about_fr: Mapped[str] = mapped_column(String(400))
    about_en: Mapped[str] = mapped_column(String(400), default="")
    address: Mapped[str] = mapped_column(String(160), default="")
    hours_fr: Mapped[str] = mapped_column(String(400), default="")
    hours_en: Mapped[str] = mapped_column(String(400), default="")
    museofile: Mapped[str] = mapped_column(String(10), default="")  # its code in the Ministry's list of museums

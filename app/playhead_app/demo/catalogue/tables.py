"""The catalogue's tables. All but `viewing` can be rebuilt from the texts at any time."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

__all__ = ["Base", "Credit", "Edition", "Episode", "Row", "RowTitle", "Season", "Tagging", "Title", "Viewing"]


class Base(DeclarativeBase):
    """All tables."""


class Edition(Base):
    """Which edition of the texts the tables were filled from; one line."""

    __tablename__ = "edition"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class Title(Base):
    """A film or a series. `film` is the short film that plays; empty for a series."""

    __tablename__ = "title"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int]
    name: Mapped[str]
    year: Mapped[int]
    rating: Mapped[str]
    short: Mapped[str]
    long: Mapped[str]
    director: Mapped[str]
    film: Mapped[str]
    is_premium: Mapped[bool]
    hero_place: Mapped[int | None]

    tags: Mapped[list["Tagging"]] = relationship(order_by="Tagging.place", lazy="selectin")
    credits: Mapped[list["Credit"]] = relationship(order_by="Credit.place", lazy="selectin")
    seasons: Mapped[list["Season"]] = relationship(order_by="Season.number", lazy="selectin")


class Tagging(Base):
    """A title's genre, the telling one first."""

    __tablename__ = "tagging"

    title_id: Mapped[str] = mapped_column(ForeignKey("title.id"), primary_key=True)
    genre: Mapped[str] = mapped_column(primary_key=True, index=True)
    place: Mapped[int]


class Credit(Base):
    """A member of a title's cast, in billing order."""

    __tablename__ = "credit"

    title_id: Mapped[str] = mapped_column(ForeignKey("title.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Season(Base):
    """A season of a series."""

    __tablename__ = "season"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    title_id: Mapped[str] = mapped_column(ForeignKey("title.id"), index=True)
    number: Mapped[int]
    name: Mapped[str]

    episodes: Mapped[list["Episode"]] = relationship(order_by="Episode.number", lazy="selectin")


class Episode(Base):
    """An episode of a season."""

    __tablename__ = "episode"

    id: Mapped[str] = mapped_column(String(96), primary_key=True)
    season_id: Mapped[str] = mapped_column(ForeignKey("season.id"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    story: Mapped[str]
    film: Mapped[str]


class Row(Base):
    """A row of the home page."""

    __tablename__ = "home_row"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int]
    name: Mapped[str]
    shape: Mapped[str]


class RowTitle(Base):
    """A title's place in a row."""

    __tablename__ = "home_row_title"

    row_id: Mapped[str] = mapped_column(ForeignKey("home_row.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[str] = mapped_column(ForeignKey("title.id"))


class Viewing(Base):
    """How far the viewer has come in a film or an episode. Survives a new edition of the texts."""

    __tablename__ = "viewing"

    item_id: Mapped[str] = mapped_column(String(96), primary_key=True)
    title_id: Mapped[str] = mapped_column(String(64), index=True)
    position_s: Mapped[float]
    duration_s: Mapped[float]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=lambda: datetime.now(UTC))

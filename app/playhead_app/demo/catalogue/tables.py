"""The catalogue's tables. All but those of `Personal` can be rebuilt from the texts at any time."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

__all__ = ["Base", "Credit", "Edition", "Episode", "Listing", "Personal", "Profile", "Row", "RowTitle"]
__all__ += ["Season", "Tagging", "Title", "Viewing"]


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


class Personal:
    """Marks tables of what belongs to viewers: they survive a new edition of the texts."""


class Profile(Personal, Base):
    """Somebody who watches. `max_rating` is empty for no limit. Times are seconds since 1970 (UTC)."""

    __tablename__ = "profile"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[int]
    name: Mapped[str]
    avatar: Mapped[str]
    max_rating: Mapped[str]
    is_kids: Mapped[bool]
    changed_at_s: Mapped[float]


class Viewing(Personal, Base):
    """How far a profile has come in a film or an episode."""

    __tablename__ = "profile_viewing"

    profile_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(96), primary_key=True)
    title_id: Mapped[str] = mapped_column(String(64), index=True)
    position_s: Mapped[float]
    duration_s: Mapped[float]
    watched_at_s: Mapped[float]
    is_hidden: Mapped[bool] = mapped_column(default=False)


class Listing(Personal, Base):
    """Whether a title is on a profile's list, and since when."""

    __tablename__ = "profile_listing"

    profile_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    is_listed: Mapped[bool]
    changed_at_s: Mapped[float]

"""Turn the catalogue's texts into lines of its tables."""

from collections.abc import Iterator

from playhead_app.demo.catalogue.content import EpisodeText, TitleText, read_heroes, read_rows, read_titles
from playhead_app.demo.catalogue.tables import Base, Credit, Episode, Row, RowTitle, Season, Tagging, Title

__all__ = ["seed_rows", "upcoming"]


def seed_rows() -> Iterator[Base]:
    """Yield everything that the texts hold, parents before children."""
    heroes = {title_id: place for place, title_id in enumerate(read_heroes())}
    for place, text in enumerate(read_titles()):
        yield _title(text, place, heroes.get(text.id))
    for place, row in enumerate(read_rows()):
        yield Row(id=row.id, place=place, name=row.name, shape=row.shape)
        for inner, title_id in enumerate(row.titles):
            yield RowTitle(row_id=row.id, place=inner, title_id=title_id)


def _title(text: TitleText, place: int, hero_place: int | None) -> Title:
    return Title(
        id=text.id,
        place=place,
        name=text.name,
        year=text.year,
        rating=text.rating,
        short=text.short,
        long=text.long,
        director=text.director,
        film=text.film,
        is_premium=text.is_premium,
        hero_place=hero_place,
        tags=[Tagging(genre=genre, place=index) for index, genre in enumerate(text.genres)],
        credits=[Credit(name=name, place=index) for index, name in enumerate(text.cast)],
        seasons=list(_seasons(text)),
    )


def _seasons(text: TitleText) -> Iterator[Season]:
    for number, season in enumerate(text.seasons, 1):
        season_id = f"{text.id}.s{number}"
        yield Season(
            id=season_id,
            number=number,
            name=season.name,
            episodes=[
                _episode(season_id, index, episode)
                for index, episode in enumerate(season.episodes, 1)
                if not episode.is_upcoming
            ],
        )


def upcoming() -> Iterator[Episode]:
    """Yield the episodes that come out while the service runs, in order."""
    for title in read_titles():
        for number, season in enumerate(title.seasons, 1):
            season_id = f"{title.id}.s{number}"
            for index, text in enumerate(season.episodes, 1):
                if text.is_upcoming:
                    episode = _episode(season_id, index, text)
                    episode.season_id = season_id
                    yield episode


def _episode(season_id: str, number: int, text: EpisodeText) -> Episode:
    return Episode(
        id=f"{season_id}e{number}", number=number, name=text.name, story=text.story, film=text.film
    )

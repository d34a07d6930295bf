"""The catalogue as the app sees it: frozen data, a protocol, and a GraphQL client of it."""

from playhead_app.catalogue.errors import CatalogueError
from playhead_app.catalogue.model import (
    Artwork,
    Catalogue,
    Chapter,
    Episode,
    Home,
    KeptHome,
    Marker,
    MarkerKind,
    Offer,
    Page,
    Refusal,
    Row,
    Season,
    Shape,
    TitleCard,
    TitleDetails,
    TitleKind,
)

__all__ = [
    "Artwork",
    "Catalogue",
    "CatalogueError",
    "Chapter",
    "Episode",
    "Home",
    "KeptHome",
    "Marker",
    "MarkerKind",
    "Offer",
    "Page",
    "Refusal",
    "Row",
    "Season",
    "Shape",
    "TitleCard",
    "TitleDetails",
    "TitleKind",
]

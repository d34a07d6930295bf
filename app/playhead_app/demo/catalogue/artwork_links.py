"""Addresses of a title's pictures, in the sizes that a client asks for."""

from typing import Annotated

import strawberry

from playhead_app.demo.artwork.version import ART_VERSION, tint_of
from playhead_app.demo.catalogue.swelling import original_of

__all__ = ["Artwork"]

Width = Annotated[
    int, strawberry.argument(description="In pixels; the service may send the next size it has.")
]


@strawberry.type(description="Pictures of a title or an episode. They never change under an address.")
class Artwork:
    """Where a title's pictures are."""

    subject: strawberry.Private[str]
    base_url: strawberry.Private[str]

    @classmethod
    def of(cls, subject: str, base_url: str) -> "Artwork":
        """Return the artwork of a title or an episode."""
        return cls(subject=original_of(subject), base_url=base_url)

    @strawberry.field(description="2:3, with the title set in it. JPEG.")
    def poster(self, width: Width = 400) -> str:
        return self._address("poster", width, "jpg")

    @strawberry.field(description="16:9, without type. JPEG.")
    def still(self, width: Width = 640) -> str:
        return self._address("still", width, "jpg")

    @strawberry.field(description="16:9, the subject on the right, calm and dark on the left. JPEG.")
    def hero(self, width: Width = 1920) -> str:
        return self._address("hero", width, "jpg")

    @strawberry.field(description="The title as set type on a transparent ground. PNG.")
    def title_art(self, width: Width = 800) -> str:
        return self._address("title", width, "png")

    @strawberry.field(
        description="The pictures' leading colour, as `#rrggbb`; dark enough to set light text on."
    )
    def tint(self) -> str:
        return tint_of(self.subject)

    def _address(self, kind: str, width: int, ending: str) -> str:
        return f"{self.base_url}/artwork/{ART_VERSION}/{self.subject}/{kind}-{max(1, width)}.{ending}"

"""The GraphQL client."""

from playhead_app.catalogue.none import NoCatalogue
from playhead_app.catalogue.session import CatalogueSession, Endpoint


class CatalogueClient(NoCatalogue):
    """x"""

    def __init__(self, endpoint: Endpoint) -> None:
        self._session = CatalogueSession(endpoint)

    async def close(self) -> None:
        await self._session.close()

"""What the app asks the catalogue: every document, and the size of every picture that it wants.

A test checks each of them against the service's schema, so a field that goes away is found before a viewer
finds it.
"""

from gql import GraphQLRequest, gql

__all__ = ["DETAILS", "DOCUMENTS", "HOME", "MORE_CARDS", "MORE_ROWS", "RECORD_PROGRESS", "START_PLAYBACK"]

# Twice the sizes of a 1080p screen, so that pictures are sharp on a 4K one.
_CARD = """
fragment Card on Title {
  __typename
  id
  name
  year
  maturityRating
  genres
  synopsisShort
  readiness
  watched
  artwork {
    poster(width: 424)
    still(width: 744)
    hero(width: 1920)
    titleArt(width: 1000)
    tint
  }
  ... on Film {
    durationS
  }
}
"""

_ROW = """
fragment RowWithCards on Row {
  id
  name
  shape
  titles(first: $tiles) {
    edges {
      node {
        ...Card
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
"""

HOME: GraphQLRequest = gql(
    """
query Home($rows: Int!, $tiles: Int!) {
  home {
    heroes(first: 5) {
      ...Card
    }
    rows(first: $rows) {
      edges {
        node {
          ...RowWithCards
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
"""
    + _ROW
    + _CARD
)

MORE_ROWS: GraphQLRequest = gql(
    """
query MoreRows($rows: Int!, $tiles: Int!, $after: String!) {
  home {
    rows(first: $rows, after: $after) {
      edges {
        node {
          ...RowWithCards
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
"""
    + _ROW
    + _CARD
)

MORE_CARDS: GraphQLRequest = gql(
    """
query MoreCards($row: ID!, $tiles: Int!, $after: String!) {
  row(id: $row) {
    titles(first: $tiles, after: $after) {
      edges {
        node {
          ...Card
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
"""
    + _CARD
)

DETAILS: GraphQLRequest = gql(
    """
query Details($id: ID!) {
  title(id: $id) {
    ...Card
    synopsisLong
    director
    cast {
      name
    }
    similar(first: 12) {
      ...Card
    }
    ... on Series {
      seasons {
        id
        name
        episodes {
          id
          number
          name
          synopsis
          durationS
          readiness
          watched
          artwork {
            still(width: 744)
            tint
          }
        }
      }
      nextEpisode {
        id
      }
    }
  }
}
"""
    + _CARD
)

START_PLAYBACK: GraphQLRequest = gql(
    """
mutation StartPlayback($id: ID!) {
  startPlayback(input: {titleId: $id}) {
    __typename
    ... on Playback {
      itemId
      manifestUrl
      resumeAtS
      maxHeight
      licence {
        url
        token
      }
      markers {
        kind
        startS
        endS
      }
      chapters {
        name
        startS
      }
      following {
        id
        number
        name
        synopsis
        durationS
        readiness
        watched
        artwork {
          still(width: 744)
          hero(width: 1920)
          tint
        }
      }
    }
    ... on PlaybackRefused {
      reason
      message
      hint
      progress
    }
  }
}
"""
)

RECORD_PROGRESS: GraphQLRequest = gql(
    """
mutation RecordProgress($item: ID!, $position: Float!, $duration: Float!) {
  recordProgress(input: {itemId: $item, positionS: $position, durationS: $duration}) {
    watched
  }
}
"""
)

DOCUMENTS = (HOME, MORE_ROWS, MORE_CARDS, DETAILS, START_PLAYBACK, RECORD_PROGRESS)

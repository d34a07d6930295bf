"""What the app asks the catalogue: every document, and the size of every picture that it wants.

A test checks each of them against the service's schema, so a field that goes away is found before a viewer
finds it.
"""

from gql import GraphQLRequest, gql

__all__ = ["DELETE_PROFILE", "DETAILS", "DOCUMENTS", "GENRE", "GENRES", "HOME", "MORE_CARDS", "MORE_ROWS"]
__all__ += [
    "MY_LIST",
    "PERSONAL_STATE",
    "PROFILES",
    "RECORD_PROGRESS",
    "SAVE_PROFILE",
    "SEARCH",
    "SET_LISTED",
]
__all__ += ["EPISODE_ADDED", "SESSION_ENDED", "START_PLAYBACK"]

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
  isListed
  hasNewEpisode
  isIncluded
  artwork {
    poster(width: 424)
    still(width: 744)
    hero(width: 1920)
    titleArt(width: 1000)
    tint
  }
  ... on Film {
    durationS
    isLive
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
mutation StartPlayback($id: ID!, $hasPin: Boolean!) {
  startPlayback(input: {titleId: $id, hasPin: $hasPin}) {
    __typename
    ... on Playback {
      itemId
      manifestUrl
      resumeAtS
      leftAtS
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


def _titles(name: str, parameters: str, field: str) -> GraphQLRequest:
    """A question for a stretch of titles."""
    return gql(
        f"""
query {name}({parameters}$tiles: Int!, $after: String) {{
  {field} {{
    edges {{
      node {{
        ...Card
      }}
    }}
    pageInfo {{
      hasNextPage
      endCursor
    }}
  }}
}}
"""
        + _CARD
    )


SEARCH = _titles("Search", "$words: String!, ", "search(text: $words, first: $tiles, after: $after)")
GENRE = _titles("Genre", "$name: String!, ", "genre(name: $name, first: $tiles, after: $after)")
MY_LIST = _titles("MyList", "", "myList(first: $tiles, after: $after)")
GENRES: GraphQLRequest = gql("query Genres { genres }")

RECORD_PROGRESS: GraphQLRequest = gql(
    """
mutation RecordProgress(
  $item: ID!, $position: Float!, $duration: Float!, $watchedAt: Float!, $isHidden: Boolean!
) {
  recordProgress(
    input: {
      itemId: $item, positionS: $position, durationS: $duration, watchedAtS: $watchedAt, isHidden: $isHidden
    }
  ) {
    watched
  }
}
"""
)

SET_LISTED: GraphQLRequest = gql(
    """
mutation SetListed($title: ID!, $isListed: Boolean!, $changedAt: Float!) {
  setListed(input: {titleId: $title, isListed: $isListed, changedAtS: $changedAt}) {
    isListed
  }
}
"""
)

_PROFILE = """
fragment ProfileFields on Profile {
  id
  name
  avatar
  maxRating
  isKids
  changedAtS
}
"""

PROFILES: GraphQLRequest = gql(
    """
query Profiles {
  profiles {
    ...ProfileFields
  }
}
"""
    + _PROFILE
)

SAVE_PROFILE: GraphQLRequest = gql(
    """
mutation SaveProfile($profile: ProfileInput!) {
  saveProfile(input: $profile) {
    id
  }
}
"""
)

DELETE_PROFILE: GraphQLRequest = gql(
    """
mutation DeleteProfile($id: ID!) {
  deleteProfile(id: $id) {
    id
  }
}
"""
)

PERSONAL_STATE: GraphQLRequest = gql(
    """
query PersonalState {
  viewings(first: 50) {
    itemId
    positionS
    durationS
    watchedAtS
    isHidden
  }
  listings(first: 50) {
    titleId
    isListed
    changedAtS
  }
}
"""
)

EPISODE_ADDED: GraphQLRequest = gql(
    """
subscription EpisodeAdded {
  episodeAdded {
    series {
      id
      name
    }
    episode {
      id
      number
      name
    }
  }
}
"""
)

SESSION_ENDED: GraphQLRequest = gql(
    """
subscription SessionEnded {
  sessionEnded {
    reason
  }
}
"""
)

DOCUMENTS = (
    HOME,
    MORE_ROWS,
    MORE_CARDS,
    DETAILS,
    START_PLAYBACK,
    SEARCH,
    GENRE,
    GENRES,
    MY_LIST,
    RECORD_PROGRESS,
    SET_LISTED,
    PROFILES,
    SAVE_PROFILE,
    DELETE_PROFILE,
    PERSONAL_STATE,
    EPISODE_ADDED,
    SESSION_ENDED,
)

"""A mutation fuzzer for what comes from outside as text: playlists and MPDs."""

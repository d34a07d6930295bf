"""Artwork of the catalogue: posters, stills, heroes and set titles, drawn when they are first asked for."""

"""Motifs: what the demo's films, posters and stills are composed of.

A motif is a few pure functions that draw shapes and light into arrays: dunes, towers, jellyfish, paper
mountains. The film studio moves them past a camera; the artwork sets them beside typography. So a poster
shows what the film shows, because it is the same dune.
"""

"""Playhead: manifest in, picture out."""

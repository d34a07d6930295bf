"""What `playhead lab` does; needs the `lab` extra, so nothing else may import from here."""

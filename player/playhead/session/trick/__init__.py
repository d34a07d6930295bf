"""Winding: single pictures of a title, far apart, shown one after another."""

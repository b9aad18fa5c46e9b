"""Posters: a code on a wall, and the place it leads to."""

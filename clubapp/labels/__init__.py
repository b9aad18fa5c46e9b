"""Cartel lab: a work's label is read by visitors, word by word, and written anew with what they said of it."""

"""Polls: one question in an article or on the home page, answered in a tap, its result seen once one has answered."""

"""Reading what a survey has found, taking it away, and publishing it."""

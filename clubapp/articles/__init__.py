"""Articles: what the museums write for the club, from a draft to what visitors read."""

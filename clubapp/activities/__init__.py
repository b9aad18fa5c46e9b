"""Activities: something to look at, to do, to try — and the points for it."""

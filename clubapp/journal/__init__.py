"""The journal: what staff did, when and about what, in a book nobody rewrites and that forgets after a year."""

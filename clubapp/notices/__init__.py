"""Notices: what the club tells a member, in a list of theirs and, where they must know, by mail."""

"""Errands: what takes longer than a page may. Staff ask, the jobs runner goes on with it, a page counts."""

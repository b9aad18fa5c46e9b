"""Surveys: what the museums ask their visitors, and what they may say without being known."""

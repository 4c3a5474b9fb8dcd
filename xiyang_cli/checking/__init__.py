"""Judging a draft: what each figure is of, and what the base says to it. Pure."""

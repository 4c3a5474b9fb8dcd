"""Quantities in prose: what numbers a text states, with unit, bound and place. Pure, offline, linear."""

"""Figures: exact arithmetic, units, periods, and one quantity read from text. Pure."""

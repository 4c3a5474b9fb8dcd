"""The questions that the tool answers: changes, show, compare, search, verify. Pure."""

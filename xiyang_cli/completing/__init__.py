"""Completion in shells: what may stand at the cursor, and how each shell asks and is answered."""

"""From a page to the beginning of a base: its structure, a stub for each figure, the words that are none."""

"""Facts in the forms that other programs keep: tables first, then a module for each form."""

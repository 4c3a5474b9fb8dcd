"""The fact base: what it holds, how it is read and checked, how things in it are found."""

"""Tasks: said by their name, by a plain form of it, or by an everyday word."""

"""Deeds: what is written besides new entries of one's own, each as a card that a person confirms."""

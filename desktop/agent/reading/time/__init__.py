"""Lengths, clock times, days and stretches of days, found without looking at the rest."""

"""Gleaner: a sentence, typed or spoken, becomes correct Harvest time entries."""

__version__ = "0.1.0"

"""Answers on the screen: an `Answer` becomes pictures, tables, texts to copy and a way into Harvest."""

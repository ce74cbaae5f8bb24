"""The local reader: words about time become typed intents, instantly, offline and without guessing.

The folders are its stages, in the order in which a message passes them; `reader.py` puts them in a row.
"""

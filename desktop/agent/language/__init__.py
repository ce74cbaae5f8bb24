"""The local grammar: words about time become typed intents, instantly, offline and without guessing."""

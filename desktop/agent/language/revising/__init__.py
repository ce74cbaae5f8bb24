"""Words about cards: which card(s) are meant, what changes, and how. `language.conversation` puts these together."""

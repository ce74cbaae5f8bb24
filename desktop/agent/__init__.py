"""From words to intents to cards to commits. Knows no screen."""

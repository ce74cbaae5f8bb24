"""Text to tokens, and what tokens are alone: words, numbers, quantities, amounts of money."""

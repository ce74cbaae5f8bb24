"""Words about the cards on the screen and about what was just done."""

"""The cards: what will be written, and what Harvest answered."""

"""All that speaks to Harvest. Knows nothing of agents or screens."""

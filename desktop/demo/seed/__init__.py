"""What a fresh demo account holds: people, projects and weeks of plausible history, the same for the same day."""

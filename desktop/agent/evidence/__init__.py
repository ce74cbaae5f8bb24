"""What a day left behind elsewhere: events, commits, the last working day's entries; each becomes an offered card."""

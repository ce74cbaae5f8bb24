"""What is seen: widgets, cards and panels, and the tray. Does no I/O of its own."""

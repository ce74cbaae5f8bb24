"""What makes a reading unsafe: then it is asked or checked, never logged unseen."""

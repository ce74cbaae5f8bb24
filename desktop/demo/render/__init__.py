"""Records as the JSON objects that Harvest answers, key for key."""

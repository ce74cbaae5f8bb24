"""Items to entries: which length belongs to which name, task, day and notes."""

"""Where clients, projects and codes are named, and which project the names of one entry mean."""

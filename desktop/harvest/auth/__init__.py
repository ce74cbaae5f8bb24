"""Signing in to Harvest: personal access token, or OAuth2 through the system's browser."""

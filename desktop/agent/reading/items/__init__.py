"""Tokens to items: every word plays exactly one part, and items settle what they say of one another."""

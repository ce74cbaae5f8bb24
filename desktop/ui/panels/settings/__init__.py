"""The settings window: the account, speech, and the names that the user taught."""

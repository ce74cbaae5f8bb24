"""The settings window: the account, speech, the end of the day, and the names that the user taught."""

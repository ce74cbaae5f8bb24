"""The same conversation from elsewhere: other assistants, a browser, messages. None of it confirms unseen."""

"""What was pasted, looked at as what it is: tables, exports, chats, mails."""

"""The command line: subcommands, the conversation in a terminal, JSON, sign-in and the doctor."""

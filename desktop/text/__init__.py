"""What the screen and the terminal both write and read in fields: hours, clock times, plain text. Knows no Qt."""

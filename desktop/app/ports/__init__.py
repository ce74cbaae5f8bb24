"""The doors between the screen and the rest, opened: the port's methods become work on the worker's loop."""

"""Shows the windows with a scripted port, so that each state can be looked at without the rest of the product."""

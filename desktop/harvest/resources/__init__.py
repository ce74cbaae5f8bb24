"""The calls of Harvest's API, grouped as its documentation groups them."""

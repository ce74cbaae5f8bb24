"""The demo account: a faithful local Harvest, used by `--demo` and by the tests."""

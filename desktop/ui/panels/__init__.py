"""The windows and panels that people see."""

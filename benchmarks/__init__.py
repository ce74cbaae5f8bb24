"""Every figure that the documentation claims, measured by `make bench` (`python -m benchmarks [NAME ...]`)."""

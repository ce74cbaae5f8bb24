"""What differs from system to system, each behind a Protocol."""

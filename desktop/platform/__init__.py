"""What differs from system to system: a folder for each capability, each a Protocol with ordered backends."""

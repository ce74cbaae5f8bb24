"""What Harvest allows and how it computes: no HTTP here."""

"""Common Media Client Data: what a player tells its servers about itself (CTA-5004, CTA-5004-B)."""

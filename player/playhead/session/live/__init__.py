"""What only a live title needs: its window, its clock, and keeping what is known of it up to date."""

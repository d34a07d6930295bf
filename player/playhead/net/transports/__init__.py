"""Ways to open a URL: HTTP, files, and a network that only exists in memory."""

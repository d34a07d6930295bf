"""Protected editions of the demo's films: encrypted on their way out, opened by a small licence server."""

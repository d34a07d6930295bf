"""Inside the elementary streams: just enough of each codec to describe it and to cut it into samples."""

"""One presentation being played: plan, download, place, feed, recover, and keep the record."""

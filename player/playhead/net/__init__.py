"""Bytes from anywhere: one fetcher with the rules, small transports without any."""

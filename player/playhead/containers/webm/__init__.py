"""WebM and Matroska, read (RFC 8794, RFC 9559): DASH's other container, for VP9, AV1 and Opus."""

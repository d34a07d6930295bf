"""MPEG-2 transport streams (ISO/IEC 13818-1), as HLS cuts them into segments (RFC 8216 §3.2)."""

"""ISO base media files (ISO/IEC 14496-12): fragmented and plain MP4, CMAF, and the segment index."""

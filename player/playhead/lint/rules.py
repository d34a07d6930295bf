"""Every rule there is, by what it looks at. A new family is one import and one line here."""

from typing import Any

from playhead.lint import (
    dash_presentation,
    dash_segments,
    dash_sets,
    hls_dates,
    hls_groups,
    hls_low_latency,
    hls_rungs,
    hls_segments,
    hls_variants,
    hls_versions,
)
from playhead.lint.finding import Rule

__all__ = ["ALL_RULES", "MEDIA_RULES", "MPD_RULES", "MULTIVARIANT_RULES", "TITLE_RULES"]

MULTIVARIANT_RULES = (*hls_variants.RULES, *hls_groups.RULES, *hls_versions.MULTIVARIANT_RULES)
MEDIA_RULES = (
    *hls_segments.RULES,
    *hls_low_latency.RULES,
    *hls_dates.RULES,
    *hls_versions.MEDIA_RULES,
)
TITLE_RULES = hls_rungs.RULES
MPD_RULES = (*dash_presentation.RULES, *dash_sets.RULES, *dash_segments.RULES)

ALL_RULES: tuple[Rule[Any], ...] = (*MULTIVARIANT_RULES, *MEDIA_RULES, *TITLE_RULES, *MPD_RULES)

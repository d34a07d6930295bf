"""Say what is wrong or risky in a manifest, by RFC 8216bis, ISO/IEC 23009-1 and the DASH-IF guidelines.

No I/O: whoever lints fetches the manifest, and the playlists that it names.
"""

from playhead.lint.checking import Linting, read_for_lint
from playhead.lint.finding import Finding, FindingSeverity, Found, Rule
from playhead.lint.rules import ALL_RULES

__all__ = ["ALL_RULES", "Finding", "FindingSeverity", "Found", "Linting", "Rule", "read_for_lint"]

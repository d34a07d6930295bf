"""One playback as one readable page: what was shown, what was decided, and why.

The page is a single HTML file without scripts or anything to fetch, so that it can be mailed and opened in
ten years. It is drawn from the same plain data that `playhead play --report` writes as JSON.
"""

from playhead_app.report.page import render_page, write_page

__all__ = ["render_page", "write_page"]

"""The lab's results as one page."""

from playhead_app.lab_report.page import render_lab_page

__all__ = ["render_lab_page"]

"""The app as a good citizen of a desktop: media keys, a screen that stays awake, links, one instance."""

from playhead_app.desktop.deep_links import title_of
from playhead_app.desktop.seam import Command, DesktopSeam, MediaState, NoDesktop, Status

__all__ = ["Command", "DesktopSeam", "MediaState", "NoDesktop", "Status", "title_of"]

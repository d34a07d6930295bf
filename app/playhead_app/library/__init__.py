"""What the app remembers on this device: one SQLite file, and its way to the service and back.

Profiles, what was watched and how far, the list of each profile, its settings and searches, and the changes
that the service does not know yet. `Library` is the door; nothing here knows Qt.
"""

from playhead_app.library.library import Library
from playhead_app.library.pin import PinAnswer
from playhead_app.library.records import Change, ChangeKind, Listing, Profile, Viewing
from playhead_app.library.sync import PersonalService, PersonalState, Synchroniser

__all__ = [
    "Change",
    "ChangeKind",
    "Library",
    "Listing",
    "PersonalService",
    "PersonalState",
    "PinAnswer",
    "Profile",
    "Synchroniser",
    "Viewing",
]

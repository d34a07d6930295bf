"""Keys: what protected samples look like, and the seam for whoever opens them.

This room knows neither manifests nor the player. A device team with a CDM of its own implements `Cdm` and
`LicenseSession`, and touches nothing else.
"""

from playhead_drm.errors import (
    DecryptError,
    DrmError,
    InitDataError,
    KeyMissingError,
    KeyNotUsableError,
    LicenseResponseError,
    SessionClosedError,
    UnsupportedSchemeError,
)
from playhead_drm.key_system import (
    Cdm,
    CdmCapabilities,
    InitDataType,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    LicenseSession,
    MessageType,
    SessionListener,
    SessionType,
)
from playhead_drm.samples import ManifestKey, ProtectedSample, SampleProtection, Subsample
from playhead_drm.scheme import Scheme

__all__ = [
    "Cdm",
    "CdmCapabilities",
    "DecryptError",
    "DrmError",
    "InitDataError",
    "InitDataType",
    "KeyMissingError",
    "KeyNotUsableError",
    "KeyStatus",
    "KeyStatusChange",
    "LicenseMessage",
    "LicenseResponseError",
    "LicenseSession",
    "ManifestKey",
    "MessageType",
    "ProtectedSample",
    "SampleProtection",
    "Scheme",
    "SessionClosedError",
    "SessionListener",
    "SessionType",
    "Subsample",
    "UnsupportedSchemeError",
]

"""Keys: what protected samples look like, and the seam for whoever opens them.

This room knows neither manifests nor the player. A device team with a CDM of its own implements `Cdm` and
`LicenseSession`, and touches nothing else.
"""

from playhead_drm.cpix import CpixDocument, parse_cpix
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
from playhead_drm.init_data import InitDataFacts, as_playready_pssh, facts_of
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
from playhead_drm.playready import PlayReadyHeader, parse_playready, swap_key_id
from playhead_drm.pssh import PsshBox, build_pssh, parse_pssh
from playhead_drm.samples import ManifestKey, ProtectedSample, SampleProtection
from playhead_drm.scheme import Scheme

__all__ = [
    "Cdm",
    "CdmCapabilities",
    "CpixDocument",
    "DecryptError",
    "DrmError",
    "InitDataError",
    "InitDataFacts",
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
    "PlayReadyHeader",
    "ProtectedSample",
    "PsshBox",
    "SampleProtection",
    "Scheme",
    "SessionClosedError",
    "SessionListener",
    "SessionType",
    "UnsupportedSchemeError",
    "as_playready_pssh",
    "build_pssh",
    "facts_of",
    "parse_cpix",
    "parse_playready",
    "parse_pssh",
    "swap_key_id",
]

"""The functions and shapes of `open_cdm.h`, as far as this player uses them, for ctypes."""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any

__all__ = [
    "Callbacks",
    "ChallengeCallback",
    "ErrorCallback",
    "KeyCallback",
    "KeysCallback",
    "MediaProperties",
    "Pattern",
    "SampleInfo",
    "SubSampleInfo",
    "load_library",
]

ChallengeCallback = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_char_p, POINTER(c_uint8), c_uint16)
KeyCallback = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, POINTER(c_uint8), c_uint8)
ErrorCallback = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_char_p)
KeysCallback = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)


class Callbacks(Structure):
    """`OpenCDMSessionCallbacks`; must live as long as the session."""

    _fields_ = [
        ("process_challenge", ChallengeCallback),
        ("key_update", KeyCallback),
        ("error_message", ErrorCallback),
        ("keys_updated", KeysCallback),
    ]


class Pattern(Structure):
    """`EncryptionPattern`, in blocks."""

    _fields_ = [("encrypted_blocks", c_uint32), ("clear_blocks", c_uint32)]


class SubSampleInfo(Structure):
    """`SubSampleInfo`."""

    _fields_ = [("clear_bytes", c_uint16), ("encrypted_bytes", c_uint32)]


class SampleInfo(Structure):
    """`SampleInfo`."""

    _fields_ = [
        ("scheme", ctypes.c_int),
        ("pattern", Pattern),
        ("iv", POINTER(c_uint8)),
        ("iv_length", c_uint8),
        ("key_id", POINTER(c_uint8)),
        ("key_id_length", c_uint8),
        ("subsample_count", c_uint8),
        ("subsamples", POINTER(SubSampleInfo)),
    ]


class MediaProperties(Structure):
    """`MediaProperties`; zeros say that nothing is known."""

    _fields_ = [
        ("height", c_uint16),
        ("width", c_uint16),
        ("media_type", ctypes.c_int),
    ]


# By name: what comes back, what goes in. OpenCDMError is compared with 0 only.
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "opencdm_create_system": (c_void_p, [c_char_p]),
    "opencdm_destruct_system": (c_uint32, [c_void_p]),
    "opencdm_is_type_supported": (c_uint32, [c_char_p, c_char_p]),
    "opencdm_system_supports_server_certificate": (c_uint32, [c_void_p]),
    "opencdm_system_set_server_certificate": (c_uint32, [c_void_p, c_char_p, c_uint16]),
    "opencdm_construct_session": (
        c_uint32,
        [
            c_void_p,
            ctypes.c_int,
            c_char_p,
            c_char_p,
            c_uint16,
            c_char_p,
            c_uint16,
            POINTER(Callbacks),
            c_void_p,
            POINTER(c_void_p),
        ],
    ),
    "opencdm_destruct_session": (c_uint32, [c_void_p]),
    "opencdm_session_id": (c_char_p, [c_void_p]),
    "opencdm_session_update": (c_uint32, [c_void_p, c_char_p, c_uint16]),
    "opencdm_session_remove": (c_uint32, [c_void_p]),
    "opencdm_session_close": (c_uint32, [c_void_p]),
    "opencdm_session_status": (ctypes.c_int, [c_void_p, c_char_p, c_uint8]),
    "opencdm_session_decrypt_v2": (
        c_uint32,
        [c_void_p, POINTER(c_uint8), c_uint32, POINTER(SampleInfo), POINTER(MediaProperties)],
    ),
}


def load_library(path: str) -> ctypes.CDLL:
    """Return the library with its functions described.

    Raises:
        OSError: If it can't be loaded.
        AttributeError: If it lacks one of the functions.
    """
    library = ctypes.CDLL(path)
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library

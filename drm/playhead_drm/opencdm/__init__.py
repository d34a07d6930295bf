"""OpenCDM: the C interface by which set-top boxes give players their CDMs (`libocdm.so`)."""

from playhead_drm.opencdm.cdm import OpenCdm

__all__ = ["OpenCdm"]

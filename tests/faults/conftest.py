"""The rig's fixtures, for every test of this folder."""

from tests.faults.rig import healthy, rig

__all__ = ["healthy", "rig"]

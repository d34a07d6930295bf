"""What can go wrong in this room: only wrong use, since it touches nothing outside."""

__all__ = ["AbrError"]


class AbrError(ValueError):
    """A ladder, a setting or an algorithm's name makes no sense."""

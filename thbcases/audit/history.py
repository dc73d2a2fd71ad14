from thbcases.core.history import tracked

__all__ = ["tracked"]

"""Vinh Danh: the whole cycle of emulation and commendation of a large organisation."""

__version__ = "0.1.0"

"""Screens about tips: those of the staff, and the public pages."""

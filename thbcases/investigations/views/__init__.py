"""Screens about investigations, suspects and courts."""

"""Screens about victims."""

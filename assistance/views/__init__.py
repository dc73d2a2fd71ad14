"""Screens of the NGO worker and of the ministry that pays for the help."""

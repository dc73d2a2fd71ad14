"""Returns: what the country owes to others each year, as screens with a check list, and as files.

A return is a declaration (`registry/`): tables of figures of the one registry of indicators, with
what must be there. `made` counts them, `checks` says what is missing, `files` writes them. Extracts
of single records (`htcds`, `ctdc`) have the same screens and the same log.
"""

"""Registers that are searched: this system's own records, and outside ones by adapter."""

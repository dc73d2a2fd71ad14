"""Facts that are kept in tables, so that a country of any size is counted in a moment.

`definitions.py` says what the facts are, `ddl.py` how they are kept and shown, `touching.py` what
makes them stale; `keeping.py` makes them anew and compares what is kept with what is defined.
"""

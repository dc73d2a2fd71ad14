"""How quick the figures of a country with a million victims are.

    python -m bench.figures                      a million victims, about twenty minutes
    python -m bench.figures --victims 30000      a small country, about a minute

A scratch database in the embedded PostgreSQL is filled (`fill.py`), its facts are made by
`manage.py rebuild_facts`, and dropped in the end (`--keep` leaves it, `--reuse` measures it again).

**Measured in the same run, in turns:** the whole country table of ten years as the coordinator asks
for it, through the application role, row security and the registry of figures; and the same figures
from SQL written by hand over the tables of the cases (`hand.py`), as the owner, with the same
memory. Every figure is compared; one that differs ends the run with an error. Then a cross-table of
three dimensions for each of the ten years. Hiding its small cells is timed by `bench.disclosure`.

**Writing.** A victim with a decision is recorded through the application's models, and again with
the triggers that mark facts switched off; then what a reader waits for while they are settled.
"""

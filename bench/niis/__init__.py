"""Hit / no hit against other engines: the same records and queries for all, in one run.

`script/bench-niis` makes records with a seeded generator (Lithuanian, Slavic, Vietnamese and
Nigerian names), loads them into the project's own index and into the rivals (PostgreSQL's pg_trgm
on names and on our stems, Tantivy on our stems, rapidfuzz over a list), asks all of them the same
queries, and writes a table with ratios beside the goals.

The surnames are made from two sets of roots. The rules and thresholds were tuned on queries for
one of them («tuned»); the table is made with the other («held»). The diminutives of
`held_out.csv` stand in no list of the project: only the rule for unknown ones can find them.
"""

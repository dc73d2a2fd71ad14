"""Disclosure control: no published table may tell about so few people that they are found out.

`kinds` describes a table as cells and the sums between them, `suppress` hides cells, `attack` tries
to work the hidden ones out, `guard` does so over everything published, `rounding` offers what is
left when too much is hidden, `kanonymous` makes extracts of single records. Nothing here reads the
database.
"""

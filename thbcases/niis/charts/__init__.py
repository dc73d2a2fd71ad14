"""Link charts: who and what hangs on whom, by what and on whose word.

`collect` makes a `Graph` from records the acting user may see, `layout` finds places, `svg` draws
it, `release` makes the copy that may leave the house, and `anx`, `pairs`, `graphml` and `ftm`
write that copy in the formats of others.
"""

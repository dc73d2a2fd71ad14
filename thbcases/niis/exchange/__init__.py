"""The exchange format: one language-neutral signed message, described in two languages.

`definition` says what a message is, `codes` which codes stand in it, both with their Lithuanian
and English words; `schema` makes the published files of them. `signing` signs and checks,
`reading` judges what comes in, `building` makes what goes out, `readable` and `pdf` show it.
"""

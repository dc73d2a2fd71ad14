"""How quick the pages are when the database is a hundred times the size of the country.

    script/bench                     fill a database of its own, then measure
    script/bench --reuse             measure again on what is filled
    script/bench --explain officer:people:list

The database `thb_bench` stands in the project's embedded PostgreSQL, with the durable settings of
`script/run`. It is filled set by set; the triggers that copy custodian, investigation, person and
legal regime stay on, so that every row is what the system itself would have written. Only the
triggers of the history and of the audit trail are off meanwhile (and the one that asks who gives a
grant, because nobody acts): history and trail are filled afterwards, with
moments spread over the years (`fill/traces.py`).

**What is measured.** Each page is asked for by Django's test client inside this process, through
all middlewares, templates rendered, DEBUG off, by a demo account that signed in; the connection is
that of the application role, to which row security applies. The pages of all roles take turns, in
a new random order in each round, so that whatever else the machine does falls on all of them.

**The empty page** is the simplest one for people signed in: their memberships
(`accounts/membership/`), asked for by the same account in the same round. p95 is compared with p95.

**Without row security** the same request is made right before or after, in turns, on a connection
of the owner, whom policies do not bind. There the name of each protected table means a view with a
plain condition in constants: `custodian_id = 17`, for an officer `or investigation_id = any('{…}')`
with the investigations the unit is assigned to, for a role that sees all rows nothing at all
(`plain.py`). That is what somebody would have written by hand into every query, joined tables
included, so the two pages hold the same rows; both answers are compared, and a page that differs is
marked. p50 is compared with p50. Functions and views that run with the owner's rights anyway (the
facts of the statistics, the search by name) are the same in both.
"""

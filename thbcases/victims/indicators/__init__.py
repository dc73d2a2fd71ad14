"""What was asked about the signs, and how they are weighed, in plain functions without a database.

`asked` keeps the list of signs as it was asked; `weighing` weighs what was ticked and says why;
`quality` says what is missing before somebody finishes; `printed` makes the two pages of it.
"""

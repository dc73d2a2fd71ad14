"""Reading hostile mails and files: in a process of its own that can reach nothing.

`box` is what the house uses; everything else runs inside the process that `box` starts. Nothing in
here knows Django.
"""

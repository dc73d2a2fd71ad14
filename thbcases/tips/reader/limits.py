"""How much of a mail is read. What is beyond is said, and the whole mail is kept beside it."""

MEGABYTE = 1024 * 1024
MAX_MAIL = 50 * MEGABYTE
# A header line longer than this is nobody's; a mail with more headers neither.
MAX_HEADER = 2_000
MAX_PARTS = 100
MAX_DEPTH = 8
MAX_ATTACHMENTS = 50
MAX_TEXT = 200_000
MAX_HTML = 2 * MEGABYTE
MAX_NAME = 200
# Pictures: more dots than any camera has, and the size in which a copy is drawn.
MAX_DOTS = 60_000_000
COPY_SIDE = 3_000
# The process that reads: memory, and seconds for one mail.
MAX_MEMORY = 1_536 * MEGABYTE
MAX_SECONDS = 20

"""What the web server serves. An unsafe production start is refused before the first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thbcases.settings")
application = get_wsgi_application()

from django.db import connections  # noqa: E402 - needs Django set up

from thbcases.accounts.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
# The web server may fork after this; a connection may not be shared by the forks.
connections.close_all()

"""What workers do for terms: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.clocks import actions


@app.periodic(cron="40 4 * * *")
@app.task(name="thbcases.clocks.remind", queueing_lock="clocks-remind")
def remind(timestamp: int) -> None:
    """Make today's reminders; running it again on the same day adds nothing."""
    actions.remind()


@app.periodic(cron="*/10 * * * *")
@app.task(name="thbcases.clocks.send", queueing_lock="clocks-send")
def send(timestamp: int) -> None:
    """Send what waits; a mail server that is down is asked again ten minutes later."""
    actions.send_letters()

"""What workers do for tips: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.tips.actions import answers, forgetting, mailbox


@app.periodic(cron="*/5 * * * *")
@app.task(name="thbcases.tips.fetch", queueing_lock="tips-fetch", lock="tips-fetch")
def fetch(timestamp: int) -> None:
    """Empty the mailbox, when one is named."""
    if mailbox.is_set():
        mailbox.fetch()


@app.task(name=answers.TASK)
def send(message: str, membership: int) -> None:
    """Send one answer by mail."""
    answers.send(message=message, membership=membership)


@app.periodic(cron="40 3 * * *")
@app.task(name="thbcases.tips.forget", queueing_lock="tips-forget")
def forget(timestamp: int) -> None:
    """Forget what was closed long enough ago."""
    forgetting.forget()

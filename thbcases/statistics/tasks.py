"""What workers do for figures: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.statistics.actions import drafts


@app.task(name=drafts.TASK)
def publish(draft: str, membership: int) -> None:
    """Count or publish the figures of one year."""
    drafts.run(draft=draft, membership=membership)


@app.periodic(cron="* * * * *")
@app.task(name="thbcases.statistics.rescue", queueing_lock="statistics-rescue")
async def rescue(timestamp: int) -> None:
    """Give drafts whose worker died to another worker; each begins anew, all or nothing."""
    for job in await app.job_manager.get_stalled_jobs(task_name=drafts.TASK):
        await app.job_manager.retry_job(job)

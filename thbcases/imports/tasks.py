"""What workers do for imports: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.imports import actions
from thbcases.imports.actions.jobs import TASK


@app.task(name=TASK)
def run(job: str, membership: int) -> None:
    """Check or import one uploaded file."""
    actions.run(job=job, membership=membership)


@app.periodic(cron="20 3 * * *")
@app.task(name="thbcases.imports.forget", queueing_lock="imports-forget")
def forget(timestamp: int) -> None:
    """Take away what was uploaded seven days ago."""
    actions.forget_old_files()


@app.periodic(cron="* * * * *")
@app.task(name="thbcases.imports.rescue", queueing_lock="imports-rescue")
async def rescue(timestamp: int) -> None:
    """Give jobs whose worker died to another worker; an import begins anew, all or nothing."""
    for job in await app.job_manager.get_stalled_jobs(task_name=TASK):
        await app.job_manager.retry_job(job)

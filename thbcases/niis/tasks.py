"""What workers do for hit / no hit: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.niis.actions import lists, requests, search
from thbcases.niis.registers import tasks as registers

__all__ = ["lapse", "registers"]


@app.periodic(cron="10 3 * * *")
@app.task(name="thbcases.niis.lapse", queueing_lock="niis-lapse")
def lapse(timestamp: int) -> None:
    """Close the requests whose term ran out yesterday."""
    requests.lapse()


@app.task(name=lists.TASK)
def search_list(search_list: str, membership: int) -> None:
    """Search for every row of a list."""
    lists.run_list(search_list=search_list, membership=membership)


@app.periodic(cron="* * * * *")
@app.task(name="thbcases.niis.rescue_lists", queueing_lock="niis-rescue-lists")
async def rescue_lists(timestamp: int) -> None:
    """Give lists whose worker died to another worker, which goes on where it was."""
    for job in await app.job_manager.get_stalled_jobs(task_name=lists.TASK):
        await app.job_manager.retry_job(job)


@app.periodic(cron="30 3 * * *")
@app.task(name="thbcases.niis.forget", queueing_lock="niis-forget")
def forget(timestamp: int) -> None:
    """Forget what was typed a month ago."""
    search.forget_texts()

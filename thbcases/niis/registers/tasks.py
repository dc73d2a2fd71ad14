"""What workers do for registers: `manage.py procrastinate worker`."""

from procrastinate.contrib.django import app

from thbcases.niis.actions import registers as actions
from thbcases.niis.matching.store import raw_connection, recount
from thbcases.niis.models import Register
from thbcases.niis.registers import copying


@app.task(name=actions.CHECK_TASK)
def check_delivery(delivery: str, membership: int) -> None:
    """Check one delivered file."""
    actions.check(delivery=delivery, membership=membership)


@app.task(name=actions.COPY_TASK)
def copy_register(code: str) -> None:
    """Copy one register from its server now."""
    register = Register.objects.select_related("state").filter(code=code, is_active=True).first()
    if register is not None:
        copying.copy(register)


@app.task(name=actions.SWEEP_TASK)
def sweep_register(code: str) -> None:
    """Delete what older content of a register left behind."""
    actions.sweep_register(code)


@app.periodic(cron="*/10 * * * *")
@app.task(name="thbcases.niis.refresh_registers", queueing_lock="niis-refresh")
def refresh(timestamp: int) -> None:
    """Have the registers copied that are due; one slow server keeps no other waiting."""
    for register in copying.due():
        actions.enqueue(actions.COPY_TASK, f"copy-{register.code}", code=register.code)


@app.periodic(cron="40 2 * * *")
@app.task(name="thbcases.niis.tidy_registers", queueing_lock="niis-tidy")
def tidy(timestamp: int) -> None:
    """Delete what older content left behind, and count anew how common each name is."""
    actions.tidy()
    copying.sweep_all()
    recount(raw_connection())


@app.periodic(cron="* * * * *")
@app.task(name="thbcases.niis.rescue_registers", queueing_lock="niis-rescue")
async def rescue(timestamp: int) -> None:
    """Give jobs whose worker died to another worker; each begins anew, all or nothing."""
    for name in (actions.CHECK_TASK, actions.COPY_TASK, actions.SWEEP_TASK):
        for job in await app.job_manager.get_stalled_jobs(task_name=name):
            await app.job_manager.retry_job(job)

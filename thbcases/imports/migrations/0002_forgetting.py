"""Files are forgotten seven days after their upload, by one function of the owner.

Nobody sees everybody's uploads, the worker neither. The function takes nothing from its caller:
neither whose file nor how old.
"""

from django.db import migrations

FORGET = """
create function thb_forget_imports() returns bigint
language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  forgotten bigint;
  before_user text := current_setting('thb.user', true);
  before_role text := current_setting('thb.role', true);
begin
  -- the history wants to know who acts: the system
  perform set_config('thb.user', '0', true), set_config('thb.role', 'system:forget_imports', true);
  update imports_importjob
    set content = null, problems = '[]', state = 'forgotten'
    where content is not null and uploaded_at < now() - interval '7 days';
  get diagnostics forgotten = row_count;
  perform set_config('thb.user', coalesce(before_user, ''), true),
    set_config('thb.role', coalesce(before_role, ''), true);
  return forgotten;
end $$;
"""

DROP = "drop function thb_forget_imports();"


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [migrations.RunSQL(FORGET, DROP)]

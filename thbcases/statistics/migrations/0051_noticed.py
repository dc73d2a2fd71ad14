"""Whom first responders found to be presumed victims, without identities."""

from django.db import migrations, models

from thbcases.access.facts import Area, fact_condition

CASES = fact_condition(Area.CASES, "i.custodian_id")
BORN = "coalesce(p.birth_date, make_date(p.birth_year, 12, 31))"

# Full years on the day of the talk; with only a year of birth known, born on its last day.
AGE = f"""(extract(year from i.met_on) - extract(year from {BORN})
  - (extract(month from i.met_on) * 100 + extract(day from i.met_on)
     < extract(month from {BORN}) * 100 + extract(day from {BORN}))::int)"""

# Of those concluded only the newest counts, and a copy that was taken over counts where it began.
NOTICED = f"""
select i.id, i.custodian_id, i.met_on as noticed_on, o.kind as organisation_kind,
  coalesce(l.subject, -p.id) as subject, p.sex,
  (case when {BORN} is null then 'unknown'
    when {AGE} < 18 then 'child' else 'adult' end) as age_group,
  coalesce(o.municipality_id, 0) as municipality_id
from victims_identification i
join people_person p on p.id = i.person_id
join accounts_organisation o on o.id = i.custodian_id
left join people_subjectlink l on l.person_id = p.id
where i.conclusion = 'presumed' and i.taken_from_id is null
  and not exists (
    select from victims_identification r
    where r.replaces_id = i.id and r.state = 'finished')
  and ({CASES})
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0050_terms"),
        ("victims", "0010_identification"),
        ("people", "0010_anonymous"),
        ("accounts", "0002_first_responders"),
    ]
    operations = [
        migrations.CreateModel(
            name="NoticedFact",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("custodian_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("subject", models.BigIntegerField()),
                ("noticed_on", models.DateField()),
                (
                    "organisation_kind",
                    models.CharField(
                        choices=[
                            ("police_unit", "police unit"),
                            ("specialised_unit", "specialised unit"),
                            ("border_guard", "border guard"),
                            ("prosecution", "prosecution service"),
                            ("migration", "migration department"),
                            ("ministry_interior", "ministry of the interior"),
                            ("ministry_social", "ministry of social security"),
                            ("ministry", "ministry"),
                            ("ngo", "non-governmental organisation"),
                            ("municipality", "municipality"),
                            ("labour_inspectorate", "labour inspectorate"),
                            ("child_rights", "child rights protection service"),
                            ("supervisory_authority", "data protection authority"),
                            ("it_department", "information technology department"),
                            ("other", "other"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "woman"),
                            ("male", "man"),
                            ("other", "other"),
                            ("unknown", "not known"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("child", "children"),
                            ("adult", "adults"),
                            ("unknown", "age not known"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "db_table": "fact_noticed",
                "abstract": False,
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.RunSQL(
            f"create view fact_noticed with (security_barrier) as {NOTICED}",
            "drop view fact_noticed",
        ),
    ]

"""Terms of referrals, children, follow-ups and tips; terms may count working days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0005_population"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="termrule",
            name="codes_termrule_unit",
        ),
        migrations.RemoveConstraint(
            model_name="termrule",
            name="codes_termrule_event",
        ),
        migrations.AlterField(
            model_name="termrule",
            name="event",
            field=models.CharField(
                choices=[
                    ("reflection_period", "reflection period"),
                    ("residence_permit", "residence permit of a victim"),
                    ("pti_check", "check of a report before an investigation starts"),
                    ("pti_term_misdemeanour", "investigation of a misdemeanour"),
                    ("pti_term_minor", "investigation of a minor to serious crime"),
                    ("pti_term_grave", "investigation of a grave crime"),
                    ("suspension_appeal", "appeal against suspending an investigation"),
                    ("request_answer", "answer to a request of another unit"),
                    ("request_answer_urgent", "answer to an urgent request"),
                    ("form_unknown", "exploitation may stay not yet known"),
                    ("project_report", "report on a project after its end"),
                    ("report_decision", "decision on a report of a project"),
                    ("organisation_silent", "organisation may record nothing"),
                    ("status_decision", "decision on a presumed victim"),
                    ("referral_answer", "answer to a referral"),
                    ("referral_answer_urgent", "answer to an urgent referral"),
                    ("child_notice", "notice to the child rights service"),
                    ("child_representative", "appointment of a child's representative"),
                    ("compensation_decision", "decision on a claim for compensation"),
                    ("follow_up_first", "first follow-up after the help"),
                    ("follow_up_second", "second follow-up after the help"),
                    ("follow_up_third", "third follow-up after the help"),
                    ("tip_answer", "first answer to a tip"),
                ],
                max_length=30,
                verbose_name="term",
            ),
        ),
        migrations.AlterField(
            model_name="termrule",
            name="unit",
            field=models.CharField(
                choices=[
                    ("day", "calendar days"),
                    ("working_day", "working days"),
                    ("month", "months"),
                ],
                max_length=12,
                verbose_name="counted in",
            ),
        ),
        migrations.AlterField(
            model_name="termruleevent",
            name="event",
            field=models.CharField(
                choices=[
                    ("reflection_period", "reflection period"),
                    ("residence_permit", "residence permit of a victim"),
                    ("pti_check", "check of a report before an investigation starts"),
                    ("pti_term_misdemeanour", "investigation of a misdemeanour"),
                    ("pti_term_minor", "investigation of a minor to serious crime"),
                    ("pti_term_grave", "investigation of a grave crime"),
                    ("suspension_appeal", "appeal against suspending an investigation"),
                    ("request_answer", "answer to a request of another unit"),
                    ("request_answer_urgent", "answer to an urgent request"),
                    ("form_unknown", "exploitation may stay not yet known"),
                    ("project_report", "report on a project after its end"),
                    ("report_decision", "decision on a report of a project"),
                    ("organisation_silent", "organisation may record nothing"),
                    ("status_decision", "decision on a presumed victim"),
                    ("referral_answer", "answer to a referral"),
                    ("referral_answer_urgent", "answer to an urgent referral"),
                    ("child_notice", "notice to the child rights service"),
                    ("child_representative", "appointment of a child's representative"),
                    ("compensation_decision", "decision on a claim for compensation"),
                    ("follow_up_first", "first follow-up after the help"),
                    ("follow_up_second", "second follow-up after the help"),
                    ("follow_up_third", "third follow-up after the help"),
                    ("tip_answer", "first answer to a tip"),
                ],
                max_length=30,
                verbose_name="term",
            ),
        ),
        migrations.AlterField(
            model_name="termruleevent",
            name="unit",
            field=models.CharField(
                choices=[
                    ("day", "calendar days"),
                    ("working_day", "working days"),
                    ("month", "months"),
                ],
                max_length=12,
                verbose_name="counted in",
            ),
        ),
        migrations.AddConstraint(
            model_name="termrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "event__in",
                        [
                            "reflection_period",
                            "residence_permit",
                            "pti_check",
                            "pti_term_misdemeanour",
                            "pti_term_minor",
                            "pti_term_grave",
                            "suspension_appeal",
                            "request_answer",
                            "request_answer_urgent",
                            "form_unknown",
                            "project_report",
                            "report_decision",
                            "organisation_silent",
                            "status_decision",
                            "referral_answer",
                            "referral_answer_urgent",
                            "child_notice",
                            "child_representative",
                            "compensation_decision",
                            "follow_up_first",
                            "follow_up_second",
                            "follow_up_third",
                            "tip_answer",
                        ],
                    )
                ),
                name="codes_termrule_event",
                violation_error_message="This value is not in the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="termrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ["day", "working_day", "month"])),
                name="codes_termrule_unit",
                violation_error_message="This value is not in the list.",
            ),
        ),
    ]

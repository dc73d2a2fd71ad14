"""Assignments begin and end by the day of the country, not of the session: the policies anew."""

from django.db import migrations

from thbcases.access.operations import Protect

# Every table whose rows an assignment opens, as they were then: later ones come protected.
TABLES = [
    "people_person",
    "people_personname",
    "people_personidentifier",
    "people_personcitizenship",
    "people_knownobject",
    "people_objectlink",
    "investigations_investigation",
    "investigations_stage",
    "investigations_investigationarticle",
    "investigations_investigationform",
    "investigations_investigationcountry",
    "investigations_suspect",
    "investigations_suspectstatus",
    "investigations_charge",
    "investigations_courtcase",
    "investigations_judgment",
    "investigations_sentence",
    "victims_victim",
    "victims_victimdecision",
    "victims_exploitationepisode",
    "victims_recruitment",
    "victims_control",
    "victims_compensationclaim",
    "victims_protectionmeasure",
    "victims_reflectionperiod",
    "victims_residencepermit",
]


class Migration(migrations.Migration):
    dependencies = [
        ("victims", "0001_initial"),
        ("investigations", "0001_initial"),
        ("people", "0005_parted"),
        ("access", "0003_grants_of_the_police"),
    ]
    operations = [Protect(*TABLES)]

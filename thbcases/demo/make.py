"""The demo as a whole: the same cases on every machine, going on to the present day."""

from collections.abc import Callable
from datetime import date
from random import Random

from django.core.management import call_command

from thbcases.access.acting import acting_system
from thbcases.accounts.demo import create_demo_accounts
from thbcases.demo.accused import make_accused
from thbcases.demo.cases import draw_up, make_investigations
from thbcases.demo.desk import make_desk
from thbcases.demo.gaps import make_gaps
from thbcases.demo.harmed import make_harmed
from thbcases.demo.helped import make_helped
from thbcases.demo.helping import make_helping
from thbcases.demo.lists import Lists
from thbcases.demo.names import Inventor
from thbcases.demo.objects import make_objects
from thbcases.demo.plan import plans
from thbcases.demo.present import make_grants, make_stays
from thbcases.demo.protection import make_children, make_sanctions
from thbcases.demo.signs import make_signs
from thbcases.demo.terms import make_terms
from thbcases.demo.tips import make_tips
from thbcases.investigations.models import Investigation

SEED = 2012


class NotEmpty(Exception):
    """There are cases already; the demo is never mixed with them."""


def make_demo(today: date, say: Callable[[str], None]) -> None:
    """Fill an empty database. Raises NotEmpty when there are cases already."""
    with acting_system("demo"):
        if Investigation.objects.exists():
            raise NotEmpty
        say("organisations and accounts")
        call_command("load_organisations", verbosity=0)
        create_demo_accounts()
        _make_cases(today, say)


def _make_cases(today: date, say: Callable[[str], None]) -> None:
    random = Random(SEED)
    inventor, lists = Inventor(random), Lists()
    yearly = plans(today, random)
    say("investigations")
    cases = draw_up(yearly, lists, random, today)
    make_investigations(cases, lists, random)
    say("suspects and courts")
    make_accused(yearly, cases, lists, random, inventor)
    say("victims")
    harmed = make_harmed(yearly, cases, lists, random, inventor, today)
    say("permits and grants")
    make_stays(harmed, lists, today)
    make_grants(harmed, lists, today)
    say("vehicles, phones, addresses, accounts and companies")
    make_objects(lists, today)
    say("projects, beneficiaries and services")
    make_helped(yearly, harmed, lists, random, inventor, today)
    _make_rights(lists, inventor, today, say)
    say("gaps in the newest records")
    make_gaps(lists, today)


def _make_rights(lists: Lists, inventor: Inventor, today: date, say: Callable[[str], None]) -> None:
    """What is owed to the people of the cases, and how it goes with them today."""
    say("requests, claims and reports that are due")
    make_terms(lists, today)
    say("children and administrative cases")
    make_children(today)
    make_sanctions(lists, Inventor(Random(SEED + 1)), today)
    say("plans, groups, appointments, follow-ups and offers")
    make_helping(lists, today)
    say("tips")
    make_tips(today)
    say("signs that first responders noticed")
    make_signs(lists, today)
    say("directory, consents, referrals and certificates")
    make_desk(lists, inventor, today)

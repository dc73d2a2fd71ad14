"""Both sides are always there: two NGOs with people, the ministry with calls and projects."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from assistance.models import Beneficiary, Consent, FundingCall, Project, ProjectReport, Service
from tests.cast import Cast, person
from tests.world import keep
from tests.world_desk import build_desk
from thbcases.codes.models import Currency, ListCode, ServiceKind

TODAY = timezone.localdate()
BEGUN = TODAY - timedelta(days=100)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@dataclass
class Makers:
    """Rows made as the owner of the database, on behalf of an organisation of the cast."""

    cast: Cast
    count: int = 0
    people: dict[str, Any] = field(default_factory=dict)

    def beneficiary(self, ngo: str = "ngo_a", **fields: Any) -> Beneficiary:
        self.count += 1
        about = ("family_name", "given_name", "original_name", "birth_date", "sex")
        who = {key: fields.pop(key) for key in about if key in fields}
        if "birth_date" in who:
            who["birth_precision"] = "date"
        with self.cast.making(ngo):
            known = fields.pop("person", None) or person(**who)
            row = Beneficiary.objects.create(
                **{
                    "person": known,
                    "code": f"Uostas-{self.count:03d}",
                    "status": "presumed",
                    "registered_on": BEGUN,
                    **fields,
                }
            )
        row.refresh_from_db()
        return row

    def consent(self, beneficiary: Beneficiary, code: str = "interview", **fields: Any) -> Consent:
        with self.cast.making(self._ngo_of(beneficiary)):
            return Consent.objects.create(
                beneficiary=beneficiary,
                purpose=ListCode.objects.get(list="consent_purpose", code=code),
                **{"given_on": BEGUN, **fields},
            )

    def desk(self, beneficiary: Beneficiary) -> dict[Any, Any]:
        """One of everything the referral desk keeps for a person who is helped."""
        world: dict[Any, list[Any]] = {}
        with self.cast.making("ngo_a"):
            build_desk(keep, world, self.cast, "a", beneficiary)
        return {model: rows[0] for model, rows in world.items() if model is not Consent}

    def service(self, beneficiary: Beneficiary, **fields: Any) -> Service:
        code = fields.pop("kind", "psychological")
        with self.cast.making(self._ngo_of(beneficiary)):
            return Service.objects.create(
                beneficiary=beneficiary,
                kind=ServiceKind.objects.get(code=code),
                **{"on": TODAY, "units": Decimal(1), "unit": "sessions", **fields},
            )

    def call(self, **fields: Any) -> FundingCall:
        code = fields.pop("currency", "EUR")
        with self.cast.making("social"):
            row = FundingCall.objects.create(
                **{
                    "year": TODAY.year,
                    "title": "Pagalba aukoms",
                    "opens_on": days_ago(30),
                    "closes_on": TODAY + timedelta(days=30),
                    "currency": Currency.objects.get(code=code),
                    **fields,
                }
            )
        row.refresh_from_db()
        return row

    def project(self, ngo: str = "ngo_a", **fields: Any) -> Project:
        self.count += 1
        call = fields.pop("call", None) or self.call()
        if fields.get("state") in ("funded", "finished"):
            fields = {"granted": Decimal(9000), "decided_on": days_ago(20), **fields}
        with self.cast.making(ngo):
            row = Project.objects.create(
                **{
                    "call": call,
                    "number": f"P-{self.count}",
                    "title": "Prieglauda",
                    "starts_on": days_ago(60),
                    "ends_on": TODAY + timedelta(days=200),
                    "requested": Decimal(10000),
                    **fields,
                }
            )
        row.refresh_from_db()
        return row

    def report(self, project: Project, **fields: Any) -> ProjectReport:
        with self.cast.making(self._ngo_of(project)):
            row = ProjectReport.objects.create(
                project=project,
                **{
                    "starts_on": days_ago(60),
                    "ends_on": days_ago(1),
                    "text": "Padėta.",
                    "spent": Decimal(1000),
                    **fields,
                },
            )
        row.refresh_from_db()
        return row

    def _ngo_of(self, row: Any) -> str:
        return next(n for n, o in self.cast.organisations.items() if o.pk == row.custodian_id)


@pytest.fixture
def make(cast: Cast) -> Makers:
    return Makers(cast)


@pytest.fixture
def kind() -> Callable[[str], ServiceKind]:
    return lambda code: ServiceKind.objects.get(code=code)


@pytest.fixture
def code() -> Callable[[str, str], ListCode]:
    return lambda name, value: ListCode.objects.get(list=name, code=value)


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    """Messages are matched in the language they are written in."""
    with override("en"):
        yield

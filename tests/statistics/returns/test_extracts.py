"""Extracts of single records: HTCDS of one's own, CTDC so that at least k look the same."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assistance.models import Beneficiary, Consent
from tests.statistics.history import History
from tests.statistics.returns.conftest import YEAR
from tests.statistics.returns.test_taking import entries, lines, take
from thbcases.codes.choices import HtcdsSexType, HtcdsType
from thbcases.codes.models import Country, ExploitationForm, ListCode
from thbcases.core.periods import year
from thbcases.statistics.disclosure.kanonymous import smallest_group
from thbcases.statistics.returns.checks import State
from thbcases.statistics.returns.ctdc import COLUMNS, ctdc
from thbcases.statistics.returns.htcds import FIELDS
from thbcases.victims.models import Victim

PRESUMED = ("presumed", "2023-03-02")


def told_use(history: History, ngo: str, human: int) -> None:
    """The person was told how the data may be used."""
    purpose = ListCode.objects.get(list="consent_purpose", code="use_told")
    with history.cast.making(ngo):
        Consent.objects.create(
            beneficiary=history.helped[ngo, human], purpose=purpose, given_on=date(2023, 4, 1)
        )


def code(name: str, key: str) -> ListCode:
    return ListCode.objects.get(list=name, code=key)


@pytest.fixture
def detailed(told: History) -> History:
    """One victim of whom much is known."""
    with told.cast.making("unit_a"):
        victim = Victim.objects.get(person=told.people["unit_a", 1])
        Victim.objects.filter(pk=victim.pk).update(
            relationship=code("relationship_to_trafficker", "intimate_partner"),
            education=code("education", "primary"),
            marital_status=code("marital_status", "single"),
            note="Pavardenisb slapta",
        )
        victim.controls.create(means=code("control_means", "threats"))
        victim.recruitments.create(method=code("recruitment_method", "friends"))
        victim.episodes.update(starts_on=date(2022, 5, 19), place="Slaptoji g. 5", text="slapta")
    return told


def test_a_unit_takes_its_own_records_under_a_pseudonym(detailed: History) -> None:
    document = json.loads(take(detailed.cast, "htcds", by="officer").content)
    assert document["standard"] == "HTCDS 2.0"
    assert "CC BY 4.0" in json.dumps(document)
    assert len(document["records"]) == 6
    (one,) = [row for row in document["records"] if row["education"]]
    assert one.pop("case_number")
    assert one == {
        "registration_year": 2023,
        "organisation_type": "LawEnforcement",
        "trafficking_status": "ActualVictimOfTrafficking",
        "status_decider": "Police",
        "gender": "Feminine",
        "citizenship": ["LT"],
        "age_when_trafficked": 41,
        "marital_status": "Single",
        "education": "Primary",
        "relationship_to_trafficker": "Acquainted",
        "method_of_recruitment": ["ThroughFriendsOrSocialEvents"],
        "method_of_control": ["Threats"],
        "type_of_exploitation": ["SexualExploitation"],
        "type_of_sex_exploitation": ["Prostitution"],
        "country_of_exploitation": ["DE"],
        "case_status": "",
        "consent": "",
    }
    values = {value for row in document["records"] for value in row["type_of_exploitation"]}
    assert values <= set(HtcdsType.values)
    values = {value for row in document["records"] for value in row["type_of_sex_exploitation"]}
    assert values <= set(HtcdsSexType.values)


@pytest.mark.parametrize("file_format", ["json", "csv"])
def test_no_identity_is_in_it(detailed: History, file_format: str) -> None:
    text = take(detailed.cast, "htcds", by="officer", file_format=file_format).content.decode()
    with detailed.cast.making("unit_a"):
        uuids = [str(value) for value in Victim.objects.values_list("uuid", flat=True)]
    for word in ("Pavardenis", "Vardenis", "1980", "Slaptoji", "slapta", "H-1", *uuids):
        assert word not in text


def test_the_log_names_every_record_in_the_file(detailed: History) -> None:
    take(detailed.cast, "htcds", by="officer")
    found = {entry.kind: entry for entry in entries(detailed.cast, "unit_a")}
    with detailed.cast.making("unit_a"):
        uuids = set(Victim.objects.values_list("uuid", flat=True))
    assert set(found["victims_victim"].records) == uuids
    assert found["victims_victim"].recipient == "Europos Komisija"
    assert "19a straipsnis" in found["victims_victim"].reason
    assert "statistics_takenreturn" in found


def test_another_unit_and_the_analyst_have_none_of_them(detailed: History) -> None:
    for name in ("officer_b", "analyst"):
        with pytest.raises(ValidationError):
            take(detailed.cast, "htcds", by=name)


def test_two_recipients_cannot_join_their_files(detailed: History) -> None:
    def numbers(recipient: str) -> set[str]:
        file = take(detailed.cast, "htcds", by="officer", recipient=recipient)
        return {row["case_number"] for row in json.loads(file.content)["records"]}

    assert numbers("TMO") == numbers("TMO")
    assert not numbers("TMO") & numbers("kitas")
    assert len(numbers("TMO")) == 6


def test_an_ngo_takes_only_those_who_were_told(helped: History) -> None:
    with pytest.raises(ValidationError):
        take(helped.cast, "htcds", by="ngo")
    told_use(helped, "ngo_a", 1)
    told_use(helped, "ngo_b", 21)
    document = json.loads(take(helped.cast, "htcds", by="ngo").content)
    (row,) = document["records"]
    assert row["organisation_type"] == "NGO"
    assert row["trafficking_status"] == "PossibleVictimOfTrafficking"
    assert row["case_status"] == "Closed"
    assert row["consent"] == ["use_told"]
    remarks = [line.text for line in lines(helped.cast, "htcds", by="ngo")]
    assert any("1" in text for text in remarks)
    with helped.cast.making("ngo_a"):
        Consent.objects.update(withdrawn_on=date(2023, 6, 1))
    with pytest.raises(ValidationError):
        take(helped.cast, "htcds", by="ngo")


def test_a_code_without_a_word_stops_the_records(detailed: History) -> None:
    with detailed.cast.making("interior"):
        ListCode.objects.filter(list="control_means", code="threats").update(htcds="", ctdc="")
    (line,) = [x for x in lines(detailed.cast, "htcds", by="officer") if x.blocks]
    assert "threats" in line.text
    # an officer may not mend code lists: told who does
    assert not line.url
    assert line.where
    with pytest.raises(ValidationError):
        take(detailed.cast, "htcds", by="officer")
    assert any("threats" in x.text for x in lines(detailed.cast, "ctdc") if x.blocks)
    with detailed.cast.making("interior"):
        ExploitationForm.objects.filter(code="LAB").update(htcds_type="")
    assert len([x for x in lines(detailed.cast, "htcds", by="officer") if x.blocks]) == 2


def test_records_without_a_form_are_a_remark(told: History) -> None:
    case = told.investigation("unit_a", "2023-08-01")
    told.victim(case, 51, ("presumed", "2023-08-02"))
    remarks = [x for x in lines(told.cast, "htcds", by="officer") if x.state is State.REMARK]
    assert len(remarks) == 1


def test_whoever_is_few_stands_in_no_public_extract(told: History) -> None:
    (line,) = [x for x in lines(told.cast, "ctdc") if x.blocks]
    assert "11" in line.text
    with pytest.raises(ValidationError):
        take(told.cast, "ctdc")


@pytest.fixture
def many(history: History) -> History:
    """Thirty women in sexual exploitation, fourteen men at forced labour, two rare people."""
    case = history.investigation("unit_a", "2023-03-01")
    germany = Country.objects.get(code="DE")
    for number in range(100, 144):
        is_woman = number < 130
        victim = history.victim(
            case,
            number,
            PRESUMED,
            family_name=f"Žmogus{number * 7919}",
            sex="female" if is_woman else "male",
        )
        history.exploited(victim, "SEX_PROST" if is_woman else "LAB", country=germany)
        if number % 2:
            with history.cast.making("unit_a"):
                victim.controls.create(means=code("control_means", "threats"))
    rare = history.victim(case, 150, PRESUMED, family_name="Retas", birth_date=date(2015, 1, 1))
    history.exploited(rare, "ORGAN")
    history.victim(case, 151, PRESUMED, family_name="Retoji", birth_date=date(1930, 1, 1))
    return history


def read(content: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_in_the_public_extract_at_least_eleven_look_the_same(many: History) -> None:
    rows = read(take(many.cast, "ctdc", file_format="csv").content)
    assert tuple(rows[0]) == COLUMNS
    assert smallest_group(rows, COLUMNS) >= 11
    assert len(rows) >= 44
    women = [row for row in rows if row["gender"] == "Female"]
    assert len(women) >= 30
    assert {row["isSexualExploit"] for row in women} <= {"1", ""}
    assert sum(row["isForcedLabour"] == "1" for row in rows) == 14
    assert {row["yearOfRegistration"] for row in rows} == {str(YEAR)}
    assert "0-8" not in {row["ageBroad"] for row in rows}
    assert "1" not in {row["isOrganRemoval"] for row in rows}


def test_the_extract_knows_no_identity(many: History) -> None:
    for file_format in ("csv", "json"):
        text = take(many.cast, "ctdc", file_format=file_format).content.decode()
        for word in ("Žmogus", "Retas", "unit_a", "H-1", "1980"):
            assert word not in text


def test_the_threshold_is_that_of_the_rule(many: History) -> None:
    from thbcases.codes.models import DisclosureRule

    with many.cast.making("interior"):
        DisclosureRule.objects.filter(audience="public").update(threshold=20)
    with many.cast.acting("coordinator"):
        rows = ctdc(year(YEAR), "").rows
    assert smallest_group(rows, COLUMNS) >= 20


def test_the_details_of_a_row_come_from_all_that_is_recorded(
    detailed: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without anonymity (only here) a row says what the records say."""
    from thbcases.codes.models import DisclosureRule

    with detailed.cast.making("interior"):
        DisclosureRule.objects.filter(audience="public").update(threshold=1)
    with detailed.cast.acting("coordinator"):
        rows = ctdc(year(YEAR), "").rows
    (one,) = [row for row in rows if row["meansOfControlThreats"] == 1]
    assert one["gender"] == "Female"
    assert one["ageBroad"] == "39-47"
    assert one["majorityStatus"] == "Adult"
    assert one["majorityStatusAtExploit"] == "Adult"
    assert one["citizenship"] == "LT"
    assert one["CountryOfExploitation"] == "DE"
    assert one["isSexualExploit"] == 1
    assert one["isForcedLabour"] == 0
    assert one["typeOfSexProstitution"] == 1
    assert one["typeOfLabourOther"] == ""
    assert one["RecruiterRelationshipIntimatePartner"] == 1
    assert one["RecruiterRelationshipFamily"] == 0
    assert one["meansOfControlDebtBondage"] == 0
    others = [row for row in rows if row is not one]
    assert {row["meansOfControlNotSpecified"] for row in others} == {1}


def test_the_fields_are_those_of_the_standard(db: None) -> None:
    assert len(FIELDS) == len(set(FIELDS))
    assert len(COLUMNS) == len(set(COLUMNS)) == 58


SignIn = Callable[..., Any]


def test_helped_people_of_no_organisation_but_ones_own(helped: History) -> None:
    told_use(helped, "ngo_b", 21)
    with pytest.raises(ValidationError):
        take(helped.cast, "htcds", by="ngo")
    with helped.cast.making("ngo_b"):
        assert Beneficiary.objects.filter(consents__purpose__code="use_told").count() == 1

"""What this app keeps."""

from thbcases.niis.models.charts import Chart
from thbcases.niis.models.exchange import ExchangeMessage, Partner, PartnerKey
from thbcases.niis.models.index import (
    IndexEntry,
    IndexLoad,
    IndexRegister,
    IndexStem,
    IndexValue,
)
from thbcases.niis.models.registers import Delivery, Register, RegisterState
from thbcases.niis.models.requests import InformationRequest
from thbcases.niis.models.searches import Search, SearchAlarm, SearchLimit, SearchList

__all__ = [
    "Chart",
    "Delivery",
    "ExchangeMessage",
    "IndexEntry",
    "IndexLoad",
    "IndexRegister",
    "IndexStem",
    "IndexValue",
    "InformationRequest",
    "Partner",
    "PartnerKey",
    "Register",
    "RegisterState",
    "Search",
    "SearchAlarm",
    "SearchLimit",
    "SearchList",
]

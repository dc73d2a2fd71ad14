"""The views every app builds on."""

from thbcases.web.parts import Action, Clock, Crumb, Figure, Tab
from thbcases.web.timeline import TimelineEntry
from thbcases.web.views.base import MarkedView, ObjectView
from thbcases.web.views.details import RecordDetail
from thbcases.web.views.forms import (
    ActionView,
    FormPage,
    ModelFormPage,
    PartCreate,
    RecordCreate,
    RecordRemove,
    RecordUpdate,
)
from thbcases.web.views.lists import RecordList
from thbcases.web.views.pages import Home, Page, switch_language

__all__ = [
    "Action",
    "ActionView",
    "Clock",
    "Crumb",
    "Figure",
    "FormPage",
    "Home",
    "MarkedView",
    "ModelFormPage",
    "ObjectView",
    "Page",
    "PartCreate",
    "RecordCreate",
    "RecordDetail",
    "RecordList",
    "RecordRemove",
    "RecordUpdate",
    "Tab",
    "TimelineEntry",
    "switch_language",
]

"""Forms of the staff and of the public pages."""

from thbcases.tips.forms.public import AddForm, TellForm
from thbcases.tips.forms.staff import (
    AnswerForm,
    CallForm,
    ChannelForm,
    CloseForm,
    HandAllForm,
    HandForm,
    JoinForm,
    NoteForm,
    OpenCaseForm,
    ReasonForm,
    SortForm,
    TemplateForm,
)

__all__ = [
    "AddForm",
    "AnswerForm",
    "CallForm",
    "ChannelForm",
    "CloseForm",
    "HandAllForm",
    "HandForm",
    "JoinForm",
    "NoteForm",
    "OpenCaseForm",
    "ReasonForm",
    "SortForm",
    "TellForm",
    "TemplateForm",
]

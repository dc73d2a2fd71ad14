"""What administrators and the coordinator keep: channels, templates of answers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.tips.filters import ChannelFilter, TemplateFilter
from thbcases.tips.forms import ChannelForm, TemplateForm
from thbcases.tips.models import AnswerTemplate, Channel
from thbcases.tips.tables import ChannelTable, TemplateTable
from thbcases.web.parts import Crumb
from thbcases.web.views import RecordCreate, RecordList, RecordUpdate


@requires("tip_setting.read")
class ChannelList(RecordList):
    """By which ways the public reaches whom."""

    title, model = _("Channels of tips"), Channel
    queryset = Channel.objects.select_related("keeper")
    table_class, filterset_class = ChannelTable, ChannelFilter
    add_url_name = "tips:add_channel"
    empty_text = _("There is no channel: nothing can come in.")


def _channels() -> list[Crumb]:
    return [Crumb(_("Channels of tips"), reverse("tips:channels"))]


@requires("tip_setting.add")
class ChannelCreate(RecordCreate):
    """A new channel."""

    model, form_class, title = Channel, ChannelForm, _("Add a channel")

    def breadcrumbs(self) -> list[Crumb]:
        return _channels()


@requires("tip_setting.change")
class ChannelUpdate(RecordUpdate):
    """Another keeper, another time of keeping, or out of use."""

    model, form_class, title = Channel, ChannelForm, _("Edit the channel")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return _channels()


@requires("tip_setting.read")
class TemplateList(RecordList):
    """With what questions that come again are answered."""

    title, model = _("Templates of answers"), AnswerTemplate
    queryset: Any = AnswerTemplate.objects.all()
    table_class, filterset_class = TemplateTable, TemplateFilter
    add_url_name = "tips:add_template"
    empty_hint = _("Questions that come again are answered quicker with one.")


def _templates() -> list[Crumb]:
    return [Crumb(_("Templates of answers"), reverse("tips:templates"))]


@requires("tip_setting.add")
class TemplateCreate(RecordCreate):
    """A new template."""

    model, form_class, title = AnswerTemplate, TemplateForm, _("Add a template")
    intro = _("{code}, {unit} and {date} stand for the tip's code, the answering unit and today.")

    def breadcrumbs(self) -> list[Crumb]:
        return _templates()


@requires("tip_setting.change")
class TemplateUpdate(RecordUpdate):
    """Other words."""

    model, form_class, title = AnswerTemplate, TemplateForm, _("Edit the template")
    intro = _("{code}, {unit} and {date} stand for the tip's code, the answering unit and today.")
    logs_reading = False

    def breadcrumbs(self) -> list[Crumb]:
        return _templates()

"""Tips of the public, how they came in and what was said and done about them."""

from thbcases.tips.models.mail import MailEntry
from thbcases.tips.models.settings import AnswerTemplate, Channel
from thbcases.tips.models.tips import Attachment, Handover, Message, Tip, TipFact

__all__ = [
    "AnswerTemplate",
    "Attachment",
    "Channel",
    "Handover",
    "MailEntry",
    "Message",
    "Tip",
    "TipFact",
]

"""Whether a question is of something else than what was filed last: of what was told since, or of a subject that it names."""

import re

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.text.foreign_words import brings_another

_OF_DONE = re.compile(
    r"反映|投诉|举报|报修|我(?:刚才|刚刚|上次|昨天|之前)?(?:报|反映|请|登记|订|投诉|申请)|单号|(?:有人|派人|师傅|你们)[^，,。]{0,3}来|来(?:修|管|看|弄|处理)|那[张个]单|社区(?:的人)?[^，,。]{0,6}(?:回|答复|来)|[替帮]我问|[Tt]\d"
)
"""What says that the thing is meant which was filed."""
_OF_REPORTS = re.compile(
    r"[修弄办搞]好|反映|投诉|举报|报修|上报|处理|解决|回[复音话信电]|答复|结果|进度|通知|匿名|隐私|保密|信息|师傅|工人|物业|零件|材料|工钱|上门|维修|单号|报复|得罪|电话|短信|照片|视频|派人|排队|加急"
)
"""What any question about a report may speak of."""
_ELSEWHERE = frozenset({"signpost", "question", "club", "venue", "exchange"})
_REPORT = "feedback"


async def is_asked(turn: Turn) -> bool:
    """「那个要多少钱 几天能拿到」 after a signpost, 「医保 小孩 多少钱一年」 after a report of a lamp: is anything else meant?"""
    topic, text = turn.session.topic, turn.message.text
    if _OF_DONE.search(text) or asks_status(text):
        return False
    told_since = bool(topic.thing) and topic.thing_turn > max(topic.done_turn, topic.record_turn)
    if told_since and topic.thing_slot in _ELSEWHERE:
        return True
    if not record_reference.last_subject(turn).startswith(_REPORT):
        return False
    asked = "，".join(questions(text)) or text
    ticket = record_reference.recent(turn, await turn.own_records())
    return ticket is not None and brings_another(_OF_REPORTS.sub(" ", asked), ticket.title)

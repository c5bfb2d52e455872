"""Holds what is to be done with a record against the words: nothing ends or changes without a word for it. Pure."""

import re
from dataclasses import replace

from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.form_messages import asks

_GIVES_UP = re.compile(
    r"退|撤|不要|取消|不|算了|放弃|让给|别|删|弗|勿|莫|免|冇|清掉|[拿去划勾抹消取摘][掉下]|下[架掉]|收回|停"
)
_IS_DONE = re.compile(r"已经|送掉|给掉|卖掉|给了|修好|弄好|拿到|招满|找到|好了|办好|完成|完了|送走|拿走|出掉")
_CHANGES = re.compile(r"改|换|变|更|不是|错|加|减|写成|推迟|提前|挪|移|调|到|是|多|少|升|降|涨|搬|延")


_CHANGED_HANDS = re.compile(
    r"送|卖|给|拿|领|换|出掉|[拖要抱拎扛骑背推提拉取收运捧牵弄][走去]|(?<!我)(?<!们)(?<!家)搬[走去]|出手|主人|没有?了"
)
_SETTLED = re.compile(
    r"好[了嘞啦哉]|亮|修|弄|办|完|送|卖|给|拿|领|换|招|找|寻|解决|不漏|不响|不吵|通[了嘞]|来过|没事|成[了嘞]|搞定|行[了嘞]|干净|清"
    r"|有[了嘞]|[走掉光满齐][了嘞]|停[了嘞]|满意|做|结束|教|学会|剪|聊"
)
_SAME = re.compile(r"(?:不|没|没有)(?:变|换)|照旧|还是原来")
_DONE_YET = re.compile(
    r"(?:退|撤|取消|删|停|恢复|改|换|补)(?:上|掉|好|成|过来)?了?(?:没有?|吗|伐|么)[?？。 ]*$"
)


ENDING = frozenset({RecordAction.WITHDRAW, RecordAction.PAUSE, RecordAction.DONE})


def borne_out(command: Record, words: str) -> Record:
    """The command, or a question about the record where no word stands for the act, or it is asked about."""
    stays = command.action is RecordAction.CHANGE and _SAME.search(command.words) and not command.value
    if stays or _DONE_YET.search(words):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    if command.action is RecordAction.WITHDRAW:
        return _given_up(command, words)
    if command.action is RecordAction.CHANGE and not _CHANGES.search(command.words):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    done = command.action is RecordAction.DONE
    sign = _CHANGED_HANDS if command.kind == "listing" else _SETTLED
    unsaid = done and not sign.search(words)
    return replace(command, action=RecordAction.STATUS) if unsaid or (done and asks(words)) else command


def _given_up(command: Record, words: str) -> Record:
    if _GIVES_UP.search(words):
        return command
    return replace(command, action=RecordAction.DONE if _IS_DONE.search(words) else RecordAction.STATUS)

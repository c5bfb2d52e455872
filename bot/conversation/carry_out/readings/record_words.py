"""Holds what is to be done with a record against the words: nothing ends or changes without a word for it. Pure."""

import re
from dataclasses import replace

from bot.conversation.commands import Ask, Command, Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.understanding.questions.ending_questions import asks_for_money_back
from bot.understanding.questions.record_acts import (
    asks_how_to_end,
    asks_plainly,
    changes_plainly,
    ends_plainly,
    is_conditional,
)

_GIVES_UP = re.compile(
    r"退|撤|不要|取消|算了|放弃|让给|别|删|覅|莫|免|冇|清掉|[拿去划勾抹消取摘][掉下]|下[架掉]|收回|停(?!电|水|车)"
    r"|[不弗勿](?:再|太)?(?:了|[要去来学用想参送卖收订报干做弄办需必上换找修借租给打发搞招能行得方合出存登挂接教唱演帮养种留急麻跳])"
    r"|[不弗勿](?!亮|响|通|转|热|冷|灵|着|好用|出水|见|敢|知|晓|记)[^，,。\s]{1,3}了"
)
_IS_DONE = re.compile(r"已经|送掉|给掉|卖掉|给了|修好|弄好|拿到|招满|找到|好了|办好|完成|完了|送走|拿走|出掉")
_CHANGES = re.compile(
    r"改|换|变|更|不是|错|加|减|写成|推迟|提前|挪|移|调|到|是|多|少|升|降|涨|搬|延|^(?:那|哦|好|嗯|，|,| )*(?:就|只|光|还是)"
)


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


_NO_NO = re.compile(r"(?:不对[，,！! ]*){2,}")  # 「不对不对」 asks nothing
ENDING = frozenset({RecordAction.WITHDRAW, RecordAction.PAUSE, RecordAction.DONE})
_TELLS = frozenset({RecordAction.STATUS, RecordAction.ADD})
_ANSWERS = frozenset({RecordAction.ACCEPT, RecordAction.DECLINE})


def only_asked_of_money(command: Command) -> Command:
    """「去一两次不想去了 材料钱退不退」, taken for the end of what is on record: the question that it is."""
    if not isinstance(command, Record) or command.action not in ENDING:
        return command
    return Ask("training.info", words=command.words) if asks_for_money_back(command.words) else command


def borne_out(command: Record, words: str) -> Record:
    """The command, or a question about the record where no word stands for the act, or it is asked about."""
    stays = command.action is RecordAction.CHANGE and _SAME.search(command.words) and not command.value
    if stays or _DONE_YET.search(words) or _only_asked(command, words):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    if command.action is RecordAction.WITHDRAW:
        return _given_up(command, words)
    if command.action is RecordAction.CHANGE and not _CHANGES.search(command.words):
        return replace(command, action=RecordAction.STATUS, slot="", value="")
    if command.action is RecordAction.DONE and not _is_said_done(command, words):
        return replace(command, action=RecordAction.STATUS)
    return command


def _is_said_done(command: Record, words: str) -> bool:
    """Is it said, and not asked, that the thing has changed hands, or that the matter is settled?"""
    sign = _CHANGED_HANDS if command.kind == "listing" else _SETTLED
    return sign.search(words) is not None and not asks(words)


def _only_asked(command: Record, words: str) -> bool:
    """「来的人是学生吗」, 「到时怎么退」: does a question only ask about what it was taken for?"""
    if asks_how_to_end(words):
        return command.action is not RecordAction.STATUS
    words = _NO_NO.sub("", words)
    if not (asks(words) or asks_plainly(words)):
        return False
    if command.action is RecordAction.CHANGE:
        return not changes_plainly(words)
    settles = command.action not in _TELLS
    return settles and is_conditional(words) and (command.action in _ANSWERS or not ends_plainly(words))


def _given_up(command: Record, words: str) -> Record:
    if _GIVES_UP.search(words):
        return command
    return replace(command, action=RecordAction.DONE if _IS_DONE.search(words) else RecordAction.STATUS)

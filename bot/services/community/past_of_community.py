"""What is asked of the community's past: the villages, how it began, the books, the courses so far. Only what is reported."""

import re

from bot.common.message import Reply
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.community.service import service

_VILLAGES = re.compile(
    r"村名|村(?:子|庄)?的?名字|(?:拆|迁|以前|原来|从前|老早|那|这|二十|20|写)[^，,。]{0,8}(?:(?:哪|几|什么)[几些个]{0,2}个?村|村(?:子|庄)?[^，,。]{0,3}(?:叫(?:什么|啥)|名))"
    r"|(?:哪|什么)[几些个]{0,2}个?村(?:子|庄)?[^，,。]{0,4}(?:拆|迁|并|合)"
)
_HISTORY = re.compile(
    r"(?:社区|小区|你们|这里|咱们|我们)[^，,。]{0,6}(?:历史(?!课|书)|来历|由来|(?:哪|几|什么)(?:一)?(?:年|时候)(?:建|成立|造|办起来))"
    r"|^(?:那|唉|哎|请问|是)?(?:哪|几)(?:一)?年(?:建|成立|造)的?[啊呀呢]?[?？]?$|历史(?!课|书)[^，,。]{0,3}(?:有(?:啥|什么)|讲讲|说说)"
)
_BOOKS = re.compile(
    r"(?:编|出版?|写)(?:过|了|的){0,2}(?:什么|啥|哪些|哪几本|几本|的)?(?:书|教材)[^，,。]{0,3}(?:叫|名|[?？]|$)|书名|教材[^，,。]{0,3}(?:叫|名字|得|评|获|几等)"
    r"|(?:得|获)(?:过)?奖的?(?:那)?(?:几?本)?(?:书|教材)|(?:巧手布艺|家庭西餐制作)[^，,。]{0,4}(?:谁|是你们|是社区|是不是你们|啥人|编|得)|谁编的(?:书|教材)"
)
_COURSES = re.compile(
    r"(?:以前|过去|从前|一共|总共|都)?(?:办|开|搞|推出)(?:过)(?:些|点)?(?:什么|啥|哪些|几门|多少门?|几次)[^，,。]{0,2}(?:课|培训|班)"
)
_OF_ANOTHER = re.compile(
    r"银行|职高|结对|共建|志愿|学校|陈列馆|广场|礼堂|图书馆|剪纸社|舞蹈队|[社团]$|公司|单位"
)
_BRANCHES = re.compile(r"分行|(?:几|多少|哪些|哪几|什么|啥)(?:个|家)?(?:小)?银行|下面(?:有|分)(?:几|哪)")
_FOUNDED = re.compile(
    r"(?:哪|几)(?:一)?(?:几)?年|(?:什么|啥)时候(?:成立|办|建|开始|有)|几时(?:成立|办|建)|多少年了"
)
_STORED = re.compile(r"存本事的「银行」|四个分行|2009年成立")
_OF_BANK = re.compile(r"人才银行")
_NAMED_BRANCH = re.compile(r"(?:爱心|学习|服务|快乐)银行|中国银行|(?:农|工|建|农商)行|取钱|存钱|贷款|网点")
_SCHOOL_HELPED = re.compile(
    r"(?:职高|学校|民盟)[^，,。]{0,8}(?:帮|替|给|为|和|跟|同)[^，,。]{0,10}(?:哪些|哪几|什么|啥|几件|点啥)"
    r"|(?:职高|学校|民盟)[^，,。]{0,6}(?:做|办|干|搞|出)(?:过|了)[^，,。]{0,4}(?:哪些|什么|啥|几件)"
)
_NOT_HELPED = re.compile(r"教材|书|课程|几点|电话|报名|放学|孩子|陪|作业")
_READERS = (
    ("community.villages", _VILLAGES, True),
    ("community.history", _HISTORY, True),
    ("community.books", _BOOKS, False),
    ("community.courses_held", _COURSES, False),
)
"""The reply, what asks for it, and whether a part of the answer is not written, so that the community may be asked."""
_COMMUNITY = "社区"
LASTING = 3  # answers
LONGEST = 50  # characters


@service.goes_on
async def asked_of_history(turn: Turn) -> Reply | None:
    """「以前是哪几个村拆过来的」, 「编的书叫什么」: what is reported of it, and what is not; None for anything else."""
    name = turn.content.part(COMMUNITY).name
    text = turn.message.text.replace(name.removesuffix(_COMMUNITY), _COMMUNITY)
    if len(text) > LONGEST or turn.session.form is not None or written.word_for_word(turn) is not None:
        return None
    if (key := _of_partners(turn, text)) is not None:
        turn.outcome.beside.by.append("community.info")
        return Reply(turn.words.say(key))
    found = [(key, missing) for key, asked, missing in _READERS if asked.search(text) and _is_ours(key, text)]
    if not found:
        return None
    told = "\n".join(_said(turn, key) for key, _ in found)
    turn.outcome.beside.by.append("community.info")
    return Reply(told, (ask_for_me(turn, text),) if any(missing for _, missing in found) else ())


def _of_partners(turn: Turn, text: str) -> str | None:
    """The reply to 「哪一年成立的 里面分几个分行」 of the bank of skills, or to what the school has done; None for neither."""
    if _SCHOOL_HELPED.search(text) and not _NOT_HELPED.search(text):
        return "community.school_helped"
    return "community.bank" if _asks_of_bank(turn, text) else None


def _asks_of_bank(turn: Turn, text: str) -> bool:
    """Is it of the founding and branches of the bank that was told last, or of both at once?"""
    if _NAMED_BRANCH.search(text):
        return False
    of_its = [bool(asked.search(text)) for asked in (_BRANCHES, _FOUNDED)]
    if _OF_BANK.search(text):
        return all(of_its)
    lately = "\n".join(reply.text for answer in turn.session.answered[-1:] for reply in answer.read())
    return any(of_its) and any(told.search(lately) for told in (_OF_BANK, _STORED))


def _said(turn: Turn, key: str) -> str:
    """The answer; the villages, asked for once more, in other words."""
    told, lately = turn.words.say(key), turn.session.answered[-LASTING:]
    again = key == "community.villages" and any(
        told in reply.text for answer in lately for reply in answer.read()
    )
    return turn.words.say("community.villages_again") if again else told


def _is_ours(key: str, text: str) -> bool:
    """Is it of the community itself? 「人才银行哪年成立的」 is not."""
    if key == "community.history":
        return not _OF_ANOTHER.search(text)
    return key != "community.courses_held" or asks(text)

"""Which written passage answers a message: a known question, word for word or nearly; a signpost, by words for its subject."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.content.passages import Passage
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.interpret.values.choices import parse_of_choice
from bot.conversation.interpret.wishes.openings import calls_helper
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.aspects import Aspect, aspects_asked, unwritten
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

VERY_NEAR = (
    0.74  # likeness, 0 to 1, from which a known question comes before whatever else a question is taken for
)
_ASKED_OF_A_FORM = 0.6  # the same where what it is taken for would open a form: a question is no wish
_ALMOST_WHOLE = 0.9  # the same where the message names an entry that the service itself tells of
NEAR = 0.5  # the bar before the readings of an unsure message
LIKELY = 0.4  # the bar for what nothing else answers, and for what is surely none of our services
BRIEF = 8  # characters: so few speak of what was said before, whatever they are like
_CLEAR = 0.62  # likeness from which the nearest passage need not be much nearer than the next
_LEAD = 0.04  # by which it has to be nearer below that
_ELSE = 0.6  # how much of its likeness a passage keeps that names something else, or answers another detail
_REPORT = "feedback.submit"
_TIPS = "disaster.tips"
_OF_RECORDS = ("disaster.", "feedback.status", "privacy.", "training.mine", "exchange.mine", "dialog.cancel")
_WHO = re.compile(
    r"归谁|归哪|归啥人|(?:找|问|跟|向|和|去)(?:谁|啥人|什么人|哪个|哪里)(?!人)|(?:谁|啥人|哪个)(?:来|去)?(?:管|修|拉|拖|通|弄|换|收|清|赔)"
    r"|谁负责|哪个部门|打哪个电话|打什么电话|电话是?多少|管不管|有人管|是物业.{0,6}还是|自己修"
)
_REPORTS = re.compile(r"我[要想来](?:反映|投诉|举报|报修)|到底.{0,3}管|匿名")
_TELLS_OF_KIN = re.compile(
    r"(?:儿子|女儿|媳妇|女婿|[孙囡]|孩子|老公|老婆|老伴|老头子)[^，,。\s]{0,6}(?:加班|上班|上夜班|忙|打工|出差|退休|读书|工作)"
)
"""「我儿子加班多」 tells of the family, and asks after no law."""
_RULE = re.compile(
    r"几点|算不算|算是?扰|犯法|违法|合法|违规|让不让|准不准|允不允许|罚不罚|能不能(?:投诉|告|罚)|有没有规定|规定"
)
"""A question for what holds, and no report: 「几点以后算扰民」."""
_HOLDS = re.compile(r"算不算|算是?(?:扰|吵|违|犯)|违[法规章]|合法|犯法|规定|允许|[让准]不[让准]|不能吵")
_COUNTS = re.compile(r"几[个次支位天年种门岁家块样]|能否|干嘛|何时|没有$|不$|是做")
_HOW_TO_BEGIN = re.compile(
    r"(?:怎么|咋个?|如何|怎样|哪能)(?:去|才能)?(?:报|订|登记|参加|加入|存)(?:名|上)?[啊呀呢的]?$"
)
_DONE_AT_ONCE = (
    "disaster.emergency",
    "disaster.tips",
    "dialog.affirm",
    "dialog.deny",
    "dialog.cancel",
    "dialog.restart",
    "dialog.human",
)
# What is answered from dates, lists and tables, rather than by a sentence that was written once.
_LIVE = (
    "recycling.sort",
    "health.pest",
    "training.info",
    "exchange.info",
    "activity.browse",
)
_LISTS = re.compile(r"有什么|有哪些|有啥|会做什么|能做什么|会什么")
_DATED = frozenset({Aspect.TIME, Aspect.PLACE})
_FORMS = frozenset({
    "training.enrol", "training.request", "training.employer", "training.recommend", "activity.join", "volunteer.join",
    "talent.offer", "talent.request", "exchange.offer", "disaster.subscribe", "feedback.submit",
})  # fmt: skip
_NAMES = ("course", "club", "event", "venue", "team", "item")


def word_for_word(turn: Turn) -> Passage | None:
    """The known question that is asked word for word; None for anything else."""
    passage = turn.passages.whole(turn.message.text) if turn.passages is not None else None
    return passage if passage and passage.asks and passage.wish in turn.content.passage_wishes else None


_REPORT = "feedback.submit"
_BROKEN = re.compile(r"坏了|坏掉|断了|破了|裂了|掉下来|倒了|不亮|松了|歪了|翘起|塌了|又?堵了|露出来|冒出来")
_NOBODY_CARES = re.compile(
    r"(?:到底)?(?:有没有人|有人|谁来?)管(?:的|啊|呀|吗|不管|没有?)?"
)  # a complaint and no question


def _reports_damage(turn: Turn) -> bool:
    """「公交站的椅子断了」 tells of damage, and asks nothing about buses."""
    text = turn.message.text
    return bool(_BROKEN.search(text)) and not _asks(_NOBODY_CARES.sub("", text))


def before_all(turn: Turn) -> Passage | None:
    """What is written that answers a message while no form is open, whatever else it is taken for; None for nothing."""
    whole = word_for_word(turn)
    if whole is not None or turn.passages is None or turn.budget.spent:
        return whole
    damaged = _reports_damage(turn)
    if damaged and turn.parse.intent == _REPORT and is_confident(turn.parse):
        return None
    sure = None if damaged or _only_told(turn) else by_sure_words(turn)
    # Of some facts it is known that they are not written: nothing like them is an answer, but who is responsible may be.
    text = turn.message.text
    none_is_like = unwritten(text) and not _asks_who_or_what_holds(text)
    return sure if sure is not None or none_is_like else _by_likeness(turn)


def first_aid(turn: Turn) -> Passage | None:
    """What is written to be done after the mishap that the message names; None for any other message."""
    passage = turn.passages.surely(turn.message.text) if turn.passages is not None else None
    return passage if passage is not None and passage.first_aid else None


def beside_a_form(turn: Turn) -> Passage | None:
    """What answers a question that is surely nothing to the open form; None for anything that may be."""
    whole = word_for_word(turn)
    if whole is not None or not _asks(turn.message.text) or turn.passages is None:
        return whole
    none_of_ours = turn.parse.intent == OUT_OF_SCOPE and is_confident(turn.parse)
    unsure = not is_confident(turn.parse)
    if _only_told(turn):
        return None
    return (by_sure_words(turn) if unsure or none_of_ours else None) or (
        nearest(turn, NEAR) if none_of_ours else None
    )


def _only_told(turn: Turn) -> bool:
    """「要收钞票伐 我退休金不多」: does the sure word stand beside a question that by itself asks after something else?"""
    asking = " ".join(clause for clause in bare_clauses(turn.message.text) if _asks(clause))
    if turn.passages is None or asking == turn.message.text or not aspects_asked(asking):
        return False
    return turn.passages.surely(phone.without(asking)) is None


def instead_of_asking_back(turn: Turn) -> Passage | None:
    """What answers a message that nothing else does; None where nothing written is near enough."""
    text = turn.message.text
    if len(text) < BRIEF and turn.session.turn:
        return nearest(turn, VERY_NEAR)  # 「明天下午」 is like 「明天下雨吗」, and means what was spoken of
    return nearest(turn, LIKELY if _asks(text) else VERY_NEAR)


def nearest(turn: Turn, bar: float) -> Passage | None:
    """The passage that is most like the message, from this likeness on and clearly before any other; None for none."""
    if turn.passages is None or turn.budget.spent or turn.parse.normal in turn.parse.named.values():
        return None
    if not any(map(str.isalpha, turn.message.text)):
        return None  # a number is like 12345, and no question for it
    found = [
        (entry.likeness * (1.0 if _fits(turn, entry.passage) else _ELSE), entry.passage)
        for entry in turn.nearest_passages(turn.message.text)
    ]
    found.sort(key=lambda scored: -scored[0])
    if not found or found[0][0] < bar or found[0][1].wish not in turn.content.passage_wishes:
        return None
    return found[0][1] if _leads([likeness for likeness, _ in found]) else None


def _leads(likeness: Sequence[float]) -> bool:
    """Is the first, which is the greatest, clear by itself, or clearly above the next?"""
    first, *others = likeness
    return not others or first >= _CLEAR or first - others[0] >= _LEAD


def by_sure_words(turn: Turn) -> Passage | None:
    """What a word of the message means beyond doubt; a report and a question about records are what they are."""
    plain = phone.without(turn.message.text)  # 12345 stands in many a phone number
    passage = turn.passages.surely(plain) if turn.passages is not None else None
    if passage is None:
        return None
    parse, text = turn.parse, turn.message.text
    if is_confident(parse) and parse.intent != OUT_OF_SCOPE:
        reports = parse.intent == _REPORT and not _asks_who_or_what_holds(text)
        else_asked = _asks_of_money(turn) or _WHO.search(text)
        of_records = parse.intent.startswith(_OF_RECORDS) and not else_asked
        if reports or of_records or not _asks(text):
            return None
    return passage


def _by_likeness(turn: Turn) -> Passage | None:
    parse, text = turn.parse, turn.message.text
    if not is_confident(parse):
        return nearest(turn, NEAR if _asks(text) else VERY_NEAR)
    if _TELLS_OF_KIN.search(text) and not _asks(text):
        return nearest(turn, VERY_NEAR)
    if parse.intent == OUT_OF_SCOPE or (parse.intent == _REPORT and _asks_who_or_what_holds(text)):
        return nearest(turn, LIKELY)
    if _asks_of_money(turn):
        return nearest(turn, VERY_NEAR)
    if parse.intent.startswith(_DONE_AT_ONCE) or not _asks(text):
        return None
    return _instead_of_service(turn)


def _instead_of_service(turn: Turn) -> Passage | None:
    """The known question that answers better than the service for which the message is surely meant."""
    parse = turn.parse
    if parse.intent in _FORMS and (
        _HOW_TO_BEGIN.search(turn.message.text) or calls_helper(turn.message.text)
    ):
        return None  # 「那个短信怎么订」, 「晚上有没有人能来看看她」: the form is the answer
    found = nearest(turn, _ASKED_OF_A_FORM if parse.intent in _FORMS else VERY_NEAR)
    if found is None or not found.asks:
        return None
    if found.intent != parse.intent or parse.intent in _FORMS:
        return found
    if _is_live(turn):
        return None
    return nearest(turn, _ALMOST_WHOLE) if _named(turn) else found


def _asks_who_or_what_holds(text: str) -> bool:
    if _REPORTS.search(text):
        return False
    return bool(_WHO.search(text) or (_RULE.search(text) and _asks(text)))


def tells_what_holds(turn: Turn) -> bool:
    """「夜里几点以后算扰民」: is it asked what is allowed, and is that written?"""
    return _HOLDS.search(turn.message.text) is not None and before_all(turn) is not None


def _asks_of_money(turn: Turn) -> bool:
    """「打流感针要钱伐」 asks for no tip against the disease."""
    return turn.parse.intent == _TIPS and Aspect.FEE in aspects_asked(turn.message.text)


def _is_live(turn: Turn) -> bool:
    """Does the service itself answer it better: from dates, places, lists and tables?"""
    parse, text = turn.parse, turn.message.text
    if parse.intent.startswith(_LIVE) or _LISTS.search(text):
        return True
    return bool(_DATED & frozenset(aspects_asked(text)))


def _named(turn: Turn) -> list[str]:
    """What the message names, in its own words."""
    values = [str(turn.parse.named[slot]) for slot in _NAMES if slot in turn.parse.named]
    return [name for name in values if name in turn.parse.normal]


def _fits(turn: Turn, passage: Passage) -> bool:
    """Does the passage name what the message names, and is it about the detail that the message asks for?"""
    if not all(any(name in wording for wording in passage.wordings) for name in _named(turn)):
        return False
    wanted = frozenset(aspects_asked(turn.message.text)) if passage.asks else frozenset()
    return wanted - {Aspect.JOBS} <= _aspects_of(passage.asks)


@lru_cache(maxsize=4096)
def _aspects_of(asked: tuple[str, ...]) -> frozenset[Aspect]:
    return frozenset(aspect for ask in asked for aspect in aspects_asked(ask))


@remembered
def _asks(text: str) -> bool:
    """Is it a question, also one that only counts: 「办过几次」?"""
    return form_messages.asks(text) or bool(_COUNTS.search(text))


def asked(turn: Turn, passage: Passage) -> Turn:
    """The turn as if its message had asked for the passage and nothing else."""
    return replace(turn, parse=parse_of_choice(turn.parse, passage.wish), clauses=())

"""Whether a broken thing may be brought to the green exchange: what is written of that, and what is not."""

import re

from bot.common.message import Reply
from bot.content.shared.exchange import EXCHANGE
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.turn import Turn
from bot.services.exchange import reckoning
from bot.services.exchange.service import links, service

LASTING = 5  # turns for which a thing that is named is meant for the exchange
_BROKEN = re.compile(r"坏(?:了|掉|的|(?=[，,\s]|$))|破(?:了|掉|的)|不能用|用不了|不灵|旧得|烂")
_MAY_COME = re.compile(
    r"收不收|要不要|换不换|收[吗么伐的]|要[吗么伐]|换[吗么伐]|(?:能不能|可不可以|能|可以|好)[^，,。]{0,3}(?:拿|带|换)|呢[?？]?$|行不行|可以吗|行吗"
)
_NAMES_IT = re.compile(r"绿色交换|换(?:绿植|小?花|多肉|植物|分)|1\+1|积分")
_CALLED = re.compile(r"(?P<thing>[^\W\d_这那个我你要]{2,5})坏(?:了|掉|的)")
_NEW = re.compile(r"换(?:个|台)?新")
_TO_BRING = re.compile(r"带(?:点|些)?(?:什么|啥)(?:东西)?(?:去|来)?|(?:什么|啥)东西(?:可以|能|好)(?:带|拿)")
_WASHED = re.compile(r"洗(?!衣机|碗机|手)|干净|脏|熨|消毒")
_CLOTHES = re.compile(r"衣|裤|裙|鞋|被|布|毛巾|帽")


def _is_meant(turn: Turn) -> bool:
    """Is the exchange named, or was it told in the last turns?"""
    return _lately_told(turn) or _NAMES_IT.search(turn.message.text) is not None


def _lately_told(turn: Turn) -> bool:
    topic = turn.session.topic
    return topic.thing_slot == "exchange" and turn.session.turn - topic.thing_turn <= LASTING


@service.goes_on
async def broken_or_dirty(turn: Turn) -> Reply | None:
    """「电饭煲坏了的 你们换不换」, 「旧衣服要洗过的吗」: what is written of it; None for anything else."""
    exchange = turn.content.part(EXCHANGE)
    if not _is_meant(turn):
        return None
    told, what_comes = _of_broken(turn), _what_comes(turn)
    if not (told or what_comes):
        return None
    turn.rely_on(exchange)
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    asking = (ask_for_me(turn, exchange.name),) if told else ()
    lines = [*what_comes, told, _counted(turn) if told else ""]
    return Reply("\n".join(filter(None, lines)), (*asking, *links(turn)))


def _what_comes(turn: Turn) -> list[str]:
    """What may be brought, and that clothes are clean, where that is asked."""
    text, exchange = turn.message.text, turn.content.part(EXCHANGE)
    clean = next((thing for thing in exchange.accepted if "干净" in thing), "")
    washed = clean and _WASHED.search(text) and _CLOTHES.search(text)
    bring = _lately_told(turn) and _TO_BRING.search(text) is not None
    accepted, step = "、".join(exchange.accepted), exchange.steps[0]
    lines = [turn.words.say("exchange.bring", accepted=accepted, step=step)] if bring else []
    return [*lines, turn.words.say("exchange.clean", step=step, thing=clean)] if washed else lines


def _counted(turn: Turn) -> str:
    """What the amounts in the message are worth; "" where it tells none."""
    counted = reckoning.reckoned(turn)
    return counted.text if counted is not None else ""


def _of_broken(turn: Turn) -> str:
    """What is taken and refused that comes near the broken thing, and that it is not written itself; "" for no such question."""
    text, exchange = turn.message.text, turn.content.part(EXCHANGE)
    called = _CALLED.search(text)
    item = str(turn.parse.named.get("item", "")) or (called["thing"] if called else "")
    if not item or _NEW.search(text) or not _BROKEN.search(text) or not _MAY_COME.search(text):
        return ""
    refused = next((thing for thing in exchange.refused if thing.startswith("坏")), "")
    small = next((thing for thing in exchange.accepted if "家电" in thing), "")
    return turn.words.say("exchange.broken", item=item, taken=small, refused=refused) if refused else ""

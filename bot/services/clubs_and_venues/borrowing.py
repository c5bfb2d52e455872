"""「文化礼堂能借不」: a place that somebody would like to use for something of their own; the community decides on it."""

import re

from bot.common.message import Choice, Reply
from bot.content.naming import longest_named
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.carry_out.open_form.side_notes import note_wish
from bot.conversation.turn import Turn

LATELY = 6  # turns in which what is told may still be of it
LONGEST = 120  # characters that are passed on
_BORROWS = re.compile(
    r"(?:能|可以|好|想|要|来|给我们?|让我们?)(?:不能|不可以|不好)?(?:不|够)?(?:租|借)(?![书本了住房])|[租借](?:用|个?场地|一?下|得到|给我|不借|不|吗|伐|一个?晚上)"
    r"|(?:借|租)[^，,。\s]{0,6}(?:礼堂|教室|场地|场馆|球场|广场)|(?:用|要|找|有)[^，,。\s]{0,3}场地|包场"
)
_STILL = re.compile(
    r"[租借]|登记|能不能|行不行|行不|好不好|可以|[点几]?个?人|晚上|上午|下午|周|礼拜|星期|找(?:谁|哪)"
)
_WRITTEN = ("借", "包场")  # where the rules of a place speak of it themselves, they are the answer


def borrowed(turn: Turn, named: Venue | None) -> Reply | None:
    """Who decides on it, with the offer to pass on what was told so far; None where no place is to be borrowed."""
    topic, text = turn.session.topic, turn.message.text
    lately = topic.borrowing and turn.session.turn - topic.matter_turn <= LATELY
    goes_on = lately and _STILL.search(text) is not None
    told_before = topic.thing if topic.thing_slot == "venue" else ""
    place = named or longest_named(turn.content.part(VENUES), told_before)
    if place is None or not (goes_on or _BORROWS.search(text)):
        return None
    if any(word in place.rules for word in _WRITTEN):
        return None
    turn.rely_on(place)
    topic.tell_matter(_with(topic.matter if goes_on else "", text), turn.session.turn)
    topic.borrowing = True
    topic.speak_of("venue.info", "venue", place.name, turn.session.turn)
    about = turn.words.say("venue.borrowing", venue=place.name)
    choice = Choice(turn.words.say("venue.pass_on"), note_wish(about, topic.matter))
    if goes_on:
        return turn.say("venue.borrow_more", told=topic.matter, choices=(choice,))
    return turn.say("venue.borrow", name=place.name, rules=place.rules, choices=(choice,))


def _with(before: str, text: str) -> str:
    """What was told before with what is told now, each once."""
    parts = [before] if text in before else [before, text]
    return "；".join(filter(None, parts))[:LONGEST]

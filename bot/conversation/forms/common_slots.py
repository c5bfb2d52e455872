"""Slots that many forms ask for: who, how to reach them, in one's own words, where."""

from bot.common.message import Choice
from bot.conversation.forms.readers import NOTHING, Reading, read_mobile, read_name, read_phone, read_relation
from bot.conversation.forms.spec import SlotSpec, Values, World
from bot.understanding.parse import Parse
from bot.understanding.slots import phone, yes_no

SELF = "本人"
LONGEST = 200  # characters of a resident's own words that are kept


def phone_shown(value: str, values: Values, world: World) -> str:
    """138 0000 0000: in groups, as a number is said."""
    return phone.in_groups(value)


def not_asked(values: Values, world: World) -> bool:
    """For slots that are never asked for, and only filled when the message says them unasked."""
    return False


def read_words(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """Whatever is said when asked, in the resident's own words."""
    words = heard.text.strip()[:LONGEST]
    return Reading(words) if asked and heard.normal else NOTHING


def read_details(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What is told when asked; a bare 「对」 or 「好的」 tells nothing of what somebody can do, or when."""
    return NOTHING if yes_no.read(heard.text) else read_words(heard, options, asked)


NAME = SlotSpec("name", read_name, personal=True, firm=True)
PHONE = SlotSpec("phone", read_phone, shown=phone_shown, personal=True, firm=True)
MOBILE = SlotSpec("phone", read_mobile, shown=phone_shown, personal=True, firm=True)
"""Where an SMS is sent to the number: a landline gets none."""
FOR_WHOM = SlotSpec("for_whom", read_relation, needed=not_asked)


def words_slot(name: str, *, skippable: bool = False, personal: bool = False) -> SlotSpec:
    """A slot that takes the resident's own words."""
    reader = read_details if skippable else read_words  # 「同意」 is an opinion
    return SlotSpec(name, reader, skippable=skippable, personal=personal, free=True, any_words=True)

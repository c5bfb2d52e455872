"""A matter whose words point back to the talk: 「那怎么办呀，你给我报上去」, with what was said before it."""

import re
from dataclasses import replace

from bot.conversation.session import FormState
from bot.conversation.turn import Turn

_POINTS = re.compile(
    r"^(?:那|这|它|就是|我晓得|我知道)|(?:那|这)(?:个|件)?事|它们?(?!俩)|(?:你|侬|您|帮|替)?(?:给|帮|替)我(?:报|问|转|反映)|转给(?:社区|他们|居委)|报上去|反映上去|(?:刚才|上面|前面)(?:说|讲|问)的|我(?:是)?问"
)
_ANY_TALK = re.compile(
    r"怎么办|怎么样|怎么|什么|啥|现在|那个|这个|有没有|是不是|不是|你们|我们|阿拉|家里|屋里|可以|能不能|还是|给我|帮我|一下|一个|知道|晓得|[，,。？?！!\s的了呀啊]"
)
LONGEST = 80  # characters of what was said before
SHORTEST = 4
_MATTERS = ("detail", "need")


def with_talk_before(turn: Turn, state: FormState) -> FormState:
    """The form that begins, with what was said just before its matter where that points back and names nothing of it."""
    slot = next((name for name in _MATTERS if state.slots.get(name)), "")
    words = state.slots.get(slot, "")
    if not slot or turn.postback is not None or not _POINTS.search(words):
        return state
    before = _before(turn)
    if len(before) < SHORTEST or _names(words, before) or words in before:
        return state
    return replace(state, slots={**state.slots, slot: f"{before}（{words}）"})


def _names(words: str, before: str) -> bool:
    """Do the words name anything of what was said before?"""
    told, said = (_ANY_TALK.sub(" ", text) for text in (before, words))
    return any(told[at : at + 2] in said for at in range(len(told) - 1) if " " not in told[at : at + 2])


def _before(turn: Turn) -> str:
    """What was told lately, else the message that was answered last."""
    session = turn.session
    told = session.topic.told_lately(session.turn)
    last = session.last_answered if session.last_answered != turn.message.text else session.topic.said_before
    return (told[0] if told else last)[:LONGEST].strip(" ，,。？?！!")

"""What a message means that was taken for a complaint about the bot: a question it holds, or a tale of somebody else."""

import re

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.carry_out.readings.parts import meant_instead, with_text
from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.talk_topic import LATELY
from bot.conversation.turn import Turn
from bot.understanding.questions import said_to_bot

SAYS: dict[str, frozenset[str]] = {
    "complaint.of_others": frozenset(),
    "signpost.ticket": frozenset(),
}
_TICKET = "feedback.submit"
_NOT_BUT = re.compile(
    r"我(?:说|问|讲)(?:的)?(?:又|可|根本)?不是[^，,。\s]{1,10}[，,。\s]+(?:而)?(?:我)?(?:是|说的是|问的是)?(?P<rest>.{4,})"
)
_I_SAY = re.compile(
    r"^[?？！!…。\s]*(?:不是啊?[，,\s]+)?我(?:是)?(?:说|讲|问)(?:的)?(?:是)?(?![过了])(?P<rest>.{4,})"
)
_OF_OTHERS = re.compile(
    r"人家|楼[上下]|对门|隔壁|邻居|物业|居委|[他她伊]们?(?!的?意思)|老板|房东|师傅|儿子|女儿|老公|老婆|媳妇"
)
_DOES = re.compile(
    r"不开门|不听|不理|不睬|不管|管不了|不肯|不让|不承认|不改|不接|装(?:没|不)|没人(?:理|管|接)|骂|说过|讲过|找过|敲|照样|还是(?:老样子|那样)|赖"
)
_TO_BOT = re.compile(r"[你侬您](?!们?(?:社区|居委))|机器|程序|刚才(?:说|讲|写|填)|重复|听不懂|答非所问")
_LONGEST = 60


def meant(turn: Turn) -> str:
    """「?我说的不是课 是那20个村叫什么名字」: what is asked for after all; "" for a complaint that asks nothing."""
    text = turn.message.text
    found = _NOT_BUT.search(text)
    if found is not None:
        return found["rest"]
    if (rest := meant_instead(turn)) is not None:
        return rest
    found = _I_SAY.match(text)
    if found is not None and asks(found["rest"]):
        return found["rest"]
    asked = [part for part in questions(text) if not said_to_bot.grumbles(part) and is_real(turn, part)]
    return "，".join(asked)


def unwritten(turn: Turn, question: str) -> Reply | None:
    """That nothing is written to the question, with the offer to ask it; None for no question, or beside a form."""
    if turn.session.form is not None or not questions(question):
        return None
    return Reply(not_written(turn, asked=question), (ask_for_me(with_text(turn, question), question),))


def _tells_of_others(text: str) -> bool:
    """Is it told, and not asked, what others do, and nothing said of the bot?"""
    if len(text) > _LONGEST or _TO_BOT.search(text) or asks(text):
        return False
    return _OF_OTHERS.search(text) is not None and _DOES.search(text) is not None


def of_others(turn: Turn) -> Reply | None:
    """「我上去说过两次了 人家不开门」: heard, with the offer to pass it on; None for what is said of the bot."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None or not _tells_of_others(text):
        return None
    lately = [offer for offer in turn.session.topic.tickets if turn.session.turn - offer.turn <= LATELY]
    if not lately or turn.parse.emergency or turn.parse.possible:
        return None
    offer = lately[-1]
    slots = (("place", ""),) if offer.anywhere else ()
    wish = Wish(_TICKET, slots, said=f"{offer.said}（{text}）")
    turn.session.misses = 0
    return Reply(turn.words.say("complaint.of_others"), (Choice(turn.words.say("signpost.ticket"), wish),))

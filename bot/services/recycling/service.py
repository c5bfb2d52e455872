"""绿色服务: which bin a thing belongs in, and how to drop it."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.recycling.content import RECYCLING, NamedWaste, WasteSorter
from bot.understanding.faq import VERY_NEAR

service = Service(
    name="recycling",
    reads=(RECYCLING, QUESTIONS),
    says={
        "recycling.one": frozenset({"thing", "bin", "colour", "how"}),
        "recycling.apart": frozenset({"thing", "where"}),
        "recycling.guess": frozenset({"thing", "material", "bin", "colour"}),
        "recycling.unknown": frozenset({"lines"}),
        "recycling.kind": frozenset({"bin", "colour", "how"}),
    },
)


@service.on("recycling.sort", slots=("item",))
async def sort(turn: Turn) -> Reply:
    """Every thing that is named; one of an unknown name by its material, said as a guess; else the four kinds."""
    sorter = turn.content.part(RECYCLING)
    turn.rely_on(sorter.file)
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    said = turn.slot("item") if turn.parse.text.endswith("呢") and turn.slot("item") else turn.parse.normal
    found = sorter.find(said) or sorter.find(turn.slot("item"))
    if not found:
        nearer = turn.known_answer()
        return Reply(nearer) if nearer else _kinds(turn)
    find = Choice(turn.content.intents["feedback.submit"].title, Wish("feedback.submit"))
    text = "\n".join(_line(turn, sorter, one) for one in found)
    apart = any(one.group.bin in ("bulky", "building") for one in found)
    return Reply(text, (find,) if apart else ())


def _line(turn: Turn, sorter: WasteSorter, one: NamedWaste) -> str:
    file, group = sorter.file, one.group
    if group.bin in ("bulky", "building"):
        where = file.bulky if group.bin == "bulky" else file.building
        return turn.words.say("recycling.apart", thing=one.name, where=where)
    bin_ = sorter.bins[group.bin]
    if one.guess:
        return turn.words.say(
            "recycling.guess", thing=one.name, material=group.material, bin=bin_.name, colour=bin_.colour
        )
    return turn.words.say(
        "recycling.one", thing=one.name, bin=bin_.name, colour=bin_.colour, how=group.how or bin_.how
    )


def _kinds(turn: Turn) -> Reply:
    lines = "\n".join(
        turn.words.say("recycling.kind", bin=one.name, colour=one.colour, how=one.how)
        for one in turn.content.part(RECYCLING).file.bins
    )
    return turn.say("recycling.unknown", lines=lines)

"""绿色服务: which bin a thing belongs in, and how to dispose of it."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.recycling.content import RECYCLING, NamedWaste, WasteSorter
from bot.understanding.passages.faq import VERY_NEAR

service = Service(
    name="recycling",
    reads=(RECYCLING, QUESTIONS),
    says={
        "recycling.one": frozenset({"thing", "bin", "colour", "how"}),
        "recycling.apart": frozenset({"thing", "where"}),
        "recycling.guess": frozenset({"thing", "material", "bin", "colour"}),
        "recycling.unknown": frozenset({"lines"}),
        "recycling.hours": frozenset(),
        "recycling.parts_apart": frozenset(),
        "recycling.parts_alike": frozenset(),
        "recycling.kind": frozenset({"bin", "colour", "how"}),
    },
)


@service.on("recycling.sort", slots=("item",))
async def sort(turn: Turn) -> Reply:
    """Say where each thing belongs; guess an unknown thing by its material; else explain the four kinds of waste."""
    sorter = turn.content.part(RECYCLING)
    turn.rely_on(sorter.file)
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    text = turn.slot("item") if turn.parse.text.endswith("呢") and turn.slot("item") else turn.parse.normal
    things = sorter.find(text) or sorter.find(turn.slot("item"))
    if not things:
        answer = turn.known_answer()
        return Reply(answer) if answer else _kinds(turn)
    report_link = Choice(turn.content.intents["feedback.submit"].title, Wish("feedback.submit"))
    lines = "\n".join(thing_line(turn, sorter, waste) for waste in things)
    needs_pickup = any(waste.group.bin in ("bulky", "building") for waste in things)
    return Reply(lines, (report_link,) if needs_pickup else ())


def thing_line(turn: Turn, sorter: WasteSorter, waste: NamedWaste) -> str:
    """Where one thing belongs, and how it is brought out."""
    file, group = sorter.file, waste.group
    if group.bin in ("bulky", "building"):
        where = file.bulky if group.bin == "bulky" else file.building
        return turn.words.say("recycling.apart", thing=waste.name, where=where)
    waste_bin = sorter.bins[group.bin]
    if waste.guess:
        return turn.words.say(
            "recycling.guess",
            thing=waste.name,
            material=group.material,
            bin=waste_bin.name,
            colour=waste_bin.colour,
        )
    return turn.words.say(
        "recycling.one",
        thing=waste.name,
        bin=waste_bin.name,
        colour=waste_bin.colour,
        how=group.how or waste_bin.how,
    )


def _kinds(turn: Turn) -> Reply:
    lines = "\n".join(
        turn.words.say("recycling.kind", bin=waste_bin.name, colour=waste_bin.colour, how=waste_bin.how)
        for waste_bin in turn.content.part(RECYCLING).file.bins
    )
    return turn.say("recycling.unknown", lines=lines)

"""雨后彩虹: what to do before, during and after a hazard, and where to shelter from it."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.governed import Source
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.content.shared.venues import VENUES, Venue
from bot.content.snapshot import Content
from bot.conversation.turn import Turn
from bot.services.disaster.service import service
from bot.understanding.faq import VERY_NEAR

PHASES = ("before", "during", "after")
SOURCES = 2
COMMON = (Hazard.TYPHOON, Hazard.FIRE, Hazard.GAS, Hazard.ELECTRICITY, Hazard.DROWNING, Hazard.FIRST_AID)


@service.on("disaster.tips", slots=("hazard", "phase"))
async def tips(turn: Turn) -> Reply:
    """The tips of a hazard and a phase; a hazard without a phase starts with what to do while it is there."""
    known = _hazard(turn, turn.slot("hazard") or turn.session.topic.hazard)
    if known is None:
        return turn.say("tips.which", choices=_hazards(turn.content))
    turn.rely_on(known)
    turn.session.topic.hazard = known.hazard
    phase = turn.slot("phase") if turn.slot("phase") in PHASES else "during"
    return turn.say(
        "tips.list",
        name=known.name,
        phase=turn.words.say(f"tips.{phase}"),
        tips="\n".join(f"{number}. {tip}" for number, tip in enumerate(_of(known, phase), 1)),
        source="、".join(dict.fromkeys(_publisher(source) for source in known.sources[:SOURCES])),
        choices=_other_phases(turn, known, phase),
    )


@service.on_postback("tips.which")
async def which(turn: Turn) -> Reply:
    """Another hazard: reached by a choice."""
    return turn.say("tips.which", choices=_hazards(turn.content))


@service.on("disaster.shelter", slots=("hazard", "place"))
async def shelter(turn: Turn) -> Reply:
    """Where to go from the hazard that was named; all places and the question from which, when none was."""
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    known = _hazard(turn, turn.slot("hazard"))
    places = tuple(
        venue for venue in turn.content.part(VENUES) if known and known.hazard in venue.shelter_for
    )
    if known is None or not places:
        every = turn.in_force(venue for venue in turn.content.part(VENUES) if venue.shelter_for)
        return turn.say("shelter.list", places=_places(turn, every), choices=_sheltered(turn.content))
    lines = _places(turn, turn.in_force(places))
    return turn.say("shelter.for", name=known.name, rule=known.shelter, places=lines)


def _hazard(turn: Turn, word: str) -> Tips | None:
    return turn.content.part(TIPS).get(Hazard(word)) if word in tuple(Hazard) else None


def _places(turn: Turn, venues: tuple[Venue, ...]) -> str:
    lines = [turn.words.say("shelter.line", place=venue.name, where=venue.where) for venue in venues]
    return "\n".join(lines)


def _sheltered(content: Content) -> tuple[Choice, ...]:
    """The hazards that some place is for, in the order of the list of hazards."""
    served = {hazard for venue in content.part(VENUES) for hazard in venue.shelter_for}
    return tuple(
        Choice(content.part(TIPS)[hazard].name, Wish("disaster.shelter", (("hazard", hazard.value),)))
        for hazard in Hazard
        if hazard in served and hazard in content.part(TIPS)
    )


def _publisher(source: Source) -> str:
    """Who published it, without where it was reprinted."""
    return source.publisher.partition("（")[0]


def _of(known: Tips, phase: str) -> tuple[str, ...]:
    return {"before": known.before, "during": known.during, "after": known.after}[phase]


def _other_phases(turn: Turn, known: Tips, phase: str) -> tuple[Choice, ...]:
    others = tuple(
        Choice(
            f"{known.name}{turn.words.say(f'tips.{other}')}",
            Wish("disaster.tips", (("hazard", known.hazard.value), ("phase", other))),
        )
        for other in PHASES
        if other != phase
    )
    return (*others, Choice(turn.words.say("tips.other"), Wish("tips.which"), more=True))


def _hazards(content: Content) -> tuple[Choice, ...]:
    return tuple(
        Choice(content.part(TIPS)[hazard].name, Wish("disaster.tips", (("hazard", hazard.value),)))
        for hazard in COMMON
        if hazard in content.part(TIPS)
    )

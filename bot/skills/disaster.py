"""雨后彩虹: what to do before, during and after a hazard; shelters; drills and talks."""

from bot.content.dates import next_monthly, spoken
from bot.content.knowledge import Event, Hazard, Source, Tips
from bot.content.loader import Content
from bot.dialogue.skill import Skill, Turn
from bot.message import Choice, Reply
from bot.understanding.faq import VERY_NEAR

PHASES = ("before", "during", "after")
SHOWN = 5
SOURCES = 2
COMMON = (Hazard.TYPHOON, Hazard.FIRE, Hazard.GAS, Hazard.ELECTRICITY, Hazard.DROWNING, Hazard.FIRST_AID)
_DRILLS = frozenset({"drill", "talk", "film", "reading"})

skill = Skill(
    name="disaster",
    says={
        "tips.which": frozenset(),
        "tips.list": frozenset({"name", "phase", "tips", "source"}),
        "tips.before": frozenset(),
        "tips.during": frozenset(),
        "tips.after": frozenset(),
        "tips.other": frozenset(),
        "shelter.list": frozenset({"places"}),
        "drill.list": frozenset({"events"}),
        "drill.none": frozenset(),
    },
)


@skill.on("disaster.tips")
async def tips(turn: Turn) -> Reply:
    """The tips of a hazard and a phase; a hazard without a phase starts with what to do while it is there."""
    hazard = turn.slot("hazard") or turn.session.topic.hazard
    known = turn.content.tips.get(Hazard(hazard)) if hazard in tuple(Hazard) else None
    if known is None:
        return turn.say("tips.which", choices=_hazards(turn.content))
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


@skill.on("disaster.shelter")
async def shelter(turn: Turn) -> Reply:
    """Where to go; what the community announces on the day comes first."""
    places = "\n".join(f"· {venue.name}：{venue.where}" for venue in turn.content.venues if venue.shelter)
    return turn.say("shelter.list", places=places)


@skill.on("disaster.drill")
async def drill(turn: Turn) -> Reply:
    """Drills, safety talks, film nights and readings."""
    events = [event for event in turn.content.events if event.kind in _DRILLS]
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    named = [event for event in events if _named(event, turn.message.text)]
    lines = "\n".join(_line(event, turn) for event in (named or events)[:SHOWN])
    return turn.say("drill.list", events=lines) if lines else turn.say("drill.none", choices=turn.menu())


def _publisher(source: Source) -> str:
    """Who published it, without where it was reprinted."""
    return source.publisher.partition("（")[0]


def _of(known: Tips, phase: str) -> tuple[str, ...]:
    lists = {"before": known.before, "during": known.during, "after": known.after}
    return lists[phase][:SHOWN]


def _other_phases(turn: Turn, known: Tips, phase: str) -> tuple[Choice, ...]:
    others = tuple(
        Choice(
            f"{known.name}{turn.words.say(f'tips.{other}')}",
            intent="disaster.tips",
            slots=(("hazard", known.hazard.value), ("phase", other)),
        )
        for other in PHASES
        if other != phase
    )
    return (*others, Choice(turn.words.say("tips.other"), intent="tips.which", more=True))


@skill.on("tips.which")
async def which(turn: Turn) -> Reply:
    """Another hazard: reached by a choice."""
    return turn.say("tips.which", choices=_hazards(turn.content))


def _hazards(content: Content) -> tuple[Choice, ...]:
    return tuple(
        Choice(content.tips[hazard].name, intent="disaster.tips", slots=(("hazard", hazard.value),))
        for hazard in COMMON
        if hazard in content.tips
    )


def _named(event: Event, text: str) -> bool:
    return any(name in text for name in (event.name, *event.aliases))


def _line(event: Event, turn: Turn) -> str:
    today = turn.now.date()
    when = spoken(next_monthly(event.monthly, today), today) if event.monthly else event.when
    return f"· {event.name}：{when}"

"""What to do before, during and after a hazard, and where to shelter from it."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.governed import Source
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.content.shared.venues import VENUES, Venue
from bot.content.snapshot import Content
from bot.conversation.carry_out.answers import tip_answers
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.service import service
from bot.understanding.danger_signs.prevention_questions import PreventionQuestions
from bot.understanding.passages.faq import VERY_NEAR
from bot.understanding.slots.stairs import cannot_climb

_I_MEAN = re.compile(
    r"^(?:不是啊?|不对)?[，,\s]{0,2}我(?:是)?(?:说|讲|指)的?(?:是)?[^，,。]{0,12}(?:东西|用品|之类|那些|那种|的量)"
)
_HOW_MANY_DAYS = "要备几天"
PHASES = ("before", "during", "after")
SOURCES = 2
_WHAT_TO_DO = re.compile(r"怎么办|咋办|干嘛|干啥|做什么|做啥|先做|怎么做|注意什么|注意啥")
COMMON = (Hazard.TYPHOON, Hazard.FIRE, Hazard.GAS, Hazard.ELECTRICITY, Hazard.DROWNING, Hazard.FIRST_AID)


@service.on("disaster.tips", slots=("hazard", "phase"))
async def tips(turn: Turn) -> Reply:
    """The tips for a hazard and a phase; when no phase is named, what to do while it lasts."""
    hazard_tips = _hazard(turn, turn.slot("hazard") or turn.session.topic.hazard)
    if hazard_tips is None:
        return turn.say("tips.which", choices=_hazards(turn.content))
    turn.rely_on(hazard_tips)
    turn.session.topic.hazard = hazard_tips.hazard
    told = tip_answers.answer(turn, hazard_tips.hazard.value)
    if told and not _WHAT_TO_DO.search(turn.message.text):
        return Reply(told, _other_phases(turn, hazard_tips, ""))
    unanswered = "" if told else tip_answers.unanswered(turn, hazard_tips.name, *hazard_tips.aliases)
    if unanswered and _just_listed(turn, hazard_tips):  # the same list once more would be no answer
        line = tip_answers.known_like(turn) or tip_answers.nearest_line(turn, hazard_tips)
        others = _other_phases(turn, hazard_tips, "")
        ask = () if line else (ask_for_me(turn, hazard_tips.name),)
        return Reply(line or not_written(turn), (*ask, *others))
    listed = _listed(turn, hazard_tips)
    return replace(listed, text=f"{told}\n\n{listed.text}") if told else listed


@service.goes_on
async def meant_things(turn: Turn) -> Reply | None:
    """「我是说小孩的东西 奶粉之类」 after a question of the tips: that question, of these things; None for anything else."""
    topic, session, text = turn.session.topic, turn.session, turn.message.text
    told = _hazard(turn, topic.hazard)
    if (
        told is None
        or topic.intent != tip_answers.INTENT
        or session.form is not None
        or session.crisis is not None
    ):
        return None
    if days := tip_answers.for_days(turn, told):
        turn.outcome.beside.by.append(tip_answers.INTENT)
        turn.outcome.beside.answered.append(text)
        return Reply(days, _other_phases(turn, told, ""))
    if not _I_MEAN.match(text) or asks(text) or turn.parse.emergency or turn.parse.possible:
        return None
    days = tip_answers.for_days(
        with_text(turn, f"{text}，{_HOW_MANY_DAYS if _told_days(turn) else session.last_answered}"), told
    )
    if days:
        return Reply(days, _other_phases(turn, told, ""))
    return Reply(not_written(turn), (ask_for_me(turn, told.name), *_other_phases(turn, told, "")))


def _told_days(turn: Turn) -> bool:
    """Was it told in the last answer for how many days to provide?"""
    last = turn.session.answered[-1].read() if turn.session.answered else []
    return any(turn.words.say("tips.line", tip="") in reply.text and "天" in reply.text for reply in last)


def _just_listed(turn: Turn, hazard_tips: Tips) -> bool:
    """Were tips for this hazard shown in the last reply?"""
    shown = (choice.postback for choice in turn.session.choices)
    wanted = ("hazard", hazard_tips.hazard.value)
    return any(
        isinstance(wish, Wish) and wish.intent == "disaster.tips" and wanted in wish.slots for wish in shown
    )


def _listed(turn: Turn, hazard_tips: Tips) -> Reply:
    """The tips of the phase that is named, else those for while it lasts."""
    rest = turn.content.made(PreventionQuestions.of).without(turn.message.text)
    ahead = rest != turn.message.text and "了" not in rest  # 「被狗咬了 要注意什么」 has happened
    phase = turn.slot("phase") if turn.slot("phase") in PHASES else "before" if ahead else "during"
    return turn.say(
        "tips.list",
        name=hazard_tips.name,
        phase=turn.words.say(f"tips.{phase}"),
        tips="\n".join(f"{number}. {tip}" for number, tip in enumerate(_of(hazard_tips, phase), 1)),
        source="、".join(dict.fromkeys(_publisher(source) for source in hazard_tips.sources[:SOURCES])),
        choices=_other_phases(turn, hazard_tips, phase),
    )


@service.on_postback("tips.which")
async def which(turn: Turn) -> Reply:
    """Ask which hazard."""
    return turn.say("tips.which", choices=_hazards(turn.content))


@service.on("disaster.shelter", slots=("hazard", "place"))
async def shelter(turn: Turn) -> Reply:
    """The shelters from the hazard that was named; all shelters and the question which hazard, when none was."""
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    hazard_tips, places = _meant_with_shelters(turn)
    if hazard_tips is None:
        all_shelters = turn.in_force(venue for venue in turn.content.part(VENUES) if venue.shelter_for)
        return turn.say("shelter.list", places=_places(turn, all_shelters), choices=_sheltered(turn.content))
    turn.session.topic.hazard = hazard_tips.hazard
    lines = _places(turn, turn.in_force(places))
    reply = turn.say("shelter.for", name=hazard_tips.name, rule=hazard_tips.shelter, places=lines)
    first = _without_stairs_first(turn, places)[0]
    if not cannot_climb(turn.message.text) or _UPSTAIRS.search(first.where):
        return reply
    line = turn.words.say("shelter.no_stairs", place=first.name, where=first.where)
    return replace(reply, text=f"{line}\n{reply.text}")


def _hazard(turn: Turn, word: str) -> Tips | None:
    return turn.content.part(TIPS).get(Hazard(word)) if word in tuple(Hazard) else None


def _meant_with_shelters(turn: Turn) -> tuple[Tips | None, tuple[Venue, ...]]:
    """The hazard that is named now, was told of lately or spoken of before, and what shelters from it; (None, ()) for none.

    What no place shelters from is not what is meant: 「水要是进来了逃到哪里」 of a typhoon.
    """
    topic = turn.session.topic
    told = (str(turn.named_in(words).get("hazard", "")) for words in topic.told_lately(turn.session.turn))
    venues = turn.content.part(VENUES)
    for word in (turn.slot("hazard"), *told, topic.hazard):
        hazard_tips = _hazard(turn, word)
        places = tuple(venue for venue in venues if hazard_tips and hazard_tips.hazard in venue.shelter_for)
        if places:
            return hazard_tips, places
    return None, ()


_UPSTAIRS = re.compile(r"[二三四五六七八九十2-9]楼")


def _without_stairs_first(turn: Turn, venues: tuple[Venue, ...]) -> tuple[Venue, ...]:
    """The places, those that are said to be upstairs last where somebody cannot climb stairs."""
    said = (turn.message.text, *turn.session.topic.told_lately(turn.session.turn))
    if not any(map(cannot_climb, said)):
        return venues
    return tuple(sorted(venues, key=lambda venue: _UPSTAIRS.search(venue.where) is not None))


def _places(turn: Turn, venues: tuple[Venue, ...]) -> str:
    venues = _without_stairs_first(turn, venues)
    lines = [turn.words.say("shelter.line", place=venue.name, where=venue.where) for venue in venues]
    return "\n".join(lines)


def _sheltered(content: Content) -> tuple[Choice, ...]:
    """A choice for each hazard that some venue shelters from, in the order of the list of hazards."""
    with_shelter = {hazard for venue in content.part(VENUES) for hazard in venue.shelter_for}
    return tuple(
        Choice(content.part(TIPS)[hazard].name, Wish("disaster.shelter", (("hazard", hazard.value),)))
        for hazard in Hazard
        if hazard in with_shelter and hazard in content.part(TIPS)
    )


def _publisher(source: Source) -> str:
    """The publisher, without the place of a reprint."""
    return source.publisher.partition("（")[0]


def _of(hazard_tips: Tips, phase: str) -> tuple[str, ...]:
    return {"before": hazard_tips.before, "during": hazard_tips.during, "after": hazard_tips.after}[phase]


def _other_phases(turn: Turn, hazard_tips: Tips, phase: str) -> tuple[Choice, ...]:
    others = tuple(
        Choice(
            f"{hazard_tips.name}{turn.words.say(f'tips.{other}')}",
            Wish("disaster.tips", (("hazard", hazard_tips.hazard.value), ("phase", other))),
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

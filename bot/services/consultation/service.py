"""民主协商: matters that are put up for consultation; residents read them and give their opinion."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.forms.common_slots import not_asked, words_slot
from bot.conversation.forms.readers import Reading
from bot.conversation.forms.spec import FormSpec, SlotSpec
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.consultation import records as opinions
from bot.services.consultation.content import MATTERS, Matter
from bot.understanding.parse import Parse

service = Service(
    name="consultation",
    reads=(MATTERS,),
    says={
        "matter.list": frozenset(),
        "matter.none": frozenset(),
        "matter.one": frozenset({"name", "about", "question"}),
        "matter.voice_link": frozenset(),
        "matter.kept": frozenset({"name", "number"}),
        "feedback.mine_link": frozenset(),
    },
)
service.exact_words(
    r"(?:现在)?(?:有)?(?:哪些|什么)?(?:事(?:情)?)?(?:在)?(?:民主协商|居民议事|征求意见|协商议事|议事会?)(?:的事|有哪些|是什么)?(?:呢|吗)?",
    "matter.list",
)


def _read_matter(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get("matter", "")))


SPEC = FormSpec(
    name="voice",
    intent="matter.voice",
    confirm=False,
    slots=(SlotSpec("matter", _read_matter, needed=not_asked), words_slot("detail")),
)


@service.on_postback("matter.list")
async def matters(turn: Turn) -> Reply:
    """List the matters that residents can give an opinion on."""
    open_matters = turn.in_force(turn.content.part(MATTERS))
    choices = tuple(
        Choice(matter.name, Wish("matter.one", (("matter", matter.id),))) for matter in open_matters
    )
    return turn.say("matter.list" if open_matters else "matter.none", choices=choices)


@service.on_postback("matter.one")
async def read(turn: Turn) -> Reply:
    """Show a matter, with the choice to give an opinion on it."""
    matter = _meant(turn, turn.slot("matter"))
    if matter is None:
        return await matters(turn)
    turn.rely_on(matter)
    voice_link = Choice(turn.words.say("matter.voice_link"), Wish("matter.voice", (("matter", matter.id),)))
    return turn.say(
        "matter.one", name=matter.name, about=matter.about, question=matter.question, choices=(voice_link,)
    )


@service.form(SPEC, by_choice=True)
async def voice(turn: Turn, state: FormState) -> Reply:
    """Write the opinion down as a ticket, so that the staff can answer it."""
    matter = _meant(turn, state.slots.get("matter", ""))
    name = matter.name if matter else ""
    opinion = await opinions.submit(turn.work, turn.message.user, name, state.slots["detail"], turn.now)
    show_own = Choice(turn.words.say("feedback.mine_link"), Wish("feedback.status"))
    return turn.say("matter.kept", name=name, number=opinion.number, choices=(show_own,))


def _meant(turn: Turn, key: str) -> Matter | None:
    return next((matter for matter in turn.content.part(MATTERS) if matter.id == key), None)

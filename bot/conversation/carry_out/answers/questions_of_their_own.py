"""Whether a question stands by itself, or may be about the thing that is spoken of: 「下雨还办吗」. Pure."""

from bot.conversation.carry_out.answers.thing_spoken_of import OF_COURSE, ThingSpokenOf
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.aspects import aspects_asked, wants_yes_or_no
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.text.bounded_cache import remembered

# What a question that names nothing is taken for out of habit; it stands for any thing of the kind.
_OF_ANYTHING = frozenset({
    OF_COURSE, "training.enrol", "training.browse", "training.jobs", "activity.browse", "activity.join", "club.info",
    "venue.info", "volunteer.activities", "volunteer.join", "exchange.info", "disaster.shelter", "disaster.drill",
})  # fmt: skip
_OF_NAMED = frozenset({"recycling.sort", "exchange.find", "learning.resources", "training.recommend"})
"""Questions that are about something they name."""
_GIVING_UP, _OF_HOURS = frozenset({"training.cancel", "dialog.cancel"}), frozenset({"community.info"})


def stands_alone(parse: Parse, text: str, thing: ThingSpokenOf, recent: int, *, in_form: bool) -> bool:
    """Is it beyond doubt a question of its own, and not about the thing? recent: turns since the thing was told."""
    intent = parse.intent
    if not is_confident(parse) or _out_of_habit(parse, recent):
        return False
    if thing.slot == "course" and intent.startswith("training."):
        return intent != "training.browse"  # what answers the others knows the course that is spoken of
    if intent in (thing.intent, *_OF_ANYTHING):
        return False
    return not _may_be_of(thing, intent, text, recent, in_form=in_form)


def _may_be_of(thing: ThingSpokenOf, intent: str, text: str, recent: int, *, in_form: bool) -> bool:
    """May a question that is surely taken for this intent still ask for a detail of the thing?"""
    if intent in _OF_HOURS:
        return thing.slot in ("venue", "signpost")
    if in_form and intent in _GIVING_UP:
        return any(question.key == "leave" for question in small_questions(text))
    if intent == OUT_OF_SCOPE:
        return (recent <= 1 and wants_yes_or_no(text)) or asks_for_detail(text)
    return intent.startswith("disaster.") and asks_for_detail(text)


def _out_of_habit(parse: Parse, recent: int) -> bool:
    """Is it taken for a question or a wish that is about something it names, and names nothing?"""
    of_named = parse.intent in _OF_NAMED or (recent <= 1 and parse.intent in FLOW_OF_INTENT)
    return of_named and not parse.named


@remembered
def asks_for_detail(text: str) -> bool:
    """Is there a word in the text for a detail of a thing: its time, its price, whether there are lifts?"""
    return bool(aspects_asked(text) or small_questions(text))

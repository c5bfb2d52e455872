"""The thing that is spoken of: what the open form is about, else the course, event or place that was told last."""

from dataclasses import dataclass

from bot.conversation.turn import Turn

LASTING = 5  # turns for which a question without a subject is about what was told
OF_COURSE = "training.info"
IN_FORMS = (("course", OF_COURSE), ("event", "activity.browse"), ("team", "volunteer.activities"))
"""The slots of forms that hold a thing, and what answers questions about it."""


@dataclass(frozen=True, slots=True)
class ThingSpokenOf:
    """What is spoken of. intent: answers questions about it, and takes it in this slot."""

    intent: str
    slot: str
    name: str


def thing_spoken_of(turn: Turn) -> ThingSpokenOf | None:
    """What the open form is about; without one, what was told in the last turns."""
    topic, form = turn.session.topic, turn.session.form
    recent = turn.session.turn - topic.thing_turn
    if form is not None and (recent > 1 or not topic.thing):
        held = ((intent, slot, form.slots.get(slot, "")) for slot, intent in IN_FORMS)
        return next((ThingSpokenOf(*thing) for thing in held if thing[2]), None)
    if recent > LASTING:
        return None
    if topic.course:
        return ThingSpokenOf(OF_COURSE, "course", topic.course)
    return ThingSpokenOf(topic.thing_intent, topic.thing_slot, topic.thing) if topic.thing else None

"""What is said of values that a message told: one that was not asked for is noted, one that stands there already is said to."""

from bot.conversation.carry_out.open_form.classes_offered import classes_offered, labels
from bot.conversation.carry_out.open_form.form_progress import FormProgress
from bot.conversation.carry_out.open_form.open_form import needed
from bot.conversation.forms import commanded
from bot.conversation.forms.engine import FormStep

SAYS: dict[str, frozenset[str]] = {
    "form.without": frozenset({"value"}),
    "form.no_other": frozenset({"value", "options"}),
}


def note(progress: FormProgress, step: FormStep, name: str) -> None:
    """Say what was corrected; else put the value down as unchanged, or as noted where it was not asked for."""
    opened, before, after = progress.opened, progress.state, step.state
    changed = opened.prompter.changed(step)
    progress.said += changed
    if changed:
        return
    words = opened.words.slots.get(name)
    if words is not None and name in after.slots and before.slots.get(name) == after.slots[name]:
        if name in progress.filled:
            return  # it was just put right by the same message
        progress.unchanged[name] = opened.prompter.unchanged(name, after)
    elif words is not None and name != before.asking and after.asking == before.asking:
        progress.noted[words.label] = after.asking


def acknowledged(progress: FormProgress) -> list[str]:
    """What was noted, unless the form has moved on; what is unchanged, where nothing else came of the message."""
    labels = [label for label, asked in progress.noted.items() if asked == progress.state.asking]
    if labels:
        return [progress.opened.turn.words.say("form.noted", label="」「".join(labels))]
    alone = progress.answered is None and progress.filled <= progress.unchanged.keys()
    return [line for lines in progress.unchanged.values() for line in lines] if alone else []


def told_so_far(progress: FormProgress) -> list[str]:
    """What is said so far, without 「…少不了」 of what the message has answered by now."""
    opened = progress.opened
    answered = {needed(opened, name) for name in progress.state.slots if name in opened.words.slots}
    return [line for line in progress.said if line not in answered]


def left_out(progress: FormProgress, name: str, value: str) -> str:
    """That what is excluded is left out; where nothing is left then, which there are: 「不要晚上」 of a class in the evening."""
    opened = progress.opened
    options, slot = classes_offered(opened, progress.state, name), opened.spec.slot(name)
    left = slot is None or commanded.remaining(slot, progress.state, value, opened.turn.hear, opened.world)
    if not options or left:
        shown = slot.shown(value, progress.state.slots, opened.world) if slot is not None else value
        return opened.turn.words.say("form.without", value=shown or value)
    return opened.turn.words.say("form.no_other", value=value, options=labels(options))

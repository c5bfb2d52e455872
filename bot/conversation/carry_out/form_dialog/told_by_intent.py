"""Where the intent of a message, or of a part of it, tells better what it means than the commands it was taken for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.content.shared.clubs import CLUBS
from bot.conversation.carry_out.answers import on_table
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.weighing import ABOUT_TALK, surely_asks
from bot.conversation.carry_out.readings.named_records import names_another, on_record
from bot.conversation.carry_out.readings.parts import only_looks
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.carry_out.records.record_commands import ends_what_is_named
from bot.conversation.command_kinds import of_kind, values_of
from bot.conversation.commands import Ask, Command, SetSlot, Start
from bot.conversation.interpret.clauses.form_messages import asks_why
from bot.conversation.interpret.wishes.meant_club import CLUB, club_meant
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.small_questions import asks_what
from bot.understanding.ranking import CERTAIN, is_confident
from bot.understanding.text.clauses import bare_clauses

_MINE = (".mine", ".status", "activity.browse")
INFO, TEAMS = "training.info", "volunteer.activities"
WORTH_ANSWERING = 0.35  # a question whose subject is less likely than this is asked back


def of_records(turn: Turn, commands: Sequence[Command], own: Sequence[OwnRecord], forms: FormRunner) -> bool:
    """Does the intent tell better what a message about records means: nothing such is on record, or it opens a form?"""
    parse = turn.parse
    if not on_record(commands, own):
        return True
    if parse.intent == OUT_OF_SCOPE or parse.intent.startswith("dialog.") or not is_confident(parse):
        return False
    if only_looks(commands) and parse.intent.endswith(".mine") and parse.confidence >= CERTAIN:
        return True  # 「我订的东西」: a list of them
    if ends_what_is_named(turn, commands, own):
        return False
    opens = forms.opened_by(parse.intent) is not None and parse.confidence >= CERTAIN
    return opens or names_another(parse, own)


def of_part(command: Ask | Start, parse: Parse, words: str, forms: FormRunner) -> str:
    """What the part is answered as: by its own words where they are sure, else as it was interpreted; "" for neither."""
    intent = intent_of_command(command) or parse.intent
    if intent.startswith(ABOUT_TALK):
        return parse.intent if _asks_after_all(intent, parse, words) else intent
    sure = is_confident(parse) and parse.intent != OUT_OF_SCOPE
    if isinstance(command, Start):
        return parse.intent if sure and forms.opened_by(parse.intent) is not None else intent
    if sure:
        return parse.intent
    return intent if parse.intent == intent or parse.confidence >= WORTH_ANSWERING else ""


def slots_besides(part: Turn, intent: str, told: Mapping[str, str]) -> dict[str, str]:
    """What is told for the slots of the intent, and the parse of the part does not hold."""
    declared = part.content.slots_of_label.get(intent, ())
    return {slot: told[slot] for slot in declared if slot in told and slot not in part.parse.slots}


def _asks_after_all(taken_for: str, parse: Parse, words: str) -> bool:
    """Is what was taken for talk beyond doubt a question of another kind?"""
    about_records = taken_for == "meta.said" and parse.intent.endswith(_MINE)
    return surely_asks(parse) and not asks_why(words) and not about_records


def _team_meant(turn: Turn, parse: Parse) -> str:
    """The team of the open form, where it is asked what that team does: 「爱心红吧，干什么的这个队」; "" for any other."""
    form = turn.session.form
    if form is None or form.form != "volunteer" or "club" in parse.named or not asks_what(parse.text):
        return ""
    return str(turn.hear(turn.message.text).named.get("team", "") or form.slots.get("team", ""))


def with_club(turn: Turn, parse: Parse) -> Parse:
    """The question with the club that is meant by what is done there: 「有没有跳舞的队伍」 is of the dancers."""
    team = _team_meant(turn, parse)
    if team:
        return replace(
            parse, intent=TEAMS, confidence=1.0, alternatives=(), slots={**parse.slots, "team": team}
        )
    club = club_meant(parse, turn.content.part(CLUBS)) if "club" not in parse.slots else ""
    if not club:
        return parse
    return replace(parse, intent=CLUB, confidence=1.0, alternatives=(), slots={**parse.slots, "club": club})


_THIS_TEAM = re.compile(
    r"队(?!长)[^，,。]{0,6}(?:做|干|搞)(?:些|点|哪些)?(?:什么|啥)|^(?:是|平时|主要|都){0,2}(?:做|干|搞)(?:些|点)?(?:什么|啥)的"
)
_ANY = re.compile(r"(?:什么|啥)都|随便")


def of_team(state: FormState, commands: Sequence[Command], text: str) -> tuple[list[Command], Ask | None]:
    """The other commands, and what is asked of the team of the open form, 「干什么的这个队？」; None for nothing."""
    values = of_kind(commands, SetSlot)
    told = values_of(values, "team")
    team = told[-1] if told else state.slots.get("team", "")
    asked = [words for words in bare_clauses(text) if _THIS_TEAM.search(words) and not _ANY.search(words)]
    if not team or not asked:
        return list(commands), None
    rest: list[Command] = [value for value in values if value.value not in asked[0]]
    return rest, Ask(TEAMS, {"team": team}, asked[0])


def is_misheard(heard: Parse, intent: str, words: str) -> bool:
    """「下课了到哪里坐车回城」 is no question about a class."""
    return intent == INFO and "course" not in heard.named and on_table.names_elsewhere(words)

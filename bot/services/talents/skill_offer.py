"""「我会修电器」: lending skills to the talent bank; and taking them back."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.forms.common_slots import NAME, PHONE
from bot.conversation.forms.readers import read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret.clauses.denied import without_unable
from bot.conversation.interpret.wishes.openings import taught
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.talents import helper_search_records as asks
from bot.services.talents import talent_records as talents
from bot.services.talents.content import BETWEEN, TALENTS, SkillMatch, TalentFile
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.service import service
from bot.services.talents.slot_readers import (
    SKILL_HEARD,
    able_to,
    bank_options,
    others_in,
    read_skill,
    skills_in,
    time_slot,
)
from bot.services.talents.talent_records import NewTalent, Talent
from bot.understanding.passages.faq import NEAR, VERY_NEAR
from bot.understanding.text.normalize import simplified


def _banks(values: Values, world: World) -> tuple[Choice, ...]:
    if "skill" not in values:
        return ()
    talents = world.content.part(TALENTS)
    names = tuple(match.bank.name for match in skills_in(talents, values["skill"]))
    likely = None if names else talents.likely_bank(simplified(values["skill"]))
    return bank_options((likely.name,) if likely else names, talents)


def _shown(value: str, values: Values, world: World) -> str:
    return "、".join(skill for skill, _ in _skills(world.content.part(TALENTS), value))


def _skills(talents: TalentFile, value: str) -> list[tuple[str, SkillMatch | None]]:
    """Each kind of skill with all that is told of it; what the content does not know stands by itself, in its own words."""
    told: dict[str, list[str]] = {}
    kinds: dict[str, SkillMatch | None] = {}
    for part in filter(None, _PARTS.split(value)):
        matches = skills_in(talents, part)
        for match in matches:
            said = part if len(matches) == 1 and len(part) <= SHORT else match.skill
            told.setdefault(match.kind.id, []).append(said)
            kinds.setdefault(match.kind.id, match)
        if not matches:
            told[part], kinds[part] = [part], None
    return [(BETWEEN.join(dict.fromkeys(told[kind])), match) for kind, match in kinds.items()]


_PARTS = re.compile(r"[、，,]")
SHORT = 8  # characters: a longer part has words around its skill


SPEC = FormSpec(
    name="talent_offer",
    intent="talent.offer",
    slots=(
        SlotSpec("skill", read_skill, shown=_shown, any_words=True),
        SlotSpec("bank", read_option, options=_banks, after=("skill",)),
        time_slot("when", "talent.when_options"),
        NAME,
        PHONE,
    ),
)


async def _before(turn: Turn) -> FormOpening:
    """Answer a known question; else open the form with the skills that the message names."""
    answer = turn.known_answer(NEAR if turn.session.form else VERY_NEAR)
    if answer:
        intents = turn.content.intents
        links = tuple(Choice(intents[label].title, Wish(label)) for label in _BOTH)
        return FormOpening(Reply(answer, links))
    told = without_unable(turn.parse.text)
    named = str(turn.parse.named.get("skill", "")) or taught(told)
    skill = _told(turn.content.part(TALENTS), told, named) or _told_before(turn)
    return FormOpening(slots={SKILL_HEARD: skill} if skill else {})


def _told_before(turn: Turn) -> str:
    """「我会这个，想帮别人」: the skill that the message before told; "" where none did, or nothing points to it."""
    before = turn.session.topic.said_before
    if not _POINTS.search(turn.parse.text) or turn.session.form is not None:
        return ""
    return _told(
        turn.content.part(TALENTS), before, str(turn.hear(before).named.get("skill", "")) or taught(before)
    )


_POINTS = re.compile(r"(?:会|懂|做|弄|教|是)(?:的)?(?:就)?(?:是)?(?:这|那)(?:个|些|样|种|方面|行|一行)")


def _told(talents: TalentFile, text: str, named: str) -> str:
    """The skills that the text tells, known ones and others in its own words; "" where it says nothing definite."""
    matches = skills_in(talents, text)
    ability = able_to(text)
    is_clear = not any(word in ability for word in talents.vague)
    known = [match.skill for match in matches if match.named]
    own_words = others_in(ability, known) if known or is_clear else []
    told = [*known, *own_words] or [match.skill for match in matches]
    return BETWEEN.join(told) or named or (ability if is_clear else "")


_BOTH = ("talent.offer", "talent.request")


@service.form(SPEC, before=_before, slots=("skill", "name", "phone", "date"))
async def lend(turn: Turn, state: FormState) -> Reply:
    """Add an entry for each kind of skill; what this person lends already is not added again."""
    skills = _skills(turn.content.part(TALENTS), state.slots["skill"])
    waits = turn.rules.helpers_wait
    lent = [await talents.lend(turn.work, new, turn.now, waits=waits) for new in _new(turn, state, skills)]
    added = [talent for talent, is_new in lent if is_new]
    offer_more = Choice(turn.words.say("talent.lend_more"), Wish("talent.offer"))
    if not added:
        named = "、".join(talent.skill for talent, _ in lent)
        links = tuple(_stop_link(turn, talent) for talent, _ in lent)
        return turn.say(
            "talent.lent_already", name=lent[0][0].name, skills=named, choices=(offer_more, *links)
        )
    lines = "\n".join(
        turn.words.say("talent.lent_line", skill=talent.skill, bank=talent.bank) for talent in added
    )
    key = "talent.lent" if all(talent.approved for talent in added) else "talent.lent_waiting"
    return turn.say(key, name=added[0].name, lines=lines, choices=(offer_more,))


def _new(turn: Turn, state: FormState, skills: list[tuple[str, SkillMatch | None]]) -> list[NewTalent]:
    slots = state.slots
    bank = slots["bank"].split("、")[0]
    new = NewTalent(
        user=turn.message.user,
        name=slots["name"],
        phone=slots["phone"],
        skill=slots["skill"],
        bank=slots["bank"],
        kind="",
        spare=slots["when"],
    )
    return [
        replace(new, skill=skill, bank=match.bank.name, kind=match.kind.id)
        if match
        else replace(new, skill=skill, bank=bank)
        for skill, match in skills
    ]


@service.on_postback("talent.stop")
async def stop(turn: Turn) -> Reply:
    """Take a skill back after a confirmation; whoever is asked with it now need not answer."""
    own = await talents.of_user(turn.work, turn.message.user)
    talent = next((candidate for candidate in own if str(candidate.id) == turn.slot("talent")), None)
    if turn.confirmed is False:
        return turn.say("talent.stop_kept")
    if talent is None:
        return turn.say("talent.stop_none", choices=offers(turn, "talent.offer"))
    if turn.confirmed is None:
        this = (("talent", str(talent.id)),)
        choices = (
            Choice(turn.words.say("talent.stop_yes"), Wish("talent.stop", this, confirmed=True)),
            Choice(turn.words.say("talent.stop_no"), Wish("talent.stop", this, confirmed=False)),
        )
        return turn.say("talent.stop_sure", skill=talent.skill, choices=choices)
    for request in await asks.asked_with(turn.work, talent.id):
        nobody_left = await asks.decline(turn.work, request, talent.user, turn.now)
        if nobody_left:
            await ask_next_or_tell(turn, request, talent.user)
    await talents.stop(turn.work, talent.user, talent.id, turn.now)
    return turn.say("talent.stopped", skill=talent.skill)


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The skills that the resident lends, for 「我的」."""
    own = await talents.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            turn.words.say(
                "talent.own_skill" if talent.approved else "talent.own_skill_waiting",
                skill=talent.skill,
                bank=talent.bank,
                name=talent.name,
            ),
            _stop_link(turn, talent),
            kind="talent_offer",
            ref=str(talent.id),
            title=title(turn, talent),
            status=status(turn, talent),
            phone=talent.phone,
            told=told_of(turn, SPEC, values_of(talent)),
        )
        for talent in own
    )


def values_of(talent: Talent) -> dict[str, str]:
    """What stands in the entry, by the slots of its form."""
    who = {"name": talent.name, "phone": talent.phone}
    return {"skill": talent.skill, "bank": talent.bank, "when": talent.spare, **who}


def title(turn: Turn, talent: Talent) -> str:
    """How the entry is called: the skill, and who can do it."""
    return turn.words.say("talent.title", skill=talent.skill, name=talent.name)


def status(turn: Turn, talent: Talent) -> str:
    """Whether the staff have approved the helper, and whether they rest for a while."""
    key = "paused" if talent.paused else "lent" if talent.approved else "waiting"
    return turn.words.say(f"talent.offer_{key}")


def _stop_link(turn: Turn, talent: Talent) -> Choice:
    label = turn.words.say("talent.stop_link", skill=talent.skill)
    return Choice(label, Wish("talent.stop", (("talent", str(talent.id)),)))

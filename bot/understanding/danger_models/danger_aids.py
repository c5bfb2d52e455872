"""What is read for danger beside the model, by the words of the content."""

import re
from dataclasses import dataclass

from bot.content.snapshot import Content
from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE
from bot.understanding.danger_models.heard_danger import SILENT, HeardDanger
from bot.understanding.danger_signs.danger import (
    BECOMES,
    GENERAL,
    GRAVE,
    MAY_BE_FORCED,
    POISONING,
    SUICIDE,
    DangerSigns,
)
from bot.understanding.danger_signs.danger_words import DangerWords
from bot.understanding.danger_signs.denied_dangers import DeniedDangers
from bot.understanding.danger_signs.mourning import Mourning
from bot.understanding.danger_signs.prevention_questions import PreventionQuestions
from bot.understanding.danger_signs.spoken_figures import SpokenFigures
from bot.understanding.danger_signs.things_alone import ThingsAlone

_NOT_OF_THINGS = MAY_BE_FORCED | {"missing_person"}  # dangers in which a thing may be all that is named

# Who lies there is helped before it is asked what they took.
_BEFORE_POISON = (GRAVE | BECOMES | {"seizure", "breathing"}) - {SUICIDE}
_MISHAP = re.compile(
    r"舔|抿|误[吃喝服食]|不小心|不当心|当(?:成|作|做)?(?:糖|水|饮料|酒|酱油|醋|果冻)|(?:喝|吃|拿)错"
)


@dataclass(frozen=True, slots=True)
class DangerAids:
    """denied: dangers that a text denies. evidence: words without which there may be no such danger.

    prevention: who asks ahead. figures: what only sounds like one beside other words. mourning: grief, which is not despair.
    things: what is said of them alone.
    """

    denied: DeniedDangers
    evidence: DangerWords
    prevention: PreventionQuestions
    figures: SpokenFigures
    mourning: Mourning
    things: ThingsAlone

    @classmethod
    def of(cls, content: Content) -> "DangerAids":
        return cls(
            DeniedDangers(content.alarms),
            content.made(DangerWords.of),
            content.made(PreventionQuestions.of),
            SpokenFigures(content.alarms),
            content.made(Mourning.of),
            content.made(ThingsAlone.of),
        )

    def but_for_things(self, heard: HeardDanger, text: str) -> HeardDanger:
        """What is heard but of things alone: who wants one mended is in no danger, and what sounds certain is asked else.

        A danger of no known kind is not asked about either where no word tells of harm.
        """
        vague = heard == HeardDanger(POSSIBLE, GENERAL) and not self.things.tells_harm(text)
        of_things = heard.card not in _NOT_OF_THINGS and self.things.is_all(text)
        if heard.answer == NEVER or not (vague or of_things):
            return heard
        certain = heard.answer == NOW and not self.things.is_wanted(text)
        return HeardDanger(POSSIBLE, heard.card) if certain else SILENT

    def but_for_grief(self, heard: HeardDanger, text: str) -> HeardDanger:
        """What was heard of who mourns: grief alone is asked about gently, and who would follow the dead is in danger.

        Where nothing was heard, words of following the dead are asked about: they are said of a journey too.
        """
        if heard.card not in ("", SUICIDE, GENERAL):
            return heard
        if self.mourning.goes_after(text):
            return HeardDanger(POSSIBLE if heard.answer == NEVER else NOW, SUICIDE)
        grieves = (heard.card == SUICIDE or heard.answer == POSSIBLE) and self.mourning.is_all(text)
        return HeardDanger(POSSIBLE, SUICIDE) if grieves else heard

    def is_poison(self, card: str, text: str, signs: DangerSigns) -> bool:
        """Is a poison put into a mouth, whatever else that sounds like, and neither life at stake nor the deed meant?"""
        meant = card in MAY_BE_FORCED and (SUICIDE in signs.dangers or not _MISHAP.search(text))
        return card not in _BEFORE_POISON and not meant and self.evidence.tells_plan(POISONING, text)

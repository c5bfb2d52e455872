"""Reads a text for danger: certain, possible or none, and which card it calls for. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from bot.understanding.analysis import Analysis
from bot.understanding.danger_models import follow_ups, relief_model
from bot.understanding.danger_models.danger_aids import DangerAids
from bot.understanding.danger_models.danger_margins import CERTAIN, card_by_margin, decided
from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE, DangerModel, danger_features
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_models.heard_danger import SILENT, HeardDanger
from bot.understanding.danger_signs import telling_part
from bot.understanding.danger_signs.danger import (
    DESPAIR,
    GENERAL,
    POISONING,
    SUICIDE,
    DangerDetector,
)
from bot.understanding.danger_signs.danger_kinds import CAUSES, HARMS, KINDS

SIGN_BONUS = 0.4  # of the card that the longest sign names, beside what the model says
EVIDENT_OPEN = -0.9  # the margin from which a danger that fits so well, and is named, may be one
EVIDENT_CARD = -0.26
LIKE_DESPAIR = -0.2  # how well despair has to fit what follows words that may have been of it
UNKNOWN = -9.0  # the margin of a card that the model does not know
CLEAR_CARD = 0.0  # a card that fits so well is meant, also while another danger is on
UNFITTING_CARD = -0.45  # where no card fits better than this, a danger has to be surer by the next margin
UNFITTING_CERTAIN = 0.9
WORTH_ASKING = -0.2  # the margin from which it is asked whether there is a danger of no known kind
ALARMING = 2.0  # the margin of "now" from which a danger of no known kind is certain

TOLD_IN_PART = 0.1  # the weight from which clauses tell of a danger by themselves
SHARE_OF_MARGIN = 0.3  # of the margin of "now" in this weight, beside how well the card fits
LAST_CLAUSES = 4  # of a message, in which despair is told between others


class DangerReader:
    """model: learned from the sentences; detector: the signs of danger, which are evidence, and name cards too.

    aids: what is read beside the model. analyse: reads what is left of a text without the dangers that it denies.
    """

    def __init__(
        self,
        model: DangerModel,
        detector: DangerDetector,
        aids: DangerAids,
        analyse: Callable[[str], Analysis],
    ) -> None:
        self.model = model
        self._detector = detector
        self._aids = aids
        self._evidence = aids.evidence
        self._analyse = analyse
        labels = model.answers.labels
        self._now, self._never = labels.index(NOW), labels.index(NEVER)
        self._possible = labels.index(POSSIBLE) if POSSIBLE in labels else None

    def read(self, analysis: Analysis) -> HeardDanger:
        """What the text says of a danger, but for the dangers that it denies."""
        text = analysis.normal.clean
        rest = self._aids.figures.without(text)
        heard = self._but_for_prevention(analysis) if rest == text else self._beside_figure(rest)
        heard = self._aids.but_for_grief(self._but_for_fears(heard, text), text)
        heard = self._aids.but_for_things(heard, text)
        asked = heard.answer == NOW and self._evidence.is_only_asked(heard.card, text)
        return HeardDanger(POSSIBLE, heard.card) if asked else heard

    def is_of_things(self, analysis: Analysis) -> bool:
        """Is it said of things alone?"""
        return self._aids.things.is_all(analysis.normal.clean)

    def _but_for_fears(self, heard: HeardDanger, text: str) -> HeardDanger:
        """What is heard beside what may only happen some day; of despair such words are no fear."""
        rest = text if heard.answer == NEVER or heard.card in DESPAIR else telling_part.without_feared(text)
        if rest == text:
            return heard
        return self._but_for_prevention(self._analyse(rest)) if rest else SILENT

    def _beside_figure(self, rest: str) -> HeardDanger:
        """What is heard beside a figure: where that is like no danger that is known, nothing is asked."""
        heard = self._but_for_prevention(self._analyse(rest)) if rest else SILENT
        return SILENT if heard.answer == POSSIBLE and heard.card == GENERAL else heard

    def _but_for_prevention(self, analysis: Analysis) -> HeardDanger:
        """What the text says of a danger, but for questions of how it is prevented."""
        heard = self._told(analysis)
        text = analysis.normal.clean
        rest = text if heard.answer == NEVER or heard.card in DESPAIR else self._aids.prevention.without(text)
        return heard if rest == text else self._beside_prevention(text, rest)

    def _beside_prevention(self, text: str, rest: str) -> HeardDanger:
        """What is heard beside a question of prevention: where its answer is known, a danger only by a sign or a harm."""
        part = self._analyse(rest)
        unanswered = not self._aids.prevention.answer(text)
        harmed = unanswered or part.signs.dangers or self._aids.prevention.tells_of_harm(rest)
        return self._told(part) if rest and harmed else SILENT

    def _told(self, analysis: Analysis) -> HeardDanger:
        analysis = self._without_denied(analysis)
        heard = self._read(analysis)
        if heard.answer != NOW:
            heard = self._before_request(analysis) or self._in_part(analysis, heard)
        return self._despair_between(analysis) if heard.answer == NEVER else heard

    def _before_request(self, analysis: Analysis) -> HeardDanger | None:
        """The danger that is told of before something harmless is asked for, where its card fits beyond doubt; else None."""
        tale = telling_part.before_request(analysis.normal.clean)
        if not tale:
            return None
        part = self._without_denied(self._analyse(tale))
        heard = self._read(part)
        return heard if heard.answer == NOW and self._fits(part, heard.card) else None

    def _in_part(self, analysis: Analysis, whole: HeardDanger) -> HeardDanger:
        """What is heard where some clauses tell of a danger by themselves, and a wish, a name or a question stands around.

        whole: what the message says as a whole. Where it may be this danger too, a part that tells it makes it certain; where
        it says nothing of one, it is asked.
        """
        if whole.answer == NEVER and analysis.signs.not_now:
            return self._beside_lesson(analysis.normal.clean) or whole
        told = max((self._weighed(part) for part in telling_part.parts(analysis.normal.clean)), default=None)
        if told is None or told[0] < TOLD_IN_PART or told[2] == SUICIDE:  # who despairs is asked first
            return whole
        _, fit, card = told
        return whole.with_part(card, clear=fit >= CLEAR_CARD)

    def _beside_lesson(self, text: str) -> HeardDanger | None:
        """A danger that is told beside a question about a lesson is asked about; None where none is told."""
        rest = telling_part.beside_lessons(text)
        _, fit, card = self._weighed(rest) if rest else (UNKNOWN, UNKNOWN, "")
        return HeardDanger(POSSIBLE, card) if card and fit >= CLEAR_CARD else None

    def _weighed(self, part: str) -> tuple[float, float, str]:
        """How surely a part tells of a danger, how well its card fits, and the card; what tells of none weighs nothing."""
        analysis = self._without_denied(self._analyse(part))
        heard = self._read(analysis)
        if heard.answer != NOW:
            return UNKNOWN, UNKNOWN, ""
        features = danger_features(analysis.features)
        fit = self._card_margins(features).get(heard.card, UNKNOWN)
        return fit + SHARE_OF_MARGIN * self._margins(features)[0], fit, heard.card

    def _despair_between(self, analysis: Analysis) -> HeardDanger:
        """Despair told in a few words between others: 「缝纫机谁要谁拿，过了礼拜天我就不在了」 may be one."""
        told = [
            clause
            for clause in telling_part.clauses(analysis.normal.clean)
            if len(clause) >= telling_part.FEWEST_OF_PART
        ]
        between = len(told) > 1 and self._evidence.allows(SUICIDE, analysis.normal.clean)
        for clause in told[-LAST_CLAUSES:] if between else ():
            part = self._without_denied(self._analyse(clause))
            heard = self._read(part)
            if heard.answer != NEVER and heard.card == SUICIDE and self._fits(part, SUICIDE):
                return HeardDanger(POSSIBLE, SUICIDE)
        return SILENT

    def _read(self, analysis: Analysis) -> HeardDanger:
        if telling_part.only_a_figure(analysis.bare):
            return SILENT
        features = danger_features(analysis.features)
        margin, open_margin = self._margins(features)
        answer = decided(analysis, margin, open_margin)
        if answer == NEVER:
            answer = self._behind_a_figure(analysis, margin, features)
        if answer == NEVER and not self._is_evident(analysis, features, margin):
            planned = self._evidence.planned(analysis.normal.clean, analysis.signs)
            return HeardDanger(NOW, planned) if planned else SILENT
        answer = POSSIBLE if answer == NEVER else answer
        card = self.card(analysis, features)
        if answer == NOW and self._is_unsure(margin, features):
            answer = POSSIBLE
        if _is_of_no_kind(analysis, card, margin):
            answer = POSSIBLE if margin >= WORTH_ASKING else NEVER
        return self._by_its_words(HeardDanger(answer, card if answer != NEVER else ""), analysis, features)

    def _is_unsure(self, margin: float, features: list[str]) -> bool:
        """Does no card fit well, and is it not dangerous beyond doubt without one? margin: of now over never."""
        return margin < UNFITTING_CERTAIN and self._best_fit(features) < UNFITTING_CARD

    def _by_its_words(self, heard: HeardDanger, analysis: Analysis, features: list[str]) -> HeardDanger:
        """What was heard, held against the words of this danger: none of them speaks against it, a whole plan is no question."""
        if self._aids.is_poison(heard.card, analysis.normal.clean, analysis.signs):
            return HeardDanger(NOW, POISONING)
        if heard.answer != POSSIBLE:
            return heard
        card, text = heard.card, analysis.normal.clean
        if not self._evidence.allows(card, text):
            card = self._fitting_instead(card, analysis, features)
        if not card:
            return SILENT
        return HeardDanger(NOW if self._evidence.tells_plan(card, text) else POSSIBLE, card)

    def _is_evident(self, analysis: Analysis, features: list[str], margin: float) -> bool:
        """Is it despair by its words, and likest to it, although it is told quietly? margin: of now over never."""
        may_be = margin >= EVIDENT_OPEN and not analysis.signs.figurative
        if not may_be or not self._evidence.allows(SUICIDE, analysis.normal.clean):
            return False
        fits = self._card_margins(features)
        return fits.get(SUICIDE, UNKNOWN) >= max(EVIDENT_CARD, max(fits.values(), default=CLEAR_CARD))

    def _fitting_instead(self, card: str, analysis: Analysis, features: list[str]) -> str:
        """The card that fits best beside this one, of which the text has no word; "" where no other fits."""
        margins = {other: fit for other, fit in self._card_margins(features).items() if other != card}
        likeliest = max(margins, key=margins.__getitem__, default="")
        fits = likeliest and margins[likeliest] >= UNFITTING_CARD
        return likeliest if fits and self._evidence.allows(likeliest, analysis.normal.clean) else ""

    def _without_denied(self, analysis: Analysis) -> Analysis:
        rest = self._aids.denied.without(analysis.normal.clean)
        return analysis if rest == analysis.normal.clean else self._analyse(rest)

    def follow_up(self, analysis: Analysis) -> FollowUp:
        """What the text is once a danger is on; then another one has to be named, or to be clear."""
        rest = self._without_denied(analysis)
        heard = self._aids.but_for_grief(self._read(rest), rest.normal.clean)
        follow = follow_ups.read(self.model.follow_ups, analysis.features)
        # 「不是着火，是水管爆了」: whoever denies one danger names the other.
        denies, fits = rest is not analysis, self._fits(rest, heard.card)
        named = denies or fits or heard.card in rest.signs.dangers
        heard = self._aids.but_for_things(heard, rest.normal.clean)
        clear = (heard.answer == NOW and named) or (heard.answer == POSSIBLE and denies and fits)
        return replace(
            follow,
            other=heard.card if clear else "",
            denies=denies and heard.answer == NEVER,
            despair=self._sounds_of_despair(rest),
            relief=relief_model.read(self.model.relief, analysis.features),
        )

    def _sounds_of_despair(self, analysis: Analysis) -> bool:
        margins = self._card_margins(danger_features(analysis.features))
        told = self._evidence.allows(SUICIDE, analysis.normal.clean)
        if SUICIDE not in margins or telling_part.only_a_figure(analysis.bare) or not told:
            return False
        return margins[SUICIDE] >= max(LIKE_DESPAIR, *margins.values())

    def _card_margins(self, features: list[str]) -> Mapping[str, float]:
        """How well each card fits by the model alone; empty without a model."""
        cards = self.model.cards
        return {} if cards is None else dict(zip(cards.labels, cards.margins(features).tolist(), strict=True))

    def _margins(self, features: list[str]) -> tuple[float, float]:
        """The margins of "now" and of "possible" over "never"."""
        margins = self.model.answers.margins(features)
        if len(margins) == 1:  # of two labels only the second has a column of its own
            margins = np.hstack([-margins, margins])
        never = margins[self._never]
        possible = -2.0 if self._possible is None else float(margins[self._possible] - never)
        return float(margins[self._now] - never), possible

    def _behind_a_figure(self, analysis: Analysis, margin: float, features: list[str]) -> str:
        """「关着门吃炭火锅 头重想睡」: beside a word that only sounds dangerous a card may fit beyond doubt."""
        sounds = analysis.signs.figurative and margin >= CERTAIN
        return POSSIBLE if sounds and self._best_fit(features) >= CLEAR_CARD else NEVER

    def _best_fit(self, features: list[str]) -> float:
        """How well the likeliest card fits by the model alone; without a model every card does."""
        return max(self._card_margins(features).values(), default=CLEAR_CARD)

    def _fits(self, analysis: Analysis, card: str) -> bool:
        """Does the model find the card fitting beyond doubt?"""
        return self._card_margins(danger_features(analysis.features)).get(card, UNKNOWN) >= CLEAR_CARD

    def card(self, analysis: Analysis, features: list[str]) -> str:
        """The card that fits best: what the model says, what the signs say, what is named or hinted at; or the general one."""
        signs = analysis.signs
        named = next((mention.value for mention in analysis.mentions if mention.slot == "hazard"), "")
        fallback = (
            signs.first or named or self._detector.hinted_hazard(analysis.normal.clean.replace(" ", ""))
        )
        if self.model.cards is None:
            return fallback or GENERAL
        margins = self.model.cards.margins(features).copy()
        labels = self.model.cards.labels
        for meant in {fallback, *KINDS.get(fallback, ())}.intersection(labels):
            margins[labels.index(meant)] += SIGN_BONUS
        best = int(np.argmax(margins))
        cause = next((danger for danger in signs.dangers if danger in CAUSES), "")
        if (
            cause and labels[best] in HARMS
        ):  # who helps has to be safe first: the current is cut before anything else
            return cause
        return card_by_margin(labels[best], float(margins[best]), fallback, is_family=fallback not in labels)


def _is_of_no_kind(analysis: Analysis, card: str, margin: float) -> bool:
    """Does it sound alarming, but like no danger that is known, and has it no sign of one? margin: of now over never."""
    return card == GENERAL and not analysis.signs.dangers and margin < ALARMING

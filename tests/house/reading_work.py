"""Measures how much work every reader does with texts that repeat themselves: `python -m tests.house.reading_work`.

Run by test_reading_work.py in a process of its own, which the system ends when a reader does not come back.
Work is counted in units: the processor's time for one search of quadratic cost through a text of the most length, measured
here and now, so that neither a slow machine nor a busy one changes the figures.
"""

import faulthandler
import inspect
import itertools
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from random import Random

from bot.common.clock import ZONE
from bot.common.message import Choice
from bot.common.readable import READ_LIMIT, readable
from bot.common.text import is_stop_word
from bot.content.shared.exchange import EXCHANGE
from bot.content.snapshot import Content
from bot.conversation.feedback_collector import masked
from bot.conversation.forms import engine
from bot.conversation.forms.spec import FormSpec, SlotSpec, World
from bot.conversation.interpret import form_messages, references
from bot.conversation.interpret.exact_words import ExactWordIndex
from bot.conversation.session import FormState, Topic
from bot.services import SERVICES, load_content
from bot.services.exchange.waste_points import rated
from bot.services.talents.content import TALENTS
from bot.understanding import slots
from bot.understanding.aspects import aspects_asked
from bot.understanding.clauses import split_clauses
from bot.understanding.danger import DangerDetector
from bot.understanding.features import features
from bot.understanding.normalize import Normalizer
from bot.understanding.parse import Parse
from bot.understanding.segment import Segmenter
from bot.understanding.vocabulary import Mention, Vocabulary

READER_UNITS, MESSAGE_UNITS = 8.0, 16.0
"""The most that one reader, and a form with one message, may take; the costliest take 1.5, a cubic pattern hundreds."""
TRIES = 6  # what seems to take long is measured again: what else the machine did does not repeat itself
ENOUGH = 3  # readings that take too much: the others need not be measured
FRAGMENTS = (
    "嗯", "我", "我们", "我们家", "妈", "的", "叫", "我叫", "名字", "王", "王·", "一", "十", "万", "1", "①", "1-", "1 ",
    "a", "1a", "1室", "1幢", "号楼", "住", " a", "\n，", "，", "、", "？", "不是", "改成", "是", "换成", "教", "学", "开一个",
    "要", "要工", "招", "培训", "老", "给", "给我", "请问", "还有", "周六", "月1", "三点", "ﷺ", "…", "第一", "13", "138",
    "哈", "修了", "年", "公司", "收到", "退订", "斤", "1瓶子", "个", "会", "找", "留电话", "没", "电脑", "修电脑", "衣服改", "短信",
    "不要", "跳广场舞", "台风", "<", "İ", "か\u3099", "👌", "x-1", "救命",
)  # fmt: skip
TAILS = ("", "丌x", "培训吗")
PAIRS = 120
_NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)
_LABELS = tuple(f"第{number}个班 周{day}晚上" for number, day in enumerate("一二三四五六", 1))

Reader = Callable[[str], object]


def repeated() -> Iterator[str]:
    """Fragments said again and again, with an end that spoils what was read until there; then pairs of fragments."""
    pairs = Random(7).sample(list(itertools.product(FRAGMENTS, repeat=2)), PAIRS)
    ends = [*itertools.product(FRAGMENTS, TAILS), *(("".join(pair), TAILS[1]) for pair in pairs)]
    for fragment, tail in ends:
        yield readable((fragment * READ_LIMIT)[: READ_LIMIT - len(tail)] + tail)


class Readers:
    """Everything that reads a resident's words, by name."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.world = World(content, _NOW)
        self.normalize = Normalizer(content.lexicon)
        self.mentions = lru_cache(Vocabulary(content).mentions)
        self.heard = lru_cache(self._heard)

    def single(self) -> dict[str, Reader]:
        """Each reader by itself."""
        return dict(self._slot_readers()) | dict(self._form_readers()) | self._steps() | self._records()

    def messages(self) -> dict[str, Reader]:
        """Each form, with its first question and with its summary: all that it does with a message."""
        return {
            f"{form.spec.name} at {asking}": self._message(form.spec, asking)
            for service in SERVICES
            for form in service.forms.values()
            for asking in (form.spec.slots[0].name, engine.CONFIRM)
        }

    def _heard(self, text: str, intent: str = "training.enrol") -> Parse:
        """What understanding passes on, without a model."""
        bare = self.normalize(text).bare
        return Parse(text, bare, intent, 1.0, named={name.slot: name.value for name in self.mentions(bare)})

    def _message(self, spec: FormSpec, asking: str) -> Reader:
        words, state = self.content.forms[spec.name], FormState(form=spec.name, asking=asking)
        return lambda text: engine.read_message(spec, words, state, self.heard(text, spec.intent), self.world)

    def _slot_readers(self) -> Iterator[tuple[str, Reader]]:
        for found in pkgutil.iter_modules(slots.__path__):
            module = import_module(f"{slots.__name__}.{found.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not name.startswith("_"):
                    yield f"{found.name}.{name}", self._with_arguments(function)

    def _with_arguments(self, function: Callable[..., object]) -> Reader:
        names = tuple(inspect.signature(function).parameters)

        def read(text: str) -> object:
            named: list[Mention] = self.mentions(text) or [Mention("course", "插花", 0, 1)]
            values: dict[str, object] = {
                **dict.fromkeys(("text", "bare", "clean"), text),
                **dict.fromkeys(("asked", "single", "as_course"), True),
                "labels": _LABELS,
                "count": len(_LABELS),
                "skill": None,
                "mentions": named,
            }
            switches = {name: values[name] for name in names if values[name] is True}
            return function(*(values[name] for name in names if name not in switches), **switches)

        return read

    def _form_readers(self) -> Iterator[tuple[str, Reader]]:
        slots_by_reader = {
            slot.read: (f"{form.spec.name}.{slot.name}", slot)
            for service in SERVICES
            for form in service.forms.values()
            for slot in form.spec.slots
        }
        for (name, slot), asked in itertools.product(slots_by_reader.values(), (False, True)):
            yield f"{name} {'asked' if asked else 'unasked'}", self._form_reader(slot, asked=asked)

    def _form_reader(self, slot: SlotSpec, *, asked: bool) -> Reader:
        options: tuple[Choice, ...] = () if slot.after else slot.options({}, self.world)
        return lambda text: slot.read(self.heard(text), options, asked)

    def _steps(self) -> dict[str, Reader]:
        """What a message goes through beside the readers of slots."""
        exact = ExactWordIndex([word for service in SERVICES for word in service.words])
        topic = Topic(course="插花", shown=["插花", "电工"], intent="training.info")
        form = next(form.spec for service in SERVICES for form in service.forms.values())
        state = FormState(form=form.name, asking=form.slots[0].name)
        return {
            "normalise": self.normalize,
            "segment": Segmenter(),
            "clauses": split_clauses,
            "aspects": aspects_asked,
            "exact words": exact.meaning,
            "references": lambda text: references.resolve(self.heard(text), topic, ()),
            "role": lambda text: form_messages.role(self.heard(text, "dialog.human"), form, state, ()),
            "why": form_messages.asks_why,
            "evidence": lambda text: masked(self.heard(text)),
            "stop word": is_stop_word,
        }

    def _records(self) -> dict[str, Reader]:
        """What looks for the content's own words."""
        talents, rates = self.content.part(TALENTS), self.content.part(EXCHANGE).rates
        danger, vocabulary = DangerDetector(self.content.alarms), Vocabulary(self.content)
        return {
            "danger": danger.detect,
            "hinted hazard": danger.hinted_hazard,
            "names": vocabulary.mentions,
            "features": lambda text: features(text, self.mentions(text), danger.detect(text)),
            "skills": talents.skills,
            "dangerous": talents.dangerous,
            "progress": talents.asks_progress,
            "waste": lambda text: rated(rates, text),
        }


class Meter:
    """Measures readings in units."""

    def __init__(self) -> None:
        self._search = re.compile("(?:ab|cd|a)*e").search
        self._unit = self._seconds(self._search, "a" * READ_LIMIT)

    def units(self, read: Reader, text: str, most: float) -> float:
        """The units that the reading takes; the least of some measurements, when the first is more than `most`."""
        taken = self._seconds(read, text) / self._unit
        for _ in range(TRIES):
            if taken <= most:
                break
            _forget_answers()
            self._unit = self._seconds(self._search, "a" * READ_LIMIT)
            taken = min(taken, self._seconds(read, text) / self._unit)
        return taken

    @staticmethod
    def _seconds(read: Reader, text: str) -> float:
        began = time.thread_time()
        read(text)
        return time.thread_time() - began


def _forget_answers() -> None:
    """Empty the caches of a limited size: a reading that is remembered takes no time."""
    kind = type(lru_cache(len))
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith("bot.") else ():
            if isinstance(value, kind) and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()


def measured(readers: Readers) -> Iterator[tuple[str, str, float, float]]:
    """(reader, text, the units that it takes, the most that it may take)."""
    meter = Meter()
    kinds = [(readers.single(), READER_UNITS), (readers.messages(), MESSAGE_UNITS)]
    for text in repeated():
        for named, limit in kinds:
            for name, read in named.items():
                yield name, text, meter.units(read, text, limit), limit


def main() -> None:
    """Print as JSON the first readings that take too much, and the costliest of all readers."""
    faulthandler.register(signal.SIGXCPU, chain=True)  # says which reader did not come back
    content = load_content(Path(__file__).parents[2]).content
    assert content is not None
    most: dict[str, tuple[float, str]] = {}
    too_much: list[tuple[str, float, str]] = []
    for name, text, units, limit in measured(Readers(content)):
        most[name] = max(most.get(name, (0.0, "")), (round(units, 1), text[:8]))
        if units > limit:
            too_much.append((name, round(units, 1), text[:20]))
        if len(too_much) >= ENOUGH:
            break
    costliest = sorted(most.items(), key=lambda item: item[1], reverse=True)[:12]
    found = {"readers": len(most), "too_much": too_much, "costliest": costliest}
    print(json.dumps(found, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()

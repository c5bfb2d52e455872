"""Every service declares what it answers and reads; a folder, a file or a transcript that is forgotten fails a test.

What it keeps: see `test_service_records.py`.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.snapshot import Content, ContentPart
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services import CONTENT_PARTS, LABELS, SERVICES
from bot.understanding.parse import OUT_OF_SCOPE

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "bot" / "services"

# Parts of the knowledge that no service reads: the menu of the official account, and the days of the weekly tips.
OF_OTHER_ROOMS = {ACCOUNT_MENU}
# The labels with which evaluation sets and tools outside the repository are written.
CONTRACT = frozenset(
    [
        "training.browse",
        "training.recommend",
        "training.info",
        "training.enrol",
        "training.mine",
        "training.cancel",
        "training.request",
        "training.jobs",
        "training.employer",
        "activity.browse",
        "activity.join",
        "club.info",
        "venue.info",
        "learning.resources",
        "disaster.tips",
        "disaster.emergency",
        "disaster.shelter",
        "disaster.drill",
        "disaster.subscribe",
        "disaster.unsubscribe",
        "health.pest",
        "exchange.info",
        "exchange.rates",
        "exchange.offer",
        "exchange.find",
        "exchange.mine",
        "recycling.sort",
        "volunteer.join",
        "volunteer.activities",
        "talent.offer",
        "talent.request",
        "feedback.submit",
        "feedback.status",
        "community.info",
        "privacy.manage",
        "dialog.greet",
        "dialog.thanks",
        "dialog.bye",
        "dialog.help",
        "dialog.human",
        "dialog.affirm",
        "dialog.deny",
        "dialog.cancel",
        "dialog.restart",
        "out_of_scope",
    ]
)


of_each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)


def intents_of(service: Service) -> set[str]:
    """All that the service answers: labels, choices, exact words."""
    return {*service.handlers, *(form.spec.intent for form in service.forms.values())}


# The folder


def test_every_folder_is_a_service_in_the_list() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {service.name for service in SERVICES}
    assert len(SERVICES) == len(folders)


@of_each_service
def test_every_file_of_the_folder_is_loaded(service: Service) -> None:
    """A file that nobody imports registers nothing."""
    for file in (FOLDER / service.name).glob("*.py"):
        module = f"bot.services.{service.name}" + ("" if file.stem == "__init__" else f".{file.stem}")
        assert module in sys.modules, f"{file}: import it in the folder's __init__.py"


@of_each_service
def test_every_service_has_a_transcript(service: Service) -> None:
    assert list((ROOT / "tests" / "transcripts" / service.name).rglob("*.yaml"))


# What it answers


@of_each_service
def test_what_residents_say_has_phrases(service: Service, content: Content) -> None:
    assert set(service.labels) <= set(content.intents)
    assert set(service.labels) <= intents_of(service)


@of_each_service
def test_exact_words_are_answered_by_the_same_service(service: Service) -> None:
    assert {str(words.meaning) for words in service.words} <= intents_of(service)


def test_every_label_is_answered_and_the_contract_is_kept(content: Content) -> None:
    assert set(content.intents) == set(LABELS)
    assert set(LABELS) >= CONTRACT
    assert OUT_OF_SCOPE in LABELS


def test_no_two_services_answer_the_same() -> None:
    answered = Counter(intent for service in SERVICES for intent in intents_of(service))
    assert [intent for intent, services in answered.items() if services > 1] == []
    assert len(set(LABELS)) == len(LABELS)


def test_no_intent_has_a_form_and_a_handler() -> None:
    """The form would hide the handler."""
    for service in SERVICES:
        assert {form.spec.intent for form in service.forms.values()} & set(service.handlers) == set()


def test_no_two_forms_have_one_name() -> None:
    names = [name for service in SERVICES for name in service.forms]
    assert len(set(names)) == len(names)


# What it reads


@of_each_service
def test_it_reads_files_that_exist(service: Service) -> None:
    for part in service.reads:
        assert list(ROOT.glob(part.files.pattern)), part.files.pattern


def test_every_part_of_the_knowledge_is_read_by_a_service_or_another_room() -> None:
    read = {part for service in SERVICES for part in service.reads}
    assert set(CONTENT_PARTS) == read | OF_OTHER_ROOMS
    assert not read & OF_OTHER_ROOMS


@of_each_service
def test_it_declares_the_parts_that_its_code_reads(service: Service) -> None:
    found = {
        part for file in (FOLDER / service.name).glob("*.py") for part in _parts_read(service.name, file)
    }
    assert found == set(service.reads)


def _parts_read(name: str, file: Path) -> Iterator[ContentPart[Any]]:
    """The parts that a module imports or declares, and those that the functions it imports or calls on a turn read."""
    module = import_module(
        f"bot.services.{name}.{file.stem}" if file.stem != "__init__" else f"bot.services.{name}"
    )
    functions = [
        value
        for value in vars(module).values()
        if isinstance(value, FunctionType) and value.__module__.startswith("bot.content.shared.")
    ]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("known_answer", "venue")
            and _is_turn(node.value)
        ):
            functions += [getattr(Turn, node.attr)]
    yield from (value for value in vars(module).values() if isinstance(value, ContentPart))
    for function in functions:
        yield from _parts_of(function)


def _is_turn(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "turn"


def _parts_of(function: FunctionType) -> Iterator[ContentPart[Any]]:
    for name in function.__code__.co_names:
        value = function.__globals__.get(name)
        if isinstance(value, ContentPart):
            yield value
        elif isinstance(value, FunctionType) and value.__module__.startswith("bot.content.shared."):
            yield from _parts_of(value)

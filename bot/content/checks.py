"""Everything that is wrong with the content, by file and line. What is out of date is no fault: see `stale`."""

from bot.content.check_dangers import check_dangers
from bot.content.check_intents import Expected, check_intents
from bot.content.check_knowledge import check_knowledge
from bot.content.loader import Loaded
from bot.content.source import Problem


def check(loaded: Loaded, expected: Expected) -> list[Problem]:
    """All problems, in the order of files and lines; empty when the content is sound.

    expected: what the programme needs of `intents/`. While a file cannot be read, `knowledge/` is not checked further.
    """
    problems = [*loaded.problems, *check_intents(loaded, expected), *check_dangers(loaded)]
    if loaded.content is not None:
        problems += check_knowledge(loaded, loaded.content)
    return sorted(problems, key=lambda problem: (problem.file, problem.line))

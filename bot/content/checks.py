"""Everything that is wrong with the content, by file and line. What is out of date is no fault: see `stale`."""

from bot.content.check_intents import Expected, check_intents
from bot.content.check_knowledge import check_knowledge
from bot.content.check_passages import check_passages
from bot.content.danger_files import check_danger_files
from bot.content.loader import DANGER, Loaded
from bot.content.source import Problem


def check(loaded: Loaded, expected: Expected) -> list[Problem]:
    """All problems, in the order of files and lines; empty when the content is sound.

    expected: what the programme needs of `intents/`. While a file cannot be read, `knowledge/` is not checked further.
    """
    problems = [*loaded.problems, *check_intents(loaded, expected)]
    if loaded.content is not None:
        problems += check_knowledge(loaded, loaded.content)
        problems += check_passages(loaded, loaded.content, expected.answered_otherwise)
        problems += check_danger_files(
            {file: document for file, document in loaded.documents.items() if file.startswith(DANGER)}
        )
    return sorted(problems, key=lambda problem: (problem.file, problem.line))

"""Documents name files that exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    ROOT / "ARCHITECTURE.md",
    ROOT / "README.md",
    ROOT / "README.en.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
EXAMPLES = re.compile(r"\S*wheelchairs\S*\.py|services/<\w+>/\w+\.py")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_python_file_that_a_document_names_is_there(document: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [f"/{name}" for name in listed.stdout.split()]
    text = EXAMPLES.sub("", document.read_text(encoding="utf-8"))
    for name in re.findall(r"[\w/]+\.py\b", text):
        assert any(file.endswith(f"/{name.lstrip('/')}") for file in files), name

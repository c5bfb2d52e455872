"""`.env.example` lists exactly the settings, with their defaults."""

from pathlib import Path

from bot.common.settings import OF_COMPOSE, Settings

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


def test_every_setting_is_in_the_example_with_its_description() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"# {field.description}\n" in text, name
        assert f"{name.upper()}=" in text, name


def test_the_example_names_no_setting_that_does_not_exist() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    names = {line.lstrip("# ").partition("=")[0].lower() for line in lines if "=" in line and " " not in line}
    assert names == set(Settings.model_fields) | {name.lower() for name in OF_COMPOSE}

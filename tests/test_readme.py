"""README.md says what is there: its table, its commands, its examples."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from collapse_math.cli import main
from collapse_math.report.readme import with_table
from derivations import keys

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    """The fenced block after a marker."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    if found is None:
        raise AssertionError(f"README.md has no block {name}")
    return found.group(1)


def test_the_table_of_results_is_what_the_theorems_say() -> None:
    assert with_table(README) == README


@pytest.mark.parametrize("name", ["verify-output", "ask-list-output", "ask-output", "loop-output", "design-output"])
def test_the_output_shown_is_what_the_command_prints(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)
    shown = block(name).splitlines()
    command = shown[0].removeprefix("$ .venv/bin/collapse-math ")
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(shlex.split(command)) == 0
    assert out.getvalue().strip().splitlines() == "\n".join(shown[1:]).strip().splitlines()


@pytest.mark.parametrize("name", ["main-command", "test-command"])
def test_set_up_commands_start_from_nothing(name: str) -> None:
    assert block(name).startswith("python3 -m venv .venv && ")


def test_python_examples_print_what_they_say() -> None:
    for example in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        out = io.StringIO()
        with redirect_stdout(out):
            exec(example, {})
        said = [line[2:] for line in example.splitlines() if line.startswith("# ")]
        for line, expected in zip(out.getvalue().splitlines(), said, strict=True):
            assert line.startswith(expected)


def test_shell_examples_name_commands_and_theorems_that_exist() -> None:
    lines = re.findall(r"^\.venv/bin/collapse-math (.*?)(?:\s+#.*)?$", README, re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        command, *arguments = shlex.split(line)
        assert main([command, "--help"]) == 0
        assert all(a in keys() for a in arguments if "." in a and "=" not in a)

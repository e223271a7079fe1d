"""Every planted error in a derivation is caught: with it, the theorem is no longer established.

A planted error changes the source of one module, which is then executed as a module of its own.  An error in
a chapter's setting changes what all modules of the chapter are about; at least one of them must fall.

The profile `long` plants them all, CI every second, other runs every twentieth.

To be fast, a step of the changed module that is the same as a step of the book is not decided again.  That
can only make a planted error survive, never make one seem caught.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from checked_book import KNOWN, report_of
from mutants import IN_DERIVATIONS, Planted, planted_in

from collapse_math import assumptions
from collapse_math.answers import ESTABLISHED, Answer
from collapse_math.checker import SECONDS
from collapse_math.deciding import decided, reported
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.results import Fact
from collapse_math.steps import Step
from derivations import CONTENTS, keys, load

# Loaded before anything is planted.
BOOK = {key: load(key) for key in keys()}
FEWEST = 5  # planted errors in a module
PLANTED = [
    pytest.param(key, planted, id=f"{key}: {planted[2]}")
    for chapter in CONTENTS
    for key, errors in planted_in(chapter).items()
    for planted in errors
][::IN_DERIVATIONS]


@pytest.fixture(scope="module")
def tally(pytestconfig: pytest.Config) -> Iterator[list[bool]]:
    """Whether each planted error was caught, counted and printed at the end."""
    caught: list[bool] = []
    yield caught
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{sum(caught)} of {len(caught)} planted errors caught")


@pytest.mark.parametrize(("key", "planted"), PLANTED)
def test_planted_errors_are_caught(
    key: str, planted: Planted, tally: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter, name = key.split(".")
    changed = executed(key, planted)
    if name == "setting":
        monkeypatch.setitem(sys.modules, f"derivations.{key}", changed)
        theorems = (executed(f"{chapter}.{module}").theorem for module in CONTENTS[chapter])
    else:
        theorems = (changed.theorem,)
    tally.append(not all(stands(theorem) for theorem in theorems))
    assert tally[-1], f"nobody notices: {planted[2]}"


@pytest.mark.parametrize("key", BOOK)
def test_the_book_itself_stands(key: str) -> None:
    """Otherwise every planted error would seem caught."""
    assert report_of(key).problems == []
    assert stands(executed(key).theorem)


@pytest.mark.parametrize("key", BOOK)
def test_every_derivation_has_planted_errors(key: str) -> None:
    assert len(planted_in(key.split(".")[0]).get(key, ())) >= FEWEST


def executed(key: str, planted: Planted | None = None) -> ModuleType:
    """The module as it would be with a planted error; it sees the names of all assumptions."""
    source = Path(import_module(f"derivations.{key}").__file__ or "").read_text()
    if planted is not None:
        text, error, _ = planted
        assert source.count(text) == 1, f"{text!r} occurs {source.count(text)} times in {key}"
        source = source.replace(text, error)
    module = ModuleType(f"planted.{key}")
    vars(module).update({n: a for n, a in vars(assumptions).items() if isinstance(a, Assumption)})
    exec(compile(source, key, "exec"), vars(module))
    return module


def stands(theorem: Theorem) -> bool:
    """Whether a changed theorem is established; the first step that is not ends the check."""
    for cited in theorem.cited():
        cited.check(known=KNOWN)
    earlier = decided_steps(theorem.key)
    found = [earlier.get(form(step)) for step in theorem.steps]
    changed = [step for step, answer in zip(theorem.steps, found, strict=True) if answer is None]
    new = decided(theorem, changed, SECONDS, KNOWN)
    answers = []
    for answer in found:
        answers.append(next(new) if answer is None else answer)
        if answers[-1].outcome != ESTABLISHED:
            return False
    return reported(theorem, answers, KNOWN).established


@cache
def decided_steps(key: str) -> dict[Hashable, Answer]:
    """The answers to the steps of one of the book's theorems."""
    theorem = BOOK[key]
    return dict(zip(map(form, theorem.steps), report_of(key).answers, strict=True))


def form(thing: object) -> Hashable:
    """What a step says, so that steps built separately can be compared; a theorem is known by its key."""
    if isinstance(thing, Theorem):
        return thing.key
    if isinstance(thing, Fact):
        return (form(thing.step), thing.theorem.key, thing.left, thing.relation, thing.right, thing.observable)
    if isinstance(thing, Step):
        return (type(thing), thing.title, form_of_fields(thing))
    if is_dataclass(thing):
        return (type(thing), form_of_fields(thing))
    if isinstance(thing, dict):
        return tuple((form(k), form(v)) for k, v in thing.items())
    if isinstance(thing, list | tuple):
        return tuple(map(form, thing))
    return thing if isinstance(thing, Hashable) else repr(thing)


def form_of_fields(thing: object) -> Hashable:
    """The values of all fields of a dataclass."""
    return tuple(form(getattr(thing, field.name)) for field in fields(thing))

"""Errors planted in the checking engine itself: each must change an answer that the tests insist on.

A mutant lives in a forked process: the changed module is run once more and its functions and tables are
put in the place of the originals.  Each names the probe that must notice it:

    attack NAME      test_checker.ATTACKS: the claim is established, no counterexample being looked for
    proof NAME       test_checker.PROOFS: the proof fails, or rests on something else
    corpus NAME      the corpus: a claim that is not true is established, a true one is not; likewise blind
    sighted NAME     the same, with the search for counterexamples
    refuted NAME     the corpus: a false claim is not refuted
    impatient NAME   the corpus, with a solver that gives up at once
    refused NAME     REFUSED of test_derivation or test_hypotheses: the theorem stands, or falls for another reason
    rule NAME        test_rules.REFUSED: the same for classical theorems with formal hypotheses
    attacked NAME    test_attacks.REFUSED: the same for theorems that once stood though they are false or empty
    structure NAME   test_structures.REFUSED: the same for theorems about martingales and perpetuities
    event NAME       test_events.REFUSED: the same for theorems about events, vanishing errors and fixed points
    honest NAME      HONEST of either: the theorem does not stand
    false NAME       test_exact.FALSE: both sides have the same normal form
    needed           test_exact: an equation that derivations need is not proved
    near misses      test_signs.FALSE: a sign that is wrong somewhere is believed
    truths           test_signs.TRUE: a sign is not found
    test FILE NAME   a test fails, at one of its parameters

CI plants them all, other runs every sixth one.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
import pkgutil
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from unittest.mock import patch

import pytest
import test_attacks
import test_balls
import test_checker
import test_cochran
import test_counts
import test_derivation
import test_events
import test_exact
import test_hypotheses
import test_iterates
import test_moments
import test_outcomes
import test_rules
import test_sequences
import test_signs
import test_structures
import test_workers
from checked_book import IN_FULL
from mutants import IN_THE_ENGINE
from mutants.checker import MUTANTS

from collapse_math.answers import ESTABLISHED, REFUTED
from collapse_math.checker import decide
from collapse_math.derivation import Theorem
from collapse_math.results import Report
from collapse_math.workers import within
from tests.corpus import CORPUS

PLANTED = [(module, *planted) for module, rows in MUTANTS.items() for planted in rows]
CHOSEN = range(0, len(PLANTED), IN_THE_ENGINE)
ENTRIES = {entry.name: entry for entry in CORPUS}
THEOREMS = (test_derivation, test_hypotheses)
TESTS = {
    file.__name__: file
    for file in (
        test_balls,
        test_outcomes,
        test_checker,
        test_cochran,
        test_counts,
        test_events,
        *THEOREMS,
        test_exact,
        test_iterates,
        test_moments,
        test_sequences,
        test_signs,
        test_workers,
    )
}

# Putting a changed module in the place of the original ---------------------------------------------------


def plant(module: str, text: str, replacement: str) -> None:
    """Change a module of the engine in this process, which then checks theorems of the book itself."""
    Theorem.check = IN_FULL
    sources = {part: inspect.getsource(part) for part in parts_of(module)}
    found = [part for part, source in sources.items() if text in source]
    assert len(found) == 1, f"{text!r} occurs in {len(found)} parts of {module}"
    [original], source = found, sources[found[0]]
    assert source.count(text) == 1, f"{text!r} occurs {source.count(text)} times in {original.__name__}"
    changed = types.ModuleType(original.__name__)
    changed.__file__ = original.__file__
    # By a name that is no file, or coverage would count its lines.
    code = compile(source.replace(text, replacement), f"<{original.__name__}>", "exec", dont_inherit=True)
    exec(code, vars(changed))
    for name, value in list(vars(original).items()):
        transplant(original, value, vars(changed).get(name))


def parts_of(module: str) -> list[types.ModuleType]:
    """A module of the engine, or the modules of a package of it."""
    whole = importlib.import_module(f"collapse_math.{module}")
    names = [part.name for part in pkgutil.iter_modules(getattr(whole, "__path__", ()))]
    return [importlib.import_module(f"{whole.__name__}.{name}") for name in names] or [whole]


def transplant(module: types.ModuleType, old: Any, new: Any) -> None:
    """Give an old function the code of the new one, class by class; put new tables in the place of old ones."""
    if isinstance(old, type) and old.__module__ == module.__name__:
        for name, member in list(vars(old).items()):
            transplant(module, member, vars(new).get(name))
    elif (function := plain(old)) is not None:
        if function.__module__ == module.__name__ and (other := plain(new)) is not None:
            function.__code__ = other.__code__
    elif isinstance(old, dict | frozenset | tuple) and type(old) is type(new) and old != new:
        for user in list(sys.modules.values()):
            if user.__name__.startswith("collapse_math"):
                for name, value in list(vars(user).items()):
                    if value is old:
                        setattr(user, name, new)


def plain(value: Any) -> types.FunctionType | None:
    """The function behind a property, a context manager or a cache."""
    value = value.fget if isinstance(value, property) else value
    if hasattr(value, "cache_clear"):
        value.cache_clear()
    value = inspect.unwrap(value) if callable(value) and not isinstance(value, type) else value
    return value if isinstance(value, types.FunctionType) else None


# Probes: True if the answer is not the one insisted on -----------------------------------------------------


def on_corpus(name: str) -> bool:
    entry = ENTRIES[name]
    outcome = decide(entry.claim, entry.how).outcome
    if entry.true:
        return outcome == REFUTED or (entry.provable and outcome != ESTABLISHED)
    return outcome == ESTABLISHED


def blind(probe: Callable[[str], bool], name: str) -> bool:
    with patch.multiple("collapse_math.checker", refute=lambda *_: (None, 1)):
        return probe(name)


def impatient(name: str) -> bool:
    with patch("collapse_math.signs.SOLVER_MILLISECONDS", 50):
        return blind(on_corpus, name)


def on_attack(name: str) -> bool:
    claim, how = test_checker.ATTACKS[name]
    return decide(claim, how).outcome == ESTABLISHED


def on_proof(name: str) -> bool:
    claim, how, rests_on = test_checker.PROOFS[name]
    answer = decide(claim, how)
    return answer.outcome != ESTABLISHED or answer.rests_on != rests_on


def on_refusal(name: str) -> bool:
    [file] = [file for file in THEOREMS if name in file.REFUSED]
    [reason] = [reason for reason, names in file.BECAUSE.items() if name in names]
    return stands_or_falls_otherwise(file.REFUSED[name], reason)


def stands_or_falls_otherwise(build: Callable[[], Report], reason: str) -> bool:
    report = build()
    return report.established or reason not in " ".join(report.problems)


def on_bounds(name: str) -> bool:
    reason, build = test_outcomes.REFUSED[name]
    report = test_outcomes.report(build)
    return report.established or reason not in " ".join(report.problems)


def on_attacked(name: str) -> bool:
    made, reason = test_attacks.REFUSED[name]
    return stands_or_falls_otherwise(lambda: test_attacks.report_of(made), reason)


def on_honest(name: str) -> bool:
    [build] = [file.HONEST[name] for file in THEOREMS if name in file.HONEST]
    return bool(build().problems)


def by_test(name: str) -> bool:
    file, _, function = name.partition(" ")
    test = getattr(TESTS[file], function)
    try:
        for arguments in parameters(test):
            test(**arguments)
    except (Exception, pytest.fail.Exception):
        return True
    return False


def parameters(test: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """The arguments of each run of a test, those of its fixtures left out."""
    sets = []
    for mark in getattr(test, "pytestmark", []):
        names, values = mark.args[0], mark.args[1]
        names = (names,) if isinstance(names, str) else names
        rows = (getattr(row, "values", row) if len(names) > 1 or hasattr(row, "values") else (row,) for row in values)
        sets.append([dict(zip(names, row, strict=True)) for row in rows])
    for chosen in itertools.product(*sets):
        yield functools.reduce(lambda a, b: {**a, **b}, chosen, {})


PROBES: Mapping[str, Callable[[str], bool]] = {
    "attack": functools.partial(blind, on_attack),
    "proof": on_proof,
    "corpus": functools.partial(blind, on_corpus),
    "sighted": on_corpus,
    "refuted": lambda name: decide(ENTRIES[name].claim, ENTRIES[name].how).outcome != REFUTED,
    "impatient": impatient,
    "refused": functools.partial(blind, on_refusal),
    "bounds": functools.partial(blind, on_bounds),
    "rule": functools.partial(blind, lambda name: stands_or_falls_otherwise(*test_rules.REFUSED[name])),
    "attacked": functools.partial(blind, on_attacked),
    "event": functools.partial(blind, lambda name: stands_or_falls_otherwise(*test_events.REFUSED[name])),
    "structure": functools.partial(blind, lambda name: stands_or_falls_otherwise(*test_structures.REFUSED[name])),
    "honest": functools.partial(blind, on_honest),
    "false": lambda name: test_exact.proved(*test_exact.FALSE[name]),
    "needed": lambda _: by_test("test_exact test_equations_that_derivations_need"),
    "near": lambda _: by_test("test_signs test_near_misses_are_not_believed"),
    "truths": lambda _: by_test("test_signs test_truths_that_derivations_need_are_found"),
    "test": by_test,
}


def noticed(probe: str, planted: tuple[str, str, str] | None = None) -> bool:
    """Whether the probe gives another answer than it should, once the error is planted."""
    if planted is not None:
        plant(*planted)
    kind, _, name = probe.partition(" ")
    try:
        return PROBES[kind](name)
    except Exception:
        return planted is not None


# The tests -------------------------------------------------------------------------------------------------


def fate_of(place: int) -> bool:
    module, text, replacement, _, probe = PLANTED[place]
    return within(60, noticed, probe, (module, text, replacement))


@pytest.fixture(scope="module")
def caught(pytestconfig: pytest.Config) -> dict[int, bool]:
    """For each planted error whether its probe notices it; the count is printed."""
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        fates = dict(zip(CHOSEN, pool.map(fate_of, CHOSEN, chunksize=4), strict=True))
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{sum(fates.values())} of {len(fates)} errors planted in the engine are noticed")
    return fates


@pytest.mark.parametrize("place", CHOSEN, ids=[f"{PLANTED[i][0]}: {PLANTED[i][3]}" for i in CHOSEN])
def test_the_planted_error_is_noticed(place: int, caught: dict[int, bool]) -> None:
    assert caught[place]


@pytest.mark.parametrize("probe", sorted({PLANTED[i][-1] for i in CHOSEN}))
def test_without_an_error_nothing_is_noticed(probe: str) -> None:
    assert not noticed(probe)


@pytest.mark.parametrize("module", MUTANTS)
def test_planting_the_original_text_changes_nothing(module: str) -> None:
    for text, _, _, probe in MUTANTS[module][:: 5 * IN_THE_ENGINE]:
        assert not within(60, noticed, probe, (module, text, text))


def test_there_are_many_in_every_module() -> None:
    assert len(PLANTED) >= 150
    modules = {"checker", "proofs", "signs", "exact", "moments", "steps", "derivation", "refuter", "workers"}
    assert {row[0] for row in PLANTED} == set(MUTANTS) >= modules

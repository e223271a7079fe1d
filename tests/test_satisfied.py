"""No theorem is about nothing: its conditions are met by numbers, and what it supposes by sequences that are given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from collapse_math.derivation import Theorem
from collapse_math.quantities import integer, real
from collapse_math.refuter import satisfied
from collapse_math.sequences import SequenceQuantity, Term
from collapse_math.steps import Citation, supposed_by
from derivations import keys, load

BOOK = {key: load(key) for key in keys()}


@pytest.mark.parametrize("key", BOOK)
def test_conditions_are_satisfied(key: str) -> None:
    case = BOOK[key].case()
    assert case is not None
    assert all(satisfied(condition, case) for condition in BOOK[key].conditions)
    assert case.keys() >= set(BOOK[key].symbols)


def test_a_theorem_about_nothing_is_refused() -> None:
    n, x = integer("n", at_least=2), real("x")
    theorem = Theorem("nothing", says="", assumes=(), symbols=(n, x), conditions=(n < x, n > x))
    assert theorem.case() is None
    theorem.concludes("it", "x", theorem.equation("it", x, x))
    assert "no values of its quantities were found that satisfy its conditions" in theorem.check().problems


# What is supposed of sequences ---------------------------------------------------------------------------

Supposed = tuple[str, tuple[str, ...]]  # a theorem, and what one of its conclusions supposes


def supposed() -> Iterator[Supposed]:
    """Everything that is supposed of sequences for some conclusion."""
    for key, theorem in BOOK.items():
        for conclusion in theorem.conclusions.values():
            if titles := tuple(sorted(step.title for step in supposed_by(conclusion.fact))):
                yield key, titles


def shown() -> Iterator[Supposed]:
    """What is shown of sequences that are given by formulas, where a theorem or its own author cites it."""
    for theorem in BOOK.values():
        for step in theorem.steps:
            if isinstance(step, Citation):
                put = step.at.values()
                sequences = {q for q in step.at if isinstance(q, SequenceQuantity)}
                if sequences and not any(value.atoms(Term) for value in put):
                    yield step.fact.theorem.key, tuple(sorted(s.title for s in supposed_by(step.fact)))


SUPPOSED, SHOWN = sorted(set(supposed())), set(shown())


@pytest.mark.parametrize("what", SUPPOSED, ids=lambda what: f"{what[0]}: {' and '.join(what[1])}")
def test_what_is_supposed_is_shown_of_given_sequences(what: Supposed) -> None:
    assert what in SHOWN


def test_much_is_supposed() -> None:
    """So that the test above is not about nothing."""
    assert len(SUPPOSED) >= 25

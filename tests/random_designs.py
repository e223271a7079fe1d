"""Hypothesis strategies for loops of regressions that can be carried out, whatever they do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from collapse_math.designs import Design, DesignGeneration, DesignLoop, LeastSquares, Outcomes

NAMES = ("a", "b")
ENTRIES = st.sampled_from([Fraction(-1), Fraction(0), Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3)])
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 3), Fraction(2)])
SHARES = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(2, 3)])


def sources(fits: int) -> st.SearchStrategy[Any]:
    """One fit, or shares of two, when fits 0 to fits - 1 exist."""
    one = st.integers(-fits, fits - 1)
    return st.one_of(one, one, st.builds(lambda a, f, g: ((a, f), (1 - a, g)), SHARES, one, one))


def designs(columns: int, rows: int) -> st.SearchStrategy[Design]:
    """Small matrices of at most so many rows."""
    row = st.lists(ENTRIES, min_size=columns, max_size=columns)
    return st.lists(row, min_size=1, max_size=rows).map(Design)


def noises(spare: Fraction) -> st.SearchStrategy[Any]:
    """What a fit may say of the noise, when W - d is `spare`."""
    return st.sampled_from(["known", "n", "none", Fraction(5, 2), *(["n-d"] if spare > 0 else [])])


@st.composite
def design_loops(draw: st.DrawFn, *, generations: int, rows: int) -> DesignLoop:
    """Loops of at most so many generations, of designs with at most so many rows and two columns."""
    columns = draw(st.integers(1, 2))
    known = draw(st.lists(designs(columns, rows), min_size=1, max_size=2))
    held: dict[str, int] = {}
    made = []
    for t in range(1, draw(st.integers(1, generations)) + 1):
        steps = []
        for _ in range(draw(st.integers(1, 2))):
            step = Outcomes(draw(st.sampled_from(NAMES)), draw(st.sampled_from(known)), draw(sources(t)))
            held[step.store] = held.get(step.store, 0) + len(step.design.rows)
            steps.append(step)
        used = draw(st.lists(st.sampled_from(sorted(held)), min_size=1, unique=True))
        weights = tuple((store, draw(WEIGHTS)) for store in used)
        spare = sum((weight * held[store] for store, weight in weights), Fraction(-columns))
        penalty = draw(st.sampled_from([0, 0, Fraction(1, 2), (Fraction(1), *(0,) * (columns - 1))]))
        fit = LeastSquares(weights, draw(noises(spare)), penalty)
        emptied = tuple(draw(st.lists(st.sampled_from(sorted(held)), unique=True)))
        made.append(DesignGeneration(tuple(steps), fit, emptied))
        for store in emptied:
            del held[store]
    coefficients = tuple(draw(st.sampled_from([Fraction(0), Fraction(1), Fraction(-3, 2)])) for _ in range(columns))
    return DesignLoop(tuple(made), coefficients, draw(st.sampled_from([1, Fraction(3, 2)])))

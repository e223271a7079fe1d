"""Each truth value of the corpus, verified without any checker and without SymPy's evaluator."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import pytest
import sympy
from corpus import CORPUS, Entry
from corpus.evaluation import (
    NoValue,
    OutOfReach,
    admissible,
    edge_points,
    free_symbols,
    holds_at,
    quantities,
    real_valued,
    value,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from collapse_math.quantities import Quantity

# Series, limits and integrals, and sums too long to add up: the truth of these rests on the reason given
# with them; where a classical numerical method applies, NUMERICALLY gives the value of the left side.
BY_REASON = {
    "long-product": "the product telescopes to 10^8 + 1",
    "long-sum": "10^8 (10^8 + 1)/2",
    "costly-to-print": "1 is not 0",
    "long-cosine-sum": "all roots of unity but the last add up to -cos(2 pi/(10^7 + 1))",
    "terms-turn-negative": "10^6 (2 10^6) - 2 10^6 (2 10^6 + 1)/2 = -10^6",
    "factor-turns-zero": "the last factor is zero",
    "derivative-atom": "2x + 3 - 2 against 2x",
    "derivative-of-modulus": "one-sided derivatives -1 and 1",
    "substitution-atom": "n^2 against n",
    "integral-shadow": "p^2/2 against p^2",
    "integral-across-pole": "1/x^2 is not integrable at 0",
    "harmonic-series": "diverges",
    "divergent-bound": "diverges",
    "divergent-geometric": "terms grow",
    "grandi": "partial sums alternate",
    "telescoping-divergence": "partial sums are log(t + 1)",
    "limit-from-both-sides": "-1 and 1",
    "limit-of-oscillation": "sin takes every value of [-1, 1] beyond any bound",
    "geometric-series": "partial sums (1 - q^(t+1))/(1 - q)",
    "limit-that-diverges": "oo - oo",
}
NUMERICALLY: dict[str, Callable[[], object]] = {
    "distinct-gaps": lambda: mpmath.nsum(lambda k: k / ((k + 2) * (k + 4) * (k + 8)), [1, mpmath.inf]),
    "series-of-distinct-gaps": lambda: mpmath.nsum(lambda k: k / ((k + 2) * (k + 4) * (k + 8)), [1, mpmath.inf]),
    "basel": lambda: mpmath.nsum(lambda k: 1 / k**2, [1, mpmath.inf]),
    "alternating-harmonic-rearranged": lambda: mpmath.nsum(lambda k: -((-1) ** k) / k, [1, mpmath.inf]),
    "telescope-forgets-limit": lambda: mpmath.nsum(lambda k: 1 / (k * (k + 1)), [1, mpmath.inf]),
    "inverse-gamma-sum": lambda: mpmath.nsum(lambda k: 1 / mpmath.gamma(k + 1), [0, mpmath.inf]),
    "gaps-two-three": lambda: mpmath.nsum(lambda k: 1 / (k * (k + 2) * (k + 5)), [1, mpmath.inf]),
    "alternating-harmonic-in-pairs": lambda: mpmath.nsum(lambda k: 1 / (2 * k * (2 * k - 1)), [1, mpmath.inf]),
    "lyapunov-exponent-limit": lambda: FAR * (mpmath.psi(0, (FAR - 1) / 2) + mpmath.log(2 / FAR)),
    "digamma-limit": lambda: mpmath.psi(0, 2 * FAR) - mpmath.log(2 * FAR),
    "limit-of-digamma": lambda: mpmath.psi(0, 2 * FAR) - mpmath.log(2 * FAR),
    "limit-of-decay": lambda: (1 - 1 / FAR) ** FAR,
    "sine-limit": lambda: mpmath.sin(mpmath.pi / FAR) * FAR,
}
FAR = mpmath.mpf(10) ** 12


def named(entry: Entry) -> str:
    return entry.name


def of(fault: str) -> list[Entry]:
    return [e for e in CORPUS if e.fault == fault and e.name not in BY_REASON and e.name not in NUMERICALLY]


@pytest.mark.parametrize("entry", of("none"), ids=named)
def test_true_claims_hold_and_are_real_at_the_edges_of_their_ranges(entry: Entry) -> None:
    tried = 0
    for point in edge_points(entry.claim):
        if admissible(entry.claim, point):
            tried += 1
            assert holds_at(entry.claim, point, digits=60), point
            assert real_valued(value(entry.claim.left, point, digits=60)), point
            assert real_valued(value(entry.claim.right, point, digits=60)), point
    assert tried


@pytest.mark.parametrize("entry", of("false"), ids=named)
def test_false_claims_fail_at_their_point(entry: Entry) -> None:
    assert admissible(entry.claim, entry.at)
    assert not holds_at(entry.claim, entry.at)


@pytest.mark.parametrize("entry", of("undefined"), ids=named)
def test_undefined_claims_have_no_real_value_at_their_point(entry: Entry) -> None:
    try:
        assert admissible(entry.claim, entry.at)
        sides = value(entry.claim.left, entry.at), value(entry.claim.right, entry.at)
    except NoValue:
        return
    assert not all(map(real_valued, sides))


@pytest.mark.parametrize("entry", of("vacuous"), ids=named)
def test_vacuous_claims_have_no_admissible_point_among_the_edges(entry: Entry) -> None:
    assert not any(admissible(entry.claim, point) for point in edge_points(entry.claim, most=2000))


@pytest.mark.parametrize("entry", of("ill-posed"), ids=named)
def test_ill_posed_claims_show_their_defect(entry: Entry) -> None:
    parts = (entry.claim.left, entry.claim.right, *entry.claim.conditions)
    free = {symbol for part in parts for symbol in free_symbols(part)}
    inexact = any(part.atoms(sympy.Float) or part.has(sympy.nan, sympy.zoo, sympy.oo) for part in parts)
    no_range = any(not isinstance(symbol, Quantity) for symbol in free)
    one_name = len({symbol.name for symbol in free}) < len(free)
    no_formula = any(part.atoms(AppliedUndef) for part in parts)
    no_relation = not all(isinstance(c, Relational | BooleanAtom) for c in entry.claim.conditions)
    assert inexact or no_range or one_name or no_formula or no_relation


@pytest.mark.parametrize("name", NUMERICALLY)
def test_limits_and_series_numerically(name: str) -> None:
    (entry,) = (e for e in CORPUS if e.name == name)
    with mpmath.workdps(30):
        right = mpmath.mpmathify(value(entry.claim.right, {}) + mpmath.mpf(0))
        assert (abs(NUMERICALLY[name]() - right) < 1e-9) == entry.true


@pytest.mark.parametrize("name", [*BY_REASON, *NUMERICALLY])
def test_only_what_cannot_be_computed_rests_on_a_reason(name: str) -> None:
    (entry,) = (e for e in CORPUS if e.name == name)
    with pytest.raises((OutOfReach, NoValue)):
        holds_at(entry.claim, entry.at)


def test_names_are_unique_and_every_fault_has_its_evidence() -> None:
    assert len({e.name for e in CORPUS}) == len(CORPUS)
    for entry in CORPUS:
        assert entry.true == (entry.fault == "none")
        assert not (entry.at and entry.true)
        if entry.fault in ("false", "undefined"):
            assert set(entry.at) == set(quantities(entry.claim)), entry.name

"""Classical theorems by name, and draws that are independent of the past: what they must be shown, and what is refused.

As in test_derivation, the search for counterexamples is switched off, so that each refusal is the proof's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

import pytest
import sympy
from sympy import Expr, Integral, Rational, S, exp, gamma, log, oo, polygamma, sqrt
from test_derivation import (
    APART,
    BY_N,
    LOG_STEP,
    PAST,
    RANKED,
    SIZE,
    TWO,
    Build,
    a_theorem,
    blind,
    by,
    by_n,
    concluded,
    decays,
    keep,
    log_step,
    m,
    m_0,
    n,
    normal,
    t,
    v,
    v_0,
    wanders,
    x,
    y,
)

from collapse_math.assumptions import GAUSSIAN_DRAWS, INDEPENDENT_DRAWS, MATCHING_MOMENTS, REPLACE
from collapse_math.axioms import COCHRAN, COUPLING_OF_QUANTILES, MOMENTS_OF_LOGARITHM
from collapse_math.claims import ByLemma
from collapse_math.deciding import reported
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption, Axiom
from collapse_math.lemmas import EULER_INTEGRAL, PSI_1_ABOVE
from collapse_math.lemmas import factor as any_factor
from collapse_math.lemmas import rate as any_rate
from collapse_math.lemmas import z as any_z
from collapse_math.moments import ChiSquare, Draw, Refit, Sample
from collapse_math.process_axioms import CHUNG_FUCHS, CRAMER, STRONG_LAW
from collapse_math.quantities import Quantity, real
from collapse_math.results import Fact, Report

__all__ = ["blind"]  # a fixture that every test here uses

WALK = (RANKED, BY_N, SIZE, *PAST)
NORMAL = (INDEPENDENT_DRAWS, MATCHING_MOMENTS, GAUSSIAN_DRAWS)
OUTSIDE = Assumption("outside", "The noise has mean zero whatever came before.", ())
half = (n - 1) / 2
psi, psi_1 = polygamma(0, half), polygamma(1, half)


def applied(
    axiom: Axiom,
    given: Callable[[Theorem], Sequence[Fact]],
    equals: Expr,
    *assumes: Assumption,
    at: Mapping[Quantity, Expr] | None = None,
) -> Build:
    """A theorem that applies a classical one to facts."""

    def build() -> Report:
        theorem = a_theorem(*assumes)
        return concluded(theorem, theorem.by_axiom("it", axiom, given=given(theorem), equals=equals, at=at))

    return build


# Random walks -----------------------------------------------------------------------------------------


def moved_by(variance: Expr, *others: Draw) -> Callable[[Theorem], list[Fact]]:
    """y' = y + u for one draw u of mean 0 and this variance, and a = a."""
    noise = Sample("u", S(1), S(0), {2: variance}, (TWO,))
    refit = Refit({y: y + noise.power_sum(1), a: a}, (noise, *others))
    return lambda theorem: [theorem.expectation("y", y, after=refit, equals=y)]


def of_an_equation(theorem: Theorem) -> list[Fact]:
    """x = x, with a step of a walk among its premises."""
    return [theorem.equation("x", x, x, given=(log_step(theorem),))]


def driftless(theorem: Theorem, bound: Expr = psi_1) -> list[Fact]:
    """A walk without drift, and something positive: the variance of its step or another bound."""
    X = ChiSquare("X", n - 1)
    refit = Refit({v: v * X.value * exp(-psi) / 2}, (X,), {v: (BY_N,)}, (SIZE,), by=normal.by)
    drift = theorem.expectation("log", log(v), after=refit, equals=log(v))
    known = theorem.inequality("psi_1", psi_1, ">", 1 / half, how=ByLemma(PSI_1_ABOVE, {any_z: half}))
    return [drift, theorem.inequality("positive", bound, ">", S(0), given=(known,) if bound == psi_1 else ())]


a = real("a", above=0)

WALKS: dict[str, Build] = {
    "walk whose law depends on the fit": applied(STRONG_LAW, moved_by(y**2), S(0), TWO, *PAST),
    "walk whose law depends on a draw that depends on the fit": applied(
        STRONG_LAW, moved_by(ChiSquare("X", a).value, ChiSquare("X", a)), S(0), TWO, *PAST
    ),
    "walk from an equation": applied(STRONG_LAW, of_an_equation, x, *WALK),
    "recurrent walk with a drift": applied(
        CHUNG_FUCHS,
        lambda theorem: [log_step(theorem), driftless(theorem)[1]],
        LOG_STEP - log(v),
        *WALK,
    ),
    "recurrent walk with the variance of another": applied(
        CHUNG_FUCHS, lambda theorem: driftless(theorem, bound=n), S(0), *WALK
    ),
}

# Tails of random walks --------------------------------------------------------------------------------

order, signed = real("s", above=0), real("s")
TAIL_LOG = order * log(2 / n) + log(gamma(half + order)) - log(gamma(half))
TAIL_SLOPE = log(2 / n) + polygamma(0, half + order)


def tail(**changes: Callable[[Theorem], Fact]) -> Callable[[Theorem], list[Fact]]:
    """A step of log v, the moments of v, their logarithm and its derivative, with changes."""
    grows = (2 / n) ** order * gamma(half + order) / gamma(half)
    facts: dict[str, Callable[[Theorem], Fact]] = {
        "walk": log_step,
        "moment": lambda theorem: theorem.expectation("v^s", v**order, after=normal, equals=grows * v**order),
        "logarithm": lambda theorem: theorem.equation("log", log(grows), TAIL_LOG),
        "slope": lambda theorem: theorem.derivative("slope", TAIL_LOG, order, TAIL_SLOPE),
    }
    return lambda theorem: [fact(theorem) for fact in {**facts, **changes}.values()]


def of_the_square(theorem: Theorem) -> Fact:
    half_more = half + 2 * order
    return theorem.expectation(
        "v^2s",
        v ** (2 * order),
        after=normal,
        equals=(2 / n) ** (2 * order) * gamma(half_more) / gamma(half) * v ** (2 * order),
    )


RATE = TAIL_LOG - order * TAIL_SLOPE
CRAMER_WALK = (RANKED, BY_N, SIZE, *PAST)
TAILS: dict[str, Build] = {
    "tail of what is no walk": applied(
        CRAMER, tail(walk=lambda theorem: theorem.expectation("m", m, after=normal, equals=m)), RATE, *CRAMER_WALK
    ),
    "tail by the moments of a square": applied(CRAMER, tail(moment=of_the_square), RATE, *CRAMER_WALK),
    "tail by another logarithm": applied(
        CRAMER, tail(logarithm=lambda theorem: theorem.equation("log", log(n), log(n))), RATE, *CRAMER_WALK
    ),
    "tail by the derivative of something else": applied(
        CRAMER, tail(slope=lambda theorem: theorem.derivative("slope", order**2, order, 2 * order)), RATE, *CRAMER_WALK
    ),
    "tail without a derivative": applied(
        CRAMER, tail(slope=lambda theorem: theorem.equation("slope", x, x)), RATE, *CRAMER_WALK
    ),
    "tail at another height": applied(CRAMER, tail(), TAIL_LOG, *CRAMER_WALK),
    "tail on the other side": applied(
        CRAMER,
        lambda theorem: [
            log_step(theorem),
            theorem.expectation("1", S(1), after=normal, equals=S(1)),
            theorem.equation("log", log(S(1)), S(0)),
            theorem.derivative("slope", signed - signed, signed, S(0)),
        ],
        S(0),
        *CRAMER_WALK,
    ),
}

# Sums of squares --------------------------------------------------------------------------------------

one = Sample("x", n, m, {2: v}, (TWO,), independent=(APART,))
other = Sample("y", n, m, {2: v}, (TWO,), independent=(APART,))


def fitted(estimator: Expr, equals: Expr, *draws: Draw) -> Callable[[Theorem], list[Fact]]:
    """The mean of an estimator of v."""
    refit = Refit({v: estimator}, draws or (one,))
    return lambda theorem: [theorem.expectation("v", v, after=refit, equals=equals)]


SQUARES: dict[str, Build] = {
    "sum of squares with a degree too many": applied(
        COCHRAN, fitted(one.sum_of_squares / n, keep * v), n, TWO, APART, *NORMAL
    ),
    "sum of squares about something else": applied(
        COCHRAN, fitted(one.power_sum(2) / n, v + m**2), n - 1, TWO, *NORMAL
    ),
    "sum of squares and something": applied(
        COCHRAN, fitted(one.sum_of_squares / n + 1, keep * v + 1), n - 1, TWO, APART, *NORMAL
    ),
    "sum of squares of two samples": applied(
        COCHRAN,
        fitted((one.sum_of_squares + other.sum_of_squares) / n, 2 * keep * v, one, other),
        2 * (n - 1),
        TWO,
        APART,
        *NORMAL,
    ),
    "sum of squares that is given": applied(COCHRAN, lambda theorem: [theorem.equation("", n, n)], n, *NORMAL),
}

# Moments of logarithms --------------------------------------------------------------------------------

s, positive = real("s", above=Rational(-1, 2), below=Rational(1, 2)), real("s", at_least=0)
w = real("w", above=0)  # the variable under the integral


def exponential(theorem: Theorem, order: Quantity = s, *, inside: Expr | None = None) -> Fact:
    """E[X^s] = Gamma(1 + s) for a standard exponential X."""
    integral = Integral(w**order * exp(-w) if inside is None else inside, (w, 0, oo))
    by_euler = ByLemma(EULER_INTEGRAL, {any_factor: S(1), any_z: order + 1, any_rate: S(1)})
    return theorem.equation("moment", integral, gamma(order + 1), how=by_euler)


def slopes(theorem: Theorem, times: int, order: Quantity = s) -> list[Fact]:
    """The moment and its first derivatives."""
    first = polygamma(0, order + 1)
    forms = [gamma(order + 1), gamma(order + 1) * first, gamma(order + 1) * (first**2 + polygamma(1, order + 1))]
    found = [exponential(theorem, order)]
    for before, after in itertools.pairwise(forms[: times + 1]):
        found.append(theorem.derivative("slope", before, order, after))
    return found


def conditional(*conditions: sympy.Basic) -> Build:
    def build() -> Report:
        theorem = a_theorem(conditions=conditions)
        given = slopes(theorem, 1)
        return concluded(theorem, theorem.by_axiom("it", MOMENTS_OF_LOGARITHM, given=given, equals=polygamma(0, 1)))

    return build


def derivative_of_another(theorem: Theorem) -> list[Fact]:
    return [exponential(theorem), theorem.derivative("slope", 2 * s, s, S(2))]


def derivative_by_another(theorem: Theorem) -> list[Fact]:
    return [exponential(theorem), theorem.derivative("slope", gamma(s + 1) * w / w, w, S(0))]


def no_power(theorem: Theorem) -> list[Fact]:
    """The integral of exp(-(1 + s) x), which is 1/(1 + s)."""
    by_euler = ByLemma(EULER_INTEGRAL, {any_factor: S(1), any_z: S(1), any_rate: s + 1})
    integral = Integral(exp(-(s + 1) * w), (w, 0, oo))
    return [
        theorem.equation("moment", integral, 1 / (s + 1), how=by_euler),
        theorem.derivative("slope", 1 / (s + 1), s, -1 / (s + 1) ** 2),
    ]


MEAN_LOG, MEAN_SQUARE_LOG = polygamma(0, S(1)), polygamma(0, S(1)) ** 2 + polygamma(1, S(1))
MOMENTS: dict[str, Build] = {
    "logarithm of another order": applied(MOMENTS_OF_LOGARITHM, lambda theorem: slopes(theorem, 1), MEAN_SQUARE_LOG),
    "logarithm without a derivative": applied(MOMENTS_OF_LOGARITHM, lambda theorem: slopes(theorem, 0), S(1)),
    "derivative of another moment": applied(MOMENTS_OF_LOGARITHM, derivative_of_another, S(2)),
    "derivative by another quantity": applied(MOMENTS_OF_LOGARITHM, derivative_by_another, S(0)),
    "no derivative": applied(
        MOMENTS_OF_LOGARITHM, lambda theorem: [exponential(theorem), theorem.equation("", x, x)], x
    ),
    "no moment": applied(MOMENTS_OF_LOGARITHM, no_power, S(-1)),
    "no integral": applied(
        MOMENTS_OF_LOGARITHM,
        lambda theorem: [
            theorem.equation("", gamma(s + 1), gamma(s + 1)),
            theorem.derivative("slope", gamma(s + 1), s, gamma(s + 1) * polygamma(0, s + 1)),
        ],
        MEAN_LOG,
    ),
    "moment on one side of 0 only": applied(
        MOMENTS_OF_LOGARITHM, lambda theorem: slopes(theorem, 1, positive), MEAN_LOG
    ),
    "moment under a condition on its order": conditional(s > Rational(1, 4)),
}

# Observables by name ----------------------------------------------------------------------------------

r = sqrt(2 / n) * gamma(n / 2) / gamma(half)  # what a refit keeps of sqrt(v)
gap = (m - m_0) ** 2 + (sqrt(v) - sqrt(v_0)) ** 2
DISTANCE = 2 * v_0 - 2 * r**t * v_0


def distance(observable: Expr = gap, equals: Expr = DISTANCE, *, cross: int = -2) -> Callable[[Theorem], list[Fact]]:
    """The expected squared distance from the truth, or of something like it."""

    def facts(theorem: Theorem) -> list[Fact]:
        spread = theorem.expectation("spread", sqrt(v), after=normal, equals=r * sqrt(v))
        closed = {
            decays(theorem, normal): keep**t * v_0,
            wanders(theorem, normal): (1 - keep**t) * v_0,
            spread: r**t * sqrt(v_0),
        }
        inside, between, deviation = theorem.over_generations(t, closed, start={m: m_0, v: v_0}, uses=PAST)
        parts = {between: S(1), inside: S(1), deviation: cross * sqrt(v_0)}
        return [theorem.by_linearity("gap", observable, parts, rest=v_0, equals=equals)]

    return facts


OBSERVABLES: dict[str, Build] = {
    "distance of another observable": applied(
        COUPLING_OF_QUANTILES,
        distance((m - m_0) ** 2 + (sqrt(v) + sqrt(v_0)) ** 2, 2 * v_0 + 2 * r**t * v_0, cross=2),
        2 * v_0 + 2 * r**t * v_0,
        *WALK,
    ),
    "distance from another truth": applied(COUPLING_OF_QUANTILES, distance(), DISTANCE, *WALK, at={v_0: 2 * v_0}),
    "distance with a strange quantity": applied(COUPLING_OF_QUANTILES, distance(), DISTANCE, *WALK, at={n: n}),
    "distance from a law of negative variance": applied(
        COUPLING_OF_QUANTILES, distance(), DISTANCE, *WALK, at={v_0: -v_0}
    ),
    "distance of an equation": applied(COUPLING_OF_QUANTILES, lambda theorem: [theorem.equation("", x, x)], x),
}

# Draws that are independent of the past ---------------------------------------------------------------


def over(
    refit: Refit, claims: Mapping[Expr, tuple[Expr, Expr]], start: Mapping[Quantity, Expr], *uses: Assumption
) -> Build:
    """Expectations over generations: for each observable its value after one refit and after t."""

    def build() -> Report:
        theorem = a_theorem()
        facts = {theorem.expectation("it", o, after=refit, equals=once): closed for o, (once, closed) in claims.items()}
        found = theorem.over_generations(t, facts, start=start, uses=uses)
        report = concluded(theorem, *found)
        theorem.assumes = tuple({assumption for used in report.uses.values() for assumption in used})
        return reported(theorem, report.answers, {})

    return build


def noisy(centred: tuple[Assumption, ...], mean: int = 0) -> Refit:
    """y' = y + u, for one draw u."""
    noise = Sample("u", S(1), S(mean), {2: S(1)}, (TWO,), centred=centred)
    return Refit({y: y + noise.power_sum(1)}, (noise,))


y_0 = real("y_0")
SQUARED = {y**2: (y**2 + 1, y_0**2 + t)}
LOGARITHM = {log(v): (LOG_STEP, log(v_0) + t * (LOG_STEP - log(v)))}
twice = Sample("u", S(1), S(0), {2: S(1)}, (TWO,), centred=(OUTSIDE,))
new = Sample("k", S(1), S(0), {2: S(1)}, (TWO,), renewed=(OUTSIDE,))
scaled = Sample("u", S(1), S(0), {2: y**2}, (TWO,))

RENEWAL: dict[str, Build] = {
    "draws that may repeat": over(by_n, {v: (keep * v, keep**t * v_0)}, {m: m_0, v: v_0}, REPLACE),
    "normal draws that may repeat": over(normal, {v: (keep * v, keep**t * v_0)}, {m: m_0, v: v_0}, REPLACE),
    "draws with the mean of the fit that may repeat": over(by_n, {m: (m, m_0)}, {m: m_0, v: v_0}, REPLACE),
    "noise that may repeat": over(noisy(()), SQUARED, {y: y_0}, REPLACE),
    "centred noise with a mean": over(
        noisy((OUTSIDE,), 1), {y: (y + 1, y_0 + t), y**2: (y**2 + 2 * y + 2, (y_0 + t) ** 2 + t)}, {y: y_0}, REPLACE
    ),
    "centred noise squared": over(Refit({v: v * twice.power_sum(2)}, (twice,)), {v: (v, v_0)}, {v: v_0}, REPLACE),
    "a law that depends on the fit, and draws that may repeat": over(
        Refit({y: scaled.power_sum(1)}, (scaled,)), {y**2: (y**2, y_0**2)}, {y: y_0}, REPLACE
    ),
    "renewed draws beside others": over(
        Refit({v: v * new.power_sum(2) * twice.power_sum(2)}, (new, twice)), {v: (v, v_0)}, {v: v_0}, REPLACE
    ),
    "freshness that nothing needs": over(normal, LOGARITHM, {m: m_0, v: v_0}, *PAST),
}

REFUSED: dict[str, Build] = {**WALKS, **TAILS, **SQUARES, **MOMENTS, **OBSERVABLES, **RENEWAL}
BECAUSE: dict[str, tuple[str, ...]] = {
    "depends on the present fit": ("tail of what is no walk",),
    "the moment is not that of the walk": ("tail by the moments of a square",),
    "the logarithm is not that of the moment": ("tail by another logarithm",),
    "the derivative is that of something else": ("tail by the derivative of something else",),
    "is no derivative of a logarithm": ("tail without a derivative",),
    "must be of order s > 0": ("tail on the other side",),
    "no random walk": (
        "walk whose law depends on the fit",
        "walk whose law depends on a draw that depends on the fit",
    ),
    "from one refit to the next": ("walk from an equation", "sum of squares that is given"),
    "does not say that the variance": ("recurrent walk with the variance of another",),
    "different normal forms": (
        "sum of squares with a degree too many",
        "logarithm of another order",
        "derivative of another moment",
        "recurrent walk with a drift",
        "tail at another height",
    ),
    "is no multiple of the sum of squares": (
        "sum of squares about something else",
        "sum of squares and something",
        "sum of squares of two samples",
    ),
    "needs one fact for each": ("logarithm without a derivative",),
    "is no derivative by s": ("derivative by another quantity", "no derivative"),
    "is no integral of x^s": ("no moment", "no integral"),
    "all values around 0": ("moment on one side of 0 only", "moment under a condition on its order"),
    "is about another observable": ("distance of another observable", "distance from another truth"),
    "is no quantity of": ("distance with a strange quantity",),
    "> 0 for 2-Wasserstein distance": ("distance from a law of negative variance",),
    "needs the expectation of": ("distance of an equation",),
    "meets the fit": tuple(name for name in RENEWAL if name != "freshness that nothing needs"),
    "is said but not needed": ("freshness that nothing needs",),
}


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for reason, names in BECAUSE.items() for name in names])
def test_the_theorem_does_not_stand(name: str, reason: str) -> None:
    report = REFUSED[name]()
    assert not report.established
    assert reason in " ".join(report.problems)


def test_each_refusal_has_its_reason() -> None:
    assert sorted(name for names in BECAUSE.values() for name in names) == sorted(REFUSED)


HONEST: dict[str, Build] = {
    "walk": applied(STRONG_LAW, lambda theorem: [log_step(theorem)], LOG_STEP - log(v), *WALK),
    "walk with noise": applied(STRONG_LAW, moved_by(S(2)), S(0), TWO, *PAST),
    "tail of a walk": applied(CRAMER, tail(), RATE, *CRAMER_WALK),
    "recurrent walk": applied(CHUNG_FUCHS, driftless, S(0), *WALK),
    "sum of squares": applied(COCHRAN, fitted(one.sum_of_squares / n, keep * v), n - 1, TWO, APART, *NORMAL),
    "squared error": applied(COCHRAN, fitted(v_0 * (one.average - m) ** 2, v_0 * v / n), S(1), TWO, APART, *NORMAL),
    "mean of a logarithm": applied(MOMENTS_OF_LOGARITHM, lambda theorem: slopes(theorem, 1), MEAN_LOG),
    "mean square of a logarithm": applied(MOMENTS_OF_LOGARITHM, lambda theorem: slopes(theorem, 2), MEAN_SQUARE_LOG),
    "distance": applied(COUPLING_OF_QUANTILES, distance(), DISTANCE, *WALK),
    "fresh draws": over(by_n, {v: (keep * v, keep**t * v_0)}, {m: m_0, v: v_0}, *PAST),
    "a walk may repeat its draws": over(normal, LOGARITHM, {m: m_0, v: v_0}, REPLACE),
    "centred noise may repeat": over(noisy((OUTSIDE,)), SQUARED, {y: y_0}, REPLACE),
    "renewed draws times something of the fit": over(
        Refit({v: v * new.power_sum(2)}, (new,)), {v: (v, v_0)}, {v: v_0}, REPLACE
    ),
    "nothing is drawn": over(Refit({y: y / 2}, ()), {y: (y / 2, y_0 / 2**t)}, {y: y_0}, REPLACE),
}


@pytest.mark.parametrize("build", HONEST.values(), ids=HONEST)
def test_the_honest_version_stands(build: Build) -> None:
    assert build().problems == []


@pytest.mark.parametrize("name", ["centred noise may repeat", "renewed draws times something of the fit"])
def test_what_makes_up_for_repeated_draws_is_used(name: str) -> None:
    report = HONEST[name]()
    assert set(report.uses["c0"]) == {TWO, OUTSIDE, REPLACE}


def test_a_moment_of_a_logarithm_says_which() -> None:
    theorem = a_theorem()
    for times in (1, 2):
        fact = theorem.by_axiom("it", MOMENTS_OF_LOGARITHM, given=slopes(theorem, times), equals=S(0))
        assert fact.left == Integral(log(w) ** times * exp(-w), (w, 0, oo))


def test_an_expectation_after_one_refit_can_be_cited_and_composed() -> None:
    below = a_theorem(TWO, APART, BY_N, SIZE, key="below")
    fact = decays(below)
    concluded(below, fact)
    above = a_theorem(TWO, APART, BY_N, SIZE, *PAST)
    (level,) = above.over_generations(
        t, {above.cites(fact, {n: n + 1}): (1 - 1 / (n + 1)) ** t * v_0}, start={m: m_0, v: v_0}, uses=PAST
    )
    assert concluded(above, level).problems == []


def test_the_refit_of_a_cited_expectation_stays_in_range() -> None:
    """E[m' | m] = m says nothing of the number of draws; with one draw there would be no refit by n - 1."""
    below = a_theorem(TWO, SIZE, key="below")
    fact = below.expectation("mean", m, after=by(n - 1), equals=m)
    concluded(below, fact)
    above = a_theorem(TWO, SIZE)
    assert concluded(above, above.cites(fact, {n: n + 1})).problems == []
    above = a_theorem(TWO, SIZE)
    assert "for below" in " ".join(concluded(above, above.cites(fact, {n: S(1)})).problems)


def test_an_expectation_after_many_refits_is_no_step() -> None:
    theorem = a_theorem(*WALK)
    (level,) = theorem.over_generations(
        t, {log_step(theorem): LOGARITHM[log(v)][1]}, start={m: m_0, v: v_0}, uses=(REPLACE,)
    )
    found = theorem.by_axiom("it", STRONG_LAW, given=(level,), equals=level.right)
    assert "from one refit to the next" in " ".join(concluded(theorem, found).problems)


def test_the_squares_of_another_sample_are_no_factor() -> None:
    """SS of one sample times that of another is no chi-square variable times a number."""
    both = one.sum_of_squares * other.sum_of_squares
    build = applied(COCHRAN, fitted(both, (n - 1) ** 2 * v**2, one, other), n - 1, TWO, APART, *NORMAL)
    assert "is no multiple" in " ".join(build().problems)


def test_a_common_denominator_is_in_no_term_from_which_it_cancels() -> None:
    """(y + u/sqrt(C))^2 = (y^2 C + 2 y u sqrt(C) + u^2)/C: in the first term no draw meets the fit."""
    C = ChiSquare("C", n + 1)
    noise = Sample("u", S(1), S(0), {2: S(1)}, (TWO,), centred=(OUTSIDE,))
    refit = Refit({y: y + noise.power_sum(1) / sqrt(C.value)}, (noise, C))
    assert over(refit, {y**2: (y**2 + 1 / (n - 1), y_0**2 + t / (n - 1))}, {y: y_0}, REPLACE)().problems == []

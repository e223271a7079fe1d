"""Expectations against what knows no set partitions: all samples listed, Isserlis' rule, quadrature.

Expected values are sums over every sample of a small discrete law, recursions over pairs of normal
variables, or integrals of densities; none comes from the module under test.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Integer, Rational, log, sqrt

from collapse_math.answers import NotShown
from collapse_math.beta import Beta
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.exact.algebra import Algebra
from collapse_math.exact.polynomials import OutsideLanguage
from collapse_math.ledger import Assumption
from collapse_math.moments import (
    ChiSquare,
    ChiSquareProduct,
    Draw,
    JointSample,
    Refit,
    Sample,
    StandardNormal,
    Subsample,
    expectation,
)
from collapse_math.moments.partitions import partition_types
from collapse_math.proofs.proof import Proof
from collapse_math.quantities import exact, integer, real

Law = tuple[tuple[Fraction, Fraction], ...]  # (value, probability)

n = integer("n", at_least=0)
s = integer("s", at_least=0)
LAWS: dict[str, Law] = {
    "two points": ((Fraction(-1), Fraction(1, 3)), (Fraction(2), Fraction(2, 3))),
    "three points": ((Fraction(0), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 6)), (Fraction(-3), Fraction(1, 3))),
}
# Every multiset of orders whose sum is at most 8: {1, 1, 2} stands for P_1^2 P_2.
ORDERS = [
    orders
    for length in range(1, 9)
    for orders in itertools.combinations_with_replacement(range(1, 9), length)
    if sum(orders) <= 8
]


def mean_of(law: Law, function: Callable[[Fraction], Fraction]) -> Fraction:
    return sum((weight * function(value) for value, weight in law), Fraction(0))


def sample_of(law: Law, size: Expr, name: str = "x") -> Sample:
    """The engine's sample of a law, with its true mean and central moments."""
    mean = mean_of(law, lambda value: value)
    central = {k: exact(mean_of(law, lambda value, k=k: (value - mean) ** k)) for k in range(2, 9)}
    return Sample(name, size, exact(mean), central)


def over_all_samples(law: Law, size: int, function: Callable[[Sequence[Fraction]], Fraction]) -> Fraction:
    """E of a function of the sample, every sample listed."""
    total = Fraction(0)
    for drawn in itertools.product(law, repeat=size):
        total += math.prod((weight for _, weight in drawn), start=Fraction(1)) * function([v for v, _ in drawn])
    return total


def power_sums(values: Sequence[Fraction], orders: Sequence[int]) -> Fraction:
    return math.prod((sum((v**k for v in values), Fraction(0)) for k in orders), start=Fraction(1))


def derived(expression: Expr, *draws: Draw) -> Expr:
    """The engine's expectation, once all its obligations are settled."""
    proof = Proof((), expression)
    value, _ = expectation(proof.algebra, expression, draws)
    proof.settled()
    shown: Expr = proof.algebra.show(value)
    return shown


def at(expression: Expr, values: Mapping[Expr, int]) -> Fraction:
    number = expression.xreplace({k: Integer(v) for k, v in values.items()})
    return Fraction(int(number.p), int(number.q))


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_every_product_of_power_sums_up_to_order_eight(law: Law) -> None:
    draws = sample_of(law, n)
    for orders in ORDERS:
        closed = derived(sympy.prod([draws.power_sum(k) for k in orders]), draws)
        for size in (1, 2, 3, 4) if sum(orders) <= 6 else (1, 3):
            listed = over_all_samples(law, size, lambda drawn, orders=orders: power_sums(drawn, orders))
            assert at(closed, {n: size}) == listed, (orders, size)


@given(
    st.lists(
        st.tuples(
            st.fractions(-3, 3, max_denominator=4),
            st.lists(st.sampled_from((1, 2, 3)), max_size=2),
            st.lists(st.sampled_from((1, 2, 3)), max_size=2),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_polynomials_in_two_independent_samples(terms: list[tuple[Fraction, list[int], list[int]]]) -> None:
    first, second = LAWS["two points"], LAWS["three points"]
    x, y = sample_of(first, n, "x"), sample_of(second, s, "y")
    polynomial = sympy.Add(
        *(
            exact(c) * sympy.prod([x.power_sum(k) for k in a]) * sympy.prod([y.power_sum(k) for k in b])
            for c, a, b in terms
        )
    )
    closed = derived(polynomial, x, y)
    for sizes in ((1, 1), (2, 3), (3, 2)):
        listed = sum(
            (
                c
                * over_all_samples(first, sizes[0], lambda drawn, a=a: power_sums(drawn, a))
                * over_all_samples(second, sizes[1], lambda drawn, b=b: power_sums(drawn, b))
                for c, a, b in terms
            ),
            Fraction(0),
        )
        assert at(closed, {n: sizes[0], s: sizes[1]}) == listed


PAIRS: tuple[tuple[Fraction, Fraction, Fraction], ...] = (  # (x, y, probability)
    (Fraction(1), Fraction(-2), Fraction(1, 2)),
    (Fraction(0), Fraction(1), Fraction(1, 6)),
    (Fraction(-1), Fraction(3), Fraction(1, 3)),
)


def joint_sample(size: Expr) -> JointSample:
    """The engine's sample of that law of two coordinates."""
    means = [sum((pair[i] * pair[2] for pair in PAIRS), Fraction(0)) for i in (0, 1)]
    central = {
        (a, b): exact(sum(((x - means[0]) ** a * (y - means[1]) ** b * p for x, y, p in PAIRS), Fraction(0)))
        for a, b in itertools.product(range(5), repeat=2)
        if 2 <= a + b <= 4
    }
    return JointSample("x", size, (exact(means[0]), exact(means[1])), central)


def test_every_product_of_joint_power_sums_up_to_order_four() -> None:
    draws = joint_sample(n)
    kinds = [orders for orders in itertools.product(range(5), repeat=2) if sum(orders) >= 1]
    products = [
        product
        for length in range(1, 5)
        for product in itertools.combinations_with_replacement(kinds, length)
        if sum(map(sum, product)) <= 4
    ]
    for product in products:
        closed = derived(sympy.prod([draws.power_sum(k) for k in product]), draws)
        for size in (1, 2, 3):
            listed = Fraction(0)
            for drawn in itertools.product(PAIRS, repeat=size):
                sums = [sum((x**a * y**b for x, y, _ in drawn), Fraction(0)) for a, b in product]
                listed += math.prod([p for _, _, p in drawn], start=Fraction(1)) * math.prod(sums, start=Fraction(1))
            assert at(closed, {n: size}) == listed, (product, size)


def test_estimators_of_joint_draws_are_those_of_numpy() -> None:
    pairs = np.array([[1, 4], [2, -1], [5, 0], [-3, 7]])
    size = integer("n", at_least=2)
    draws = JointSample("x", size, (Integer(0), Integer(0)), {})
    orders = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
    known = {draws.power_sum((a, b)): Integer(int((pairs[:, 0] ** a * pairs[:, 1] ** b).sum())) for a, b in orders}
    known[size] = Integer(len(pairs))
    covariance = np.cov(pairs.T, ddof=0)
    for i, j in itertools.product((0, 1), repeat=2):
        assert float((draws.sum_of_products(i, j) / size).xreplace(known)) == pytest.approx(covariance[i, j])
        assert float(draws.average(i).xreplace(known)) == pytest.approx(pairs[:, i].mean())


def test_sample_variance_moments_by_listing_all_samples() -> None:
    law = LAWS["three points"]
    draws = sample_of(law, integer("n", at_least=2))
    for power in (1, 2, 3):
        closed = derived(draws.sum_of_squares**power, draws)
        [size] = closed.free_symbols
        for count in (2, 3, 4):

            def about_mean(drawn: Sequence[Fraction], power: int = power) -> Fraction:
                mean = sum(drawn, Fraction(0)) / len(drawn)
                return sum(((v - mean) ** 2 for v in drawn), Fraction(0)) ** power

            assert at(closed, {size: count}) == over_all_samples(law, count, about_mean)


def normal_product(indices: Sequence[int], mean: Fraction, variance: Fraction) -> Fraction:
    """E of x_i x_j ... for independent normal x: the first is its mean or meets an equal index (Isserlis)."""
    if not indices:
        return Fraction(1)
    first, rest = indices[0], indices[1:]
    total = mean * normal_product(rest, mean, variance)
    for place, other in enumerate(rest):
        if other == first:
            total += variance * normal_product((*rest[:place], *rest[place + 1 :]), mean, variance)
    return total


@pytest.mark.parametrize("orders", [(2,), (1, 1), (4,), (2, 2), (1, 1, 2), (3, 1), (1, 2, 3), (2, 2, 2), (1, 3, 2, 2)])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_normal_samples_by_isserlis(orders: tuple[int, ...], size: int) -> None:
    mean, variance = Fraction(3, 2), Fraction(2, 5)
    v = exact(variance)
    draws = Sample("x", n, exact(mean), {2: v, 3: Integer(0), 4: 3 * v**2, 5: Integer(0), 6: 15 * v**3, 8: 105 * v**4})
    draws = Sample(draws.name, draws.size, draws.mean, {**draws.central, 7: Integer(0)})
    closed = derived(sympy.prod([draws.power_sum(k) for k in orders]), draws)
    pairs = sum(
        (
            normal_product([i for i, k in zip(places, orders, strict=True) for _ in range(k)], mean, variance)
            for places in itertools.product(range(size), repeat=len(orders))
        ),
        Fraction(0),
    )
    assert at(closed, {n: size}) == pairs


@pytest.mark.parametrize("length", range(1, 9))
def test_partition_types_count_all_set_partitions(length: int) -> None:
    """Every way to label the places 0, 1, ... in order of first occurrence is one set partition."""
    orders = tuple(range(1, length + 1))  # distinct sums of distinct powers
    listed: dict[tuple[int, ...], int] = {}
    for labels in itertools.product(range(length), repeat=length) if length <= 5 else ():
        if all(label <= max(labels[:place], default=-1) + 1 for place, label in enumerate(labels)):
            blocks = [sum(o for o, label in zip(orders, labels, strict=True) if label == b) for b in set(labels)]
            key = tuple(sorted(blocks))
            listed[key] = listed.get(key, 0) + 1
    if length <= 5:
        assert partition_types(orders) == listed
    bell = (1, 1, 2, 5, 15, 52, 203, 877, 4140)  # OEIS A000110
    assert sum(partition_types(orders).values()) == bell[length]


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=7))
def test_estimators_are_those_of_numpy(values: list[int]) -> None:
    size = integer("n", at_least=2)
    draws = Sample("x", size, real("m"), {2: real("v", above=0)})
    known = {size: Integer(len(values)), **{draws.power_sum(k): Integer(sum(v**k for v in values)) for k in (1, 2)}}
    for estimator, reference in (
        (draws.average, np.mean(values)),
        (draws.sum_of_squares / size, np.var(values)),
        (draws.sum_of_squares / (size - 1), np.var(values, ddof=1)),
    ):
        assert float(estimator.xreplace(known)) == pytest.approx(float(reference), rel=1e-9, abs=1e-9)


# Chi-square and normal variables -------------------------------------------------------------------


def chi_square_mean(degrees: int, function: Callable[[mpmath.mpf], mpmath.mpf]) -> mpmath.mpf:
    """The integral of a function against the density, in u = sqrt(x) so that the end 0 is tame."""
    half = mpmath.mpf(degrees) / 2
    weight = mpmath.mpf(2) ** half * mpmath.gamma(half)

    def integrand(u: mpmath.mpf) -> mpmath.mpf:
        return 2 * u * function(u**2) * u ** (degrees - 2) * mpmath.exp(-(u**2) / 2) / weight

    return mpmath.quad(integrand, [0, 1, 3, 6, 12, 30])


POWERS = [Rational(p) for p in ("-2", "-3/2", "-1", "-1/2", "1/3", "1/2", "1", "3/2", "2", "5/2", "4")]


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7])
def test_powers_of_chi_square_by_quadrature(degrees: int) -> None:
    X = ChiSquare("X", Integer(degrees))
    for power in POWERS:
        if Rational(degrees, 2) + power <= 0:
            with pytest.raises((NotShown, OutsideLanguage)):
                derived(X.value**power, X)
            continue
        with mpmath.workdps(20):
            reference = chi_square_mean(degrees, lambda x, a=power: x ** (mpmath.mpf(a.p) / a.q))
        assert float(derived(X.value**power, X).evalf(20)) == pytest.approx(float(reference), rel=1e-9)


@pytest.mark.parametrize("degrees", [1, 2, 5])
def test_logarithms_of_chi_square_by_quadrature(degrees: int) -> None:
    X, v = ChiSquare("X", Integer(degrees)), real("v", above=0)
    for function, numerical in (
        (log(X.value), lambda x: mpmath.log(x)),
        (log(X.value) ** 2, lambda x: mpmath.log(x) ** 2),
        (log(v * X.value / degrees), lambda x: mpmath.log(3 * x / degrees)),
        (X.value * log(X.value), lambda x: x * mpmath.log(x)),
        (sqrt(X.value) * log(X.value) ** 2, lambda x: mpmath.sqrt(x) * mpmath.log(x) ** 2),
    ):
        closed = derived(function, X).xreplace({v: Integer(3)})
        assert float(closed.evalf(20)) == pytest.approx(float(chi_square_mean(degrees, numerical)), rel=1e-9)


def test_products_of_independent_chi_square_and_normal_variables() -> None:
    X, Y, Z = ChiSquare("X", Integer(3)), ChiSquare("Y", Integer(5)), StandardNormal("Z")
    closed = derived((X.value + sqrt(X.value / Y.value) * Z.value) ** 2 / Y.value, X, Y, Z)
    with mpmath.workdps(20):
        by_parts = chi_square_mean(3, lambda x: x**2) * chi_square_mean(5, lambda y: 1 / y)
        by_parts += chi_square_mean(3, lambda x: x) * chi_square_mean(5, lambda y: y**-2)  # E Z = 0, E Z^2 = 1
    assert float(closed.evalf(20)) == pytest.approx(float(by_parts), rel=1e-9)


@pytest.mark.parametrize(("degrees", "factors"), [(3, 1), (4, 3), (9, 2)])
def test_products_of_many_chi_square_variables(degrees: int, factors: int) -> None:
    """W = X_1 ... X_d, where X_i has degrees - i degrees of freedom, against one factor at a time."""
    i, size, count = integer("i"), integer("n", at_least=1), integer("d", at_least=0)
    W = ChiSquareProduct("W", size - i, i, Integer(1), count).at({size: Integer(degrees), count: Integer(factors)})
    each = range(degrees - factors, degrees)
    with mpmath.workdps(20):
        for power in (Rational(-1, 4), Rational(1, 2), Integer(1), Integer(2)):
            order = mpmath.mpf(power.p) / power.q
            expected = mpmath.fprod(chi_square_mean(k, lambda x, a=order: x**a) for k in each)
            assert float(derived(W.value**power, W).evalf(20)) == pytest.approx(float(expected), rel=1e-9)
        logs = [(chi_square_mean(k, mpmath.log), chi_square_mean(k, lambda x: mpmath.log(x) ** 2)) for k in each]
    mean = sum(first for first, _ in logs)
    square = mean**2 + sum(second - first**2 for first, second in logs)
    assert float(derived(log(W.value), W).evalf(20)) == pytest.approx(float(mean), rel=1e-9)
    assert float(derived(log(W.value) ** 2, W).evalf(20)) == pytest.approx(float(square), rel=1e-9)


@pytest.mark.parametrize("power", range(9))
def test_powers_of_a_normal_variable_by_quadrature(power: int) -> None:
    Z = StandardNormal("Z")
    with mpmath.workdps(20):
        bell = mpmath.quad(lambda z: z**power * mpmath.npdf(z), [-30, -6, 0, 6, 30])
    assert float(derived(Z.value**power, Z)) == pytest.approx(float(bell), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("at_least", "power", "exists"),
    [(2, -1, False), (3, -1, False), (4, -1, True), (5, -2, False), (6, -2, True), (2, Rational(-1, 2), False)],
)
def test_inverse_moments_exist_only_with_enough_degrees(at_least: int, power: Expr, exists: bool) -> None:
    """E[X^a] for n - 1 degrees of freedom is finite where (n - 1)/2 + a > 0, for every n of the range."""
    size = integer("n", at_least=at_least)
    X = ChiSquare("X", size - 1)
    if exists:
        assert derived(X.value**power, X).free_symbols == {size}
    else:
        with pytest.raises(NotShown):
            derived(X.value**power, X)


# Points chosen from a pool, and draws that depend on draws ------------------------------------------------

VALUES = st.fractions(-3, 3, max_denominator=4)
POOLS = st.lists(VALUES, min_size=2, max_size=5).flatmap(
    lambda pool: st.tuples(st.just(pool), st.integers(1, len(pool)))
)


def chosen_from(pool: Sequence[Fraction], size: int) -> Subsample:
    """The engine's subsample of a pool, with its true mean and variance."""
    mean = sum(pool, Fraction(0)) / len(pool)
    variance = sum(((value - mean) ** 2 for value in pool), Fraction(0)) / len(pool)
    return Subsample("y", Integer(size), Integer(len(pool)), exact(mean), exact(variance))


@given(POOLS)
def test_subsamples_by_listing_all_choices(drawn: tuple[list[Fraction], int]) -> None:
    pool, size = drawn
    y = chosen_from(pool, size)
    choices = list(itertools.combinations(pool, size))
    for observable, function in (
        (y.power_sum(1), lambda chosen: sum(chosen)),
        (y.power_sum(2), lambda chosen: sum(value**2 for value in chosen)),
        (y.average**2, lambda chosen: (sum(chosen) / size) ** 2),
        (y.sum_of_squares, lambda chosen: sum((value - sum(chosen) / size) ** 2 for value in chosen)),
    ):
        assert derived(observable, y) == exact(sum(map(function, choices), Fraction(0)) / len(choices))


@given(POOLS, st.integers(1, 3), st.integers(1, 2))
def test_draws_that_depend_on_draws(drawn: tuple[list[Fraction], int], size: int, spread: int) -> None:
    """Points are chosen from a pool; then fair coins fall on their mean plus or minus a number, chosen or drawn."""
    pool, chosen = drawn
    y = chosen_from(pool, chosen)
    x = Sample("x", Integer(size), y.average, {2: Integer(spread**2) + y.sum_of_squares})
    total = Fraction(0)
    choices = list(itertools.combinations(pool, chosen))
    for choice in choices:
        mean = sum(choice, Fraction(0)) / chosen
        variance = spread**2 + sum((value - mean) ** 2 for value in choice)
        total += (size * variance + size**2 * mean**2 + size * mean * chosen * mean) / len(choices)
    assert derived(x.power_sum(1) ** 2 + x.power_sum(1) * y.power_sum(1), y, x) == exact(total)


def test_laws_that_depend_on_each_other_are_refused() -> None:
    x = Sample("x", Integer(2), real("P_1(y)"), {2: Integer(1)})
    y = Sample("y", Integer(2), real("P_1(x)"), {2: Integer(1)})
    with pytest.raises(OutsideLanguage, match="circle"):
        derived(x.power_sum(1), x, y)


# Beta variables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [(Fraction(3, 2), Fraction(2)), (Fraction(4), Fraction(1)), (1, 1)])
def test_moments_of_beta_variables_by_quadrature(first: Fraction, second: Fraction) -> None:
    q, r = real("q", above=0), real("r", above=0)
    B = Beta("B", q, r).at({q: exact(first), r: exact(second)})
    with mpmath.workdps(30):
        p, q_ = (
            mpmath.mpf(first.numerator) / first.denominator - 1,
            mpmath.mpf(second.numerator) / second.denominator - 1,
        )

        def mean(of: Callable[[mpmath.mpf], mpmath.mpf]) -> mpmath.mpf:
            return mpmath.quad(lambda x: of(x) * x**p * (1 - x) ** q_, [0, 0.5, 1])

        whole = mean(lambda x: mpmath.mpf(1))
        for expression, of in (
            (B.value**3, lambda x: x**3),
            (B.value * (1 - B.value), lambda x: x * (1 - x)),
            (sqrt(B.value), mpmath.sqrt),
            (B.value ** Rational(-1, 3), lambda x: x ** (-mpmath.mpf(1) / 3)),
            (log(B.value), mpmath.log),
            (log(B.value) ** 2, lambda x: mpmath.log(x) ** 2),
        ):
            found = mpmath.mpf(str(derived(expression, B).evalf(25)))
            assert found == pytest.approx(mean(of) / whole, rel=1e-12)


# What is refused -----------------------------------------------------------------------------------

x_mean, x_variance = real("m"), real("v", above=0)
X, Y, Z = ChiSquare("X", Integer(3)), ChiSquare("Y", Integer(4)), StandardNormal("Z")
FEW = Sample("x", integer("n", at_least=2), x_mean, {2: x_variance})
BOTH = JointSample("x", integer("n", at_least=2), (x_mean, x_mean), {(2, 0): x_variance, (1, 1): x_mean})
j = integer("j")
THREE = ChiSquareProduct("W", 4 - j, j, Integer(1), Integer(3))  # of 3, 2 and 1 degrees of freedom
TWICE = real("a", above=1)
SHARE, LACKING = Beta("B", Integer(2), Integer(3)), Beta("B", Integer(2), Integer(-1))
FEW_OF_MANY = Subsample("y", FEW.size, 2 * FEW.size, x_mean, x_variance)


@pytest.mark.parametrize(
    ("expression", "draws"),
    [
        pytest.param(FEW.power_sum(3), (FEW,), id="third moment not given"),
        pytest.param(FEW.power_sum(1) * FEW.power_sum(2), (FEW,), id="third moment of a product"),
        pytest.param(1 / FEW.power_sum(2), (FEW,), id="power sum below"),
        pytest.param(FEW.power_sum(1) / FEW.sum_of_squares, (FEW,), id="ratio of sums"),
        pytest.param(sqrt(1 + FEW.power_sum(1) ** 2), (FEW,), id="root of a sum"),
        pytest.param(FEW.power_sum(9), (FEW,), id="ninth power sum"),
        pytest.param(BOTH.power_sum((0, 2)), (BOTH,), id="joint moment not given"),
        pytest.param(BOTH.power_sum((1, 0)) * BOTH.power_sum((1, 1)), (BOTH,), id="joint moment of order three"),
        pytest.param(1 / BOTH.power_sum((1, 1)), (BOTH,), id="joint power sum below"),
        pytest.param(1 / sqrt(THREE.value), (THREE,), id="a factor without inverse root"),
        pytest.param(
            real("W", above=0),
            (ChiSquareProduct("W", 3 - j, j, Integer(1), Integer(3)),),
            id="a factor without degrees",
        ),
        pytest.param(THREE.value * log(THREE.value), (THREE,), id="power of a product times log"),
        pytest.param(log(THREE.value) ** 3, (THREE,), id="third power of log of a product"),
        pytest.param(1 / (1 + X.value), (X,), id="sum below"),
        pytest.param(log(1 + X.value), (X,), id="log of a sum"),
        pytest.param(sympy.exp(X.value / 4), (X,), id="exponential"),
        pytest.param(X.value * log(X.value) ** 3, (X,), id="power times third power of log"),
        pytest.param(log(X.value) ** 3, (X,), id="third power of log"),
        pytest.param(X.value**Y.value, (X, Y), id="random exponent"),
        pytest.param(2**X.value, (X,), id="random exponent of a number"),
        pytest.param(1 / Z.value, (Z,), id="inverse normal"),
        pytest.param(1 / Z.value**2, (Z,), id="inverse square of a normal"),
        pytest.param(sympy.Abs(Z.value), (Z,), id="modulus"),
        pytest.param(sympy.cos(Z.value), (Z,), id="cosine"),
        pytest.param(sympy.Sum(X.value**s, (s, 0, FEW.size)), (X,), id="random term of a sum"),
        pytest.param(X.value ** (-TWICE), (X,), id="symbolic power that may be too low"),
        pytest.param(1 / SHARE.value**3, (SHARE,), id="inverse cube of a share"),
        pytest.param(SHARE.value * log(SHARE.value), (SHARE,), id="power of a share times log"),
        pytest.param(1 / (1 - SHARE.value), (SHARE,), id="what a share leaves, below"),
        pytest.param(LACKING.value, (LACKING,), id="negative parameter of a share"),
        pytest.param(ChiSquare("W", x_mean).value, (ChiSquare("W", x_mean),), id="degrees of no sign"),
        pytest.param(ChiSquare("W", Integer(-1)).value ** 2, (ChiSquare("W", Integer(-1)),), id="negative degrees"),
        pytest.param(
            Sample("w", FEW.size - 5, x_mean, {}).power_sum(1), (Sample("w", FEW.size - 5, x_mean, {}),), id="size < 0"
        ),
        pytest.param(
            Sample("w", FEW.size / 2, x_mean, {}).power_sum(1),
            (Sample("w", FEW.size / 2, x_mean, {}),),
            id="half a draw",
        ),
        pytest.param(FEW_OF_MANY.power_sum(1) ** 3, (FEW_OF_MANY,), id="third moment of a subsample"),
        pytest.param(FEW_OF_MANY.power_sum(3), (FEW_OF_MANY,), id="third power sum of a subsample"),
        pytest.param(
            Subsample("y", FEW.size, FEW.size - 1, x_mean, x_variance).average,
            (Subsample("y", FEW.size, FEW.size - 1, x_mean, x_variance),),
            id="one more than there are",
        ),
    ],
)
def test_what_has_no_known_expectation_is_refused(expression: Expr, draws: tuple[Draw, ...]) -> None:
    with pytest.raises((OutsideLanguage, NotShown)):
        derived(expression, *draws)


@pytest.mark.parametrize(
    ("draws", "parameters"),
    [
        pytest.param((FEW, Sample("x", Integer(3), x_mean, {})), (x_mean,), id="two samples"),
        pytest.param((ChiSquare("X", Integer(2)), StandardNormal("X")), (x_mean,), id="two laws"),
        pytest.param((ChiSquare("v", Integer(2)),), (x_variance,), id="a draw called like a parameter"),
    ],
)
def test_one_name_for_two_random_things_is_refused(draws: tuple[Draw, ...], parameters: tuple[Expr, ...]) -> None:
    with pytest.raises(ValueError, match="names"):
        Refit({parameter: Integer(1) for parameter in parameters}, draws)


# Which assumptions stand behind an expectation -------------------------------------------------------

TWO = Assumption("two-moments", "The first two moments are as stated.", ())
SHAPE = Assumption("shape", "So are the higher ones.", ())
APART = Assumption("apart", "Draws are independent.", ())
CHOSEN = Assumption("chosen", "Points are chosen at random, without replacement.", ())


@pytest.mark.parametrize(
    ("build", "behind"),
    [
        (lambda x, y: x.power_sum(1), {TWO}),
        (lambda x, y: x.power_sum(2), {TWO}),
        (lambda x, y: x.power_sum(1) ** 2, {TWO, APART}),
        (lambda x, y: x.sum_of_squares, {TWO, APART}),
        (lambda x, y: x.power_sum(3), {TWO, SHAPE}),
        (lambda x, y: x.power_sum(1) ** 3, {TWO, SHAPE, APART}),
        (lambda x, y: x.power_sum(2) ** 2, {TWO, SHAPE, APART}),
        (lambda x, y: x.power_sum(1) + y.power_sum(1), {TWO}),
        (lambda x, y: x.power_sum(1) * y.power_sum(1), {TWO, APART}),
        (lambda x, y: x.power_sum(4) - x.power_sum(4) + x.power_sum(1), {TWO}),
        (lambda x, y: Integer(7) * x.size, set()),
    ],
)
def test_assumptions_are_those_of_the_moments_used(
    build: Callable[[Sample, Sample], Expr], behind: set[Assumption]
) -> None:
    x, y = (
        Sample(name, FEW.size, Integer(0), dict.fromkeys(range(2, 9), Integer(1)), (TWO,), (SHAPE,), (APART,))
        for name in "xy"
    )
    _, used = expectation(Algebra(2), build(x, y), (x, y))
    assert used == behind


def test_a_subsample_rests_on_its_choice_alone() -> None:
    y = Subsample("y", FEW.size, 2 * FEW.size, x_mean, x_variance, (CHOSEN,))
    x = Sample("x", FEW.size, y.average, {2: x_variance}, (TWO,), (SHAPE,), (APART,))
    for observable, behind in ((y.sum_of_squares, {CHOSEN}), (x.average, {TWO, CHOSEN}), (x_mean, set())):
        assert expectation(Algebra(2), observable, (x, y))[1] == behind


@pytest.mark.parametrize(
    ("orders", "behind"),
    [
        ([(1, 0)], {TWO}),
        ([(1, 1)], {TWO}),
        ([(2, 0)], {TWO}),
        ([(1, 0), (0, 1)], {TWO, APART}),
        ([(2, 1)], {TWO, SHAPE}),
        ([(1, 1), (1, 1)], {TWO, SHAPE, APART}),
    ],
)
def test_assumptions_are_those_of_the_joint_moments_used(
    orders: list[tuple[int, int]], behind: set[Assumption]
) -> None:
    kinds = [k for k in itertools.product(range(5), repeat=2) if sum(k) >= 2]
    means = (Integer(0), Integer(0))
    x = JointSample("x", FEW.size, means, dict.fromkeys(kinds, Integer(1)), (TWO,), (SHAPE,), (APART,))
    _, used = expectation(Algebra(2), sympy.prod([x.power_sum(k) for k in orders]), (x,))
    assert used == behind


def test_joint_order_is_limited_for_joint_draws() -> None:
    x = JointSample("x", FEW.size, (x_mean, x_mean), {(2, 0): x_variance, (1, 1): x_mean, (0, 2): x_variance})
    y = JointSample("y", x.size, x.means, x.central)
    product = x.power_sum((1, 1)) * y.power_sum((0, 1))
    assert expectation(Algebra(2), product, (x, y))[0]
    with pytest.raises(OutsideLanguage, match="order 3"):
        expectation(Algebra(2), product, (x, y), order=2)


def test_a_power_sum_below_has_no_known_expectation() -> None:
    with pytest.raises(OutsideLanguage, match="denominator"):
        expectation(Algebra(2), 1 / FEW.power_sum(2), (FEW,))


def test_joint_order_is_limited_where_it_says_so() -> None:
    x, y = (Sample(name, FEW.size, x_mean, {2: x_variance}) for name in "xy")
    product = x.power_sum(1) * y.power_sum(2)
    assert expectation(Algebra(2), product, (x, y))[0]
    with pytest.raises(OutsideLanguage, match="order 3"):
        expectation(Algebra(2), product, (x, y), order=2)


def test_what_is_drawn_by_counts_knows_that_they_are_draws() -> None:
    """A posterior share Beta(1 + C, 1 + n - C) is defined since C <= n; with n - 1 in the place of n it need not be."""
    n, p = integer("n", at_least=1), real("p", at_least=0, at_most=1)
    count = Counts("x", n, shares=(p,))
    for spare, stands in ((n, True), (n - 1, False)):
        share = Beta("B", 1 + count.count(), 1 + spare - count.count())
        theorem = Theorem("test", says="", assumes=(), symbols=())
        refit = Refit({p: share.value}, (count, share))
        fact = theorem.expectation("the mean", p, after=refit, equals=(1 + n * p) / (2 + spare))
        theorem.concludes("mean", "E[p]", fact)
        assert theorem.check().established == stands

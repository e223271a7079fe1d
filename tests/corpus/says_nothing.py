"""Claims that say nothing definite: no admissible value, no meaning, or a series without a sum."""

from __future__ import annotations

from sympy import (
    Add,
    Derivative,
    Float,
    Function,
    Integral,
    Limit,
    Ne,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    digamma,
    exp,
    gamma,
    log,
    nan,
    oo,
    pi,
    sin,
    zoo,
)

from collapse_math.claims import ByInequality, Claim, Computed, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import Entry, equal, fails, ill_posed, power, product, quotient, undefined, vacuous

n = integer("n", at_least=1)
t = integer("t", at_least=0)
d = integer("d", at_least=1)
k, j = integer("k"), integer("j")
x, y = real("x"), real("y")
p = real("p", above=0)
v, other_v = real("v", above=0), real("v")
bare_x = Symbol("x")
bare_n = Symbol("n", integer=True, positive=True)
f = Function("f")


# Everything follows from a contradiction; nothing may be established from one.
VACUOUS = (
    vacuous("opposite-conditions", Claim(n, "<", S(0), (n > d, d > n)), ByInequality(), "n > d and d > n"),
    vacuous("no-integer-between", equal(n, n + 1, n > 1, n < 2), ByInequality(), "no integer in (1, 2)"),
    vacuous("cycle", equal(x, y, x > y, y > p, p > x), ByInequality(), "x > y > p > x"),
    vacuous("negative-square", equal(x, x, x**2 - 2 * x * y + y**2 < 0), Ring(), "(x - y)^2 is never negative"),
    vacuous("false-condition", equal(n, n, S.false), Ring(), "the condition is False itself"),
    vacuous("out-of-range", Claim(n, "<", S(0), (n + d < 2,)), ByInequality(), "n and d are at least 1"),
    vacuous(
        "between-even-numbers",
        equal(S(0), S(1), k - 2 * j > 0, k - 2 * j < 2, k - 2 * d >= 2 * j - 2 * d + 2),
        ByInequality(),
        "k = 2j + 1 and k >= 2j + 2",
    ),
    vacuous(
        "squares-that-differ",
        equal(x, y, Ne(x**2, y**2), (x - y) * (x + y) >= 0, (x - y) * (x + y) <= 0),
        Ring(),
        "x^2 <> y^2 and x^2 = y^2",
    ),
    vacuous(
        "root-of-two",
        equal(n, 2 * n, n**2 > 2 * d**2 - 1, n**2 < 2 * d**2 + 1),
        Ring(),
        "n^2 = 2 d^2 has no positive integer solution",
    ),
)

ILL_POSED = (
    ill_posed("decimal-sum", equal(Float(0.1) + Float(0.2), Float(0.3)), Ring(), "inexact numbers"),
    ill_posed("decimal-coefficient", equal(x * Float(0.1) * 3, x * Float(0.3)), Ring(), "inexact numbers"),
    ill_posed("decimal-exponent", equal(p ** Float(0.5), power(p, Rational(1, 2))), Ring(), "an inexact exponent"),
    ill_posed("decimal-that-vanishes", Claim(x**2 + Float(1e-300), ">", S(0)), ByInequality(), "inexact number"),
    ill_posed("not-a-number", equal(nan, nan), Ring(), "nan is no value"),
    ill_posed("infinity", equal(oo, oo), Ring(), "oo is no real number"),
    ill_posed("infinity-plus-one", equal(Add(oo, n, evaluate=False), oo), Ring(), "SymPy absorbs n"),
    ill_posed("complex-infinity", equal(product(zoo, p), zoo), Ring(), "zoo is no value"),
    ill_posed("above-everything", Claim(n, "<", oo), ByInequality(), "oo is no real number"),
    ill_posed("infinite-bound", equal(product(oo, S(0)), S(0)), Ring(), "oo times 0"),
    ill_posed("no-range", equal(bare_x**2 / bare_x, bare_x), Ring(), "which x? 0 is not excluded"),
    ill_posed("no-range-positive", equal(bare_n + 1, 1 + bare_n), Ring(), "a plain symbol, not a quantity"),
    ill_posed("no-range-in-condition", equal(n, n, bare_x > 0), Ring(), "a plain symbol in the condition"),
    ill_posed("two-ranges", equal(v - other_v, S(0)), Ring(), "two quantities, one name"),
    ill_posed("unknown-function", equal(quotient(f(x) ** 2, f(x)), f(x)), Ring(), "which f?"),
    ill_posed("condition-not-a-relation", equal(x, x, x), Ring(), "x is not a relation"),
)

# Atoms that hide a bound variable, a limit process or a pole.
PROCESSES = (
    fails(
        "derivative-atom",
        equal(Derivative(x**2, x), 2 * x + Derivative(S(3) * x, x) - 2),
        Ring(),
        "3 - 2 = 1",
        {x: 0},
    ),
    undefined("derivative-of-modulus", equal(Derivative(abs(x), x) ** 2, S(1)), Ring(), "no derivative at 0", {x: 0}),
    fails("substitution-atom", equal(Subs(bare_x**2, bare_x, n), n), Ring(), "n^2", {n: 2}),
    undefined("integral-across-pole", equal(Integral(1 / x**2, (x, -1, 1)), S(-2)), Computed(), "diverges at 0", {}),
    fails("integral-shadow", equal(Integral(p, (p, 0, p)), p**2), Ring(), "p^2/2", {p: 2}),
    undefined(
        "harmonic-series",
        equal(Sum(1 / k, (k, 1, oo)) - Sum(1 / k, (k, 2, oo)), S(1)),
        Ring(),
        "both series diverge",
        {},
    ),
    undefined("divergent-bound", Claim(Sum(1 / k, (k, 1, oo)), ">", S(100)), ByInequality(), "no value", {}),
    undefined(
        "divergent-geometric",
        equal(Sum(S(2) ** k, (k, 0, oo)), S(-1)),
        Telescope(S(2) ** k),
        "the closed form outside |r| < 1",
        {},
    ),
    undefined("grandi", equal(Sum((-1) ** k, (k, 0, oo)), Rational(1, 2)), Induction(t), "does not converge", {}),
    fails(
        "alternating-harmonic-rearranged",
        equal(Sum((-1) ** (k + 1) / k, (k, 1, oo)), 3 * log(2) / 2),
        Computed(),
        "log 2; a rearrangement gives 3/2 log 2",
        {},
    ),
    fails(
        "series-of-distinct-gaps",
        equal(Sum(k / ((k + 2) * (k + 4) * (k + 8)), (k, 1, oo)), Rational(521, 25200)),
        Computed(),
        "4/35; SymPy's summation says 521/25200",
        {},
    ),
    fails(
        "limit-of-digamma",
        equal(Limit(digamma(2 * p) - log(2 * p), p, oo), -log(2)),
        Computed(),
        "0; SymPy's limit says -log 2",
        {},
    ),
    undefined(
        "limit-from-both-sides",
        equal(Limit(abs(x) / x, x, 0, dir="+-"), S(1)),
        Computed(),
        "-1 from the left",
        {},
    ),
    undefined("limit-of-oscillation", equal(Limit(sin(p), p, oo), S(0)), Computed(), "no limit", {}),
    fails("limit-of-decay", equal(Limit((1 - 1 / n) ** n, n, oo), S(1)), Computed(), "1/e", {}),
    undefined(
        "limit-that-diverges",
        equal(Add(Limit(n, n, oo), product(S(-1), Limit(n, n, oo)), evaluate=False), S(0)),
        Ring(),
        "oo - oo",
        {},
    ),
    undefined(
        "telescoping-divergence",
        equal(Sum(log(1 + 1 / k), (k, 1, oo)), S(0)),
        Telescope(log(k)),
        "G does not tend to a limit",
        {},
    ),
    fails(
        "telescope-forgets-limit",
        equal(Sum(1 / (k * (k + 1)), (k, 1, oo)), S(2)),
        Telescope(1 - 1 / k),
        "1: G tends to 1, not to 2",
        {},
    ),
    fails("inverse-gamma-sum", equal(Sum(1 / gamma(k + 1), (k, 0, oo)), exp(1) - S(1)), Computed(), "e", {}),
    fails("sine-limit", equal(Limit(sin(pi * p) / p, p, 0), pi + 1), Computed(), "pi", {}),
)

SAYS_NOTHING: tuple[Entry, ...] = (*VACUOUS, *ILL_POSED, *PROCESSES)

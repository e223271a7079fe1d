"""Claims that fail far from where one looks, by very little, or at a cost.

Samples and floating point accept the first two families; the third is meant to exhaust a checker.
"""

from __future__ import annotations

from sympy import Add, Product, Rational, S, Sum, cos, exp, factorial, floor, harmonic, log, pi, sin, sqrt

from collapse_math.claims import ByInequality, Claim, Computed, Induction, Ring, Telescope
from collapse_math.quantities import integer, real

from .entry import Entry, equal, fails, power, product

TINY = Rational(1, 10**40)

n = integer("n", at_least=1)
t = integer("t", at_least=0)
i, j = integer("i", at_least=2), integer("j", at_least=2)
k = integer("k")
x, y = real("x"), real("y")
a, b, c, d = real("a"), real("b"), real("c"), real("d")


MILLION = 10**6

FAR = (
    fails("square-avoids-million", Claim((t - MILLION) ** 2, ">", S(0)), Induction(t), "t = 10^6", {t: MILLION}),
    fails("count-below-million", Claim(t, "<", S(MILLION)), Induction(t), "t = 10^6", {t: MILLION}),
    fails(
        "product-of-twenty",
        Claim(Product((x - k) ** 2, (k, 1001, 1020)), ">", S(0)),
        ByInequality(),
        "zero at x = 1010",
        {x: 1010},
    ),
    fails(
        "narrow-dip",
        Claim((x - 12345) ** 2, ">", TINY),
        ByInequality(),
        "a dip of width 10^-20",
        {x: 12345},
    ),
    fails(
        "slow-growth",
        Claim(power(1 + Rational(1, MILLION), t), "<", S(10)),
        Induction(t),
        "reaches 10 near t = 2.3 10^6",
        {t: 2400000},
    ),
    fails(
        "harmonic-bounded",
        Claim(harmonic(t), "<", S(12)),
        Induction(t),
        "H_t = 12 near t = 91400",
        {t: 100000},
    ),
    fails(
        "polynomial-wins-late",
        Claim(2**t, ">", t**10, (t >= 1, t < 59)),
        Induction(t),
        "1 at t = 1, then false up to 58",
        {t: 2},
    ),
    fails(
        "exponential-below-polynomial",
        Claim(2**t, "<=", t**10, (t >= 2,)),
        Induction(t),
        "true from 2 to 58",
        {t: 59},
    ),
    fails(
        "pell",
        Claim(i**2 - 61 * j**2, "!=", S(1)),
        ByInequality(),
        "smallest solution 1766319049, 226153980",
        {i: 1766319049, j: 226153980},
    ),
    fails(
        "prime-values",
        Claim(t**2 + t + 41, "!=", i * j),
        ByInequality(),
        "41^2 at t = 40",
        {t: 40, i: 41, j: 41},
    ),
    fails(
        "floor-of-logarithm",
        equal(-floor(-2 / (power(S(2), 1 / n) - 1)), floor(2 * n / log(2))),
        Computed(),
        "first difference at n = 777451915729368",
        {n: 777451915729368},
    ),
    fails(
        "power-comparison-late",
        Claim(1001 * power(Rational(1000, 1001), t), ">", S(1)),
        Induction(t),
        "below 1 from t = 6913",
        {t: 7000},
    ),
    fails(
        "sine-of-integers",
        Claim(sin(t) ** 2, "<", 1 - Rational(1, 10**12)),
        Computed(),
        "t = 573204 is within 4 10^-7 of an odd multiple of pi/2",
        {t: 573204},
    ),
)

NEAR = (
    fails("tiny-constant", equal((1 - 1 / n) ** t + TINY, (1 - 1 / n) ** t), Ring(), "10^-40", {n: 2, t: 1}),
    fails("tiny-slope", equal(x + TINY * y, x), Ring(), "10^-40 y", {x: 1, y: 1}),
    fails("dyadic-tail", equal(Sum(Rational(1, 2) ** k, (k, 1, 200)), S(1)), Computed(), "2^-200 is missing", {}),
    fails(
        "almost-integer",
        equal(exp(pi * sqrt(163)), S(262537412640768744)),
        Computed(),
        "below it by 7.5 10^-13",
        {},
    ),
    fails(
        "exponential-partial-sum",
        equal(Sum(1 / factorial(k), (k, 0, 60)), exp(1)),
        Computed(),
        "the tail is about 10^-84",
        {},
    ),
    fails(
        "decimal-third",
        equal(product(S(3), S(10**60 // 3) / 10**60), S(1)),
        Ring(),
        "10^-60",
        {},
    ),
    fails(
        "golden-by-fibonacci",
        equal((sqrt(5) - 1) / 2, S(354224848179261915075) / 573147844013817084101),
        Computed(),
        "F_100/F_101 is within 10^-42 of 1/phi",
        {},
    ),
    fails(
        "pi-by-convergent",
        equal(pi, S(428224593349304) / 136308121570117),
        Computed(),
        "a convergent, within 10^-29",
        {},
    ),
    fails(
        "tiny-coefficient",
        Claim(x**2 + y**2, ">=", (2 + TINY) * x * y),
        ByInequality(),
        "10^-40 too much at x = y",
        {x: 1, y: 1},
    ),
    fails("late-digit", equal(sin(2017 * power(S(2), Rational(1, 5))), S(-1)), Computed(), "off by 10^-16", {}),
    fails(
        "dominated-power",
        equal(2**t + Rational(1, 3) ** (200 + t), 2**t),
        Ring(),
        "3^-200 at t = 0",
        {t: 0},
    ),
    fails(
        "underflowing-atom",
        Claim(exp(-8 * (10 + x**2) ** 2), "<=", S(0)),
        ByInequality(),
        "e^(-800) is positive",
        {x: 0},
    ),
)

COSTLY = (
    fails(
        "tower",
        equal(power(S(2), power(S(2), power(S(2), t))), power(S(2), power(S(4), t))),
        Ring(),
        "4 against 2 at t = 0; equal at t = 1, 2",
        {t: 0},
    ),
    fails("huge-exponent", equal(power(x, S(10**9)), power(x, S(10**9 + 1))), Ring(), "x = 2", {x: -1}),
    fails(
        "huge-binomial-power",
        equal(power(x + 1, S(10**9)), power(x, S(10**9)) + 1),
        Ring(),
        "x = -1: 0 against 2",
        {x: -1},
    ),
    fails(
        "four-term-power",
        equal(power(a + b + c + d, S(400)), power(a + b + c - d, S(400)) + 8 * a * b * c * d),
        Ring(),
        "a = d = 1, b = c = 0: 2^400 against 0",
        {a: 1, b: 0, c: 0, d: 1},
    ),
    fails(
        "long-product",
        equal(Product(1 + 1 / k, (k, 1, 10**8)), S(10**8)),
        Telescope(k),
        "10^8 + 1",
        {},
    ),
    fails(
        "long-sum",
        equal(Sum(k, (k, 1, 10**8)), S(10**8) ** 2 / 2),
        Telescope(k * (k - 1) / 2),
        "5 10^7 too little",
        {},
    ),
    fails(
        "deep-nesting",
        equal(Sum(Sum(Sum(1, (i, 1, t)), (j, 1, t)), (k, 1, t)), t**2),
        Induction(t),
        "t^3",
        {t: 2},
    ),
    fails(
        "thousand-terms",
        equal(Add(*(x**e for e in range(1000))) * (1 - x), 1 - x**999),
        Ring(),
        "1 - x^1000",
        {x: -1},
    ),
    fails(
        "determinant-like",
        equal((a - b) * (b - c) * (c - d) * (d - a) * (a - c) * (b - d) * power(a + b + c + d, S(60)), S(0)),
        Ring(),
        "zero only where two agree or the sum vanishes",
        {a: 1, b: 2, c: 3, d: 4},
    ),
    fails(
        "power-of-power-of-ten",
        equal(
            product(power(S(10), power(S(10), S(10))), x),
            product(S(10), power(S(10), power(S(10), S(10))), x),
        ),
        Ring(),
        "ten times as much",
        {x: 1},
    ),
    fails(
        "costly-to-print",
        equal(x + Sum(cos(k**2), (k, 1, 10**12)), 1 + x + Sum(cos(k**2), (k, 1, 10**12))),
        Ring(),
        "1 too much; SymPy evaluates the sum merely to print it",
        {x: 0},
    ),
    fails(
        "long-cosine-sum",
        equal(Sum(cos(2 * pi * k / (10**7 + 1)), (k, 0, 10**7 - 1)), S(0)),
        Computed(),
        "the last of 10^7 + 1 roots of unity is missing",
        {},
    ),
)

FALSE_FAR_OUT: tuple[Entry, ...] = (*FAR, *NEAR, *COSTLY)

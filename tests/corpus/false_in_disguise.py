"""Claims whose fault is out of sight: under a sum, behind a condition, or beside a term nobody can add up.

`UNREACHABLE` stands on both sides of some claims.  It is a real number, so it changes nothing, but no
point can be evaluated; only the proof itself can then notice the fault.
"""

from __future__ import annotations

from sympy import Add, Expr, Function, Product, S, Sum, binomial, digamma, exp, factorial, gamma, log, sin, sqrt, zeta

from collapse_math.claims import ByInequality, ByLemma, Claim, Computed, Induction, Ring, Telescope
from collapse_math.ledger import Lemma, Source
from collapse_math.quantities import integer, real

from .entry import DIGAMMA_BELOW_LOG, UNREACHABLE, Entry, equal, fails, ill_posed, power, product, quotient, undefined

FAR = 10**6

n = integer("n", at_least=1)
t = integer("t", at_least=0)
later_t = integer("t", at_least=1)
m = integer("m", at_least=-4, at_most=-1)
k, c = integer("k"), integer("c")
fraction_k = real("k", above=0, below=1)
x = real("x")
y = real("y", below=5)
p = real("p", above=0)
j, term = integer("j"), real("c")
SUM_OF_EQUAL_TERMS = Lemma(
    "n equal terms",
    Claim(Sum(term, (k, 1, n)), "=", n * term),
    Source("Euclid", -300, "Elements VII, definition 15"),
)
lemma_p = DIGAMMA_BELOW_LOG.claim.left.args[1]


def beside(term: Expr) -> Expr:
    """The term with the number that cannot be evaluated added to it."""
    return Add(UNREACHABLE, term, evaluate=False)


FAR_POLE = quotient(k - FAR, k - FAR)

# A bound variable whose pole is cancelled when it is renamed or replaced by a number.
BOUND = (
    undefined("cancelled-under-a-sum", equal(Sum(FAR_POLE, (k, 1, n)), n), Induction(n), "0/0 at k = 10^6", {n: FAR}),
    undefined(
        "cancelled-under-a-sum-twice",
        equal(Sum(FAR_POLE, (k, 1, n)), Sum(S(1), (k, 1, n))),
        Ring(),
        "0/0 at k = 10^6",
        {n: FAR},
    ),
    undefined(
        "cancelled-under-a-certificate", equal(Sum(FAR_POLE, (k, 1, n)), n), Telescope(k), "0/0 at k = 10^6", {n: FAR}
    ),
    undefined(
        "cancelled-under-a-product",
        equal(Product(FAR_POLE, (k, 1, t)), S(1)),
        Induction(t),
        "0/0 at k = 10^6",
        {t: FAR},
    ),
    undefined(
        "cancelled-in-the-last-term",
        equal(Add(Sum(FAR_POLE, (k, 1, n + 1)), product(-1, Sum(FAR_POLE, (k, 1, n))), evaluate=False), S(1)),
        Ring(),
        "the term k = 10^6",
        {n: FAR - 1},
    ),
    undefined(
        "cancelled-beside-the-index",
        equal(Sum(quotient(k * (n - FAR), n - FAR), (k, 1, t)), t * (t + 1) / 2),
        Induction(t),
        "0/0 at n = 10^6 once there is a term",
        {n: FAR, t: 1},
    ),
    undefined(
        "cancelled-real-under-a-sum",
        equal(Sum(quotient(k * x, x), (k, 1, t)), t * (t + 1) / 2),
        Induction(t),
        "0/0 at x = 0",
        {x: 0, t: 1},
    ),
    undefined(
        "index-said-to-be-a-fraction",
        equal(Add(Sum(1 / (fraction_k - FAR), (fraction_k, 1, n)), 1), 1 + Sum(1 / (k - FAR), (k, 1, n))),
        Ring(),
        "the index runs over 1, ..., n whatever its name is declared to be: pole at 10^6",
        {n: FAR},
    ),
    undefined(
        "index-said-to-be-a-fraction-under-a-root",
        equal(
            beside(Sum(sqrt(1 - fraction_k), (fraction_k, 1, n))), beside(Sum(sqrt(1 - fraction_k), (fraction_k, 1, n)))
        ),
        Ring(),
        "root of -1 at k = 2",
        {n: 2},
    ),
    undefined(
        "ranges-that-contradict",
        equal(
            Add(Sum(sqrt(k), (k, 1, n)), Sum(1 / (k + FAR), (k, -n, -1)), evaluate=False),
            Sum(sqrt(k), (k, 1, n)) + Sum(1 / (k + FAR), (k, -n, -1)),
        ),
        Ring(),
        "k > 0 in one sum and k < 0 in the other: a pole at k = -10^6 in the second",
        {n: FAR},
    ),
    fails(
        "ranges-that-contradict-in-an-inequality",
        Claim(
            Add(
                product((t - FAR) ** 2, Sum(sqrt(k), (k, 1, n))),
                Sum(sqrt(-k), (k, -n, -1)),
                product(-1, Sum(sqrt(-k), (k, -n, -1))),
                evaluate=False,
            ),
            ">",
            S(0),
        ),
        ByInequality(),
        "what is known of k in the two sums is contradictory; zero at t = 10^6",
        {t: FAR, n: 1},
    ),
    undefined(
        "gamma-shifted-across-its-poles",
        equal(
            beside(Add(Sum(gamma(k), (k, 1, n)), Sum(1 / (gamma(k + 5) - 6), (k, -4, m)), evaluate=False)),
            beside(Sum(gamma(k), (k, 1, n)) + Sum(1 / (gamma(k + 5) - 6), (k, -4, m))),
        ),
        Ring(),
        "Gamma(k + 5) is not Gamma(k) k ... (k + 4) at k = -1, where it is 6",
        {n: 1, m: -1},
    ),
    fails(
        "terms-turn-negative",
        Claim(Sum(FAR - k, (k, 1, t)), ">=", S(0)),
        Induction(t),
        "terms are negative beyond 10^6, the sum beyond 2 10^6",
        {t: 2 * FAR},
    ),
    fails(
        "factor-turns-zero",
        Claim(Product(1 - k / S(FAR), (k, 1, t)), ">", S(0)),
        Induction(t),
        "zero from t = 10^6 on",
        {t: FAR},
    ),
)

# The same faults as elsewhere, with no point that can be evaluated.
UNSEEN = (
    undefined("unseen-pole", equal(beside(quotient(x, x)), beside(S(1))), Ring(), "0/0", {x: 0}),
    undefined("unseen-log", equal(beside(log(x)), beside(log(x))), Ring(), "log 0", {x: 0}),
    undefined(
        "unseen-root",
        equal(beside(Sum(sqrt(k), (k, -5, n))), beside(Sum(sqrt(k), (k, -5, n)))),
        Ring(),
        "the root of -5",
        {n: 1},
    ),
    undefined(
        "unseen-sine-quotient",
        equal(beside(quotient(sin(x), sin(x))), beside(S(1))),
        Ring(),
        "sin is zero at 0",
        {x: 0},
    ),
    undefined(
        "zeta-pole",
        equal(Add(zeta(x - 12345), product(-1, zeta(x - 12345)), S(1), evaluate=False), S(1)),
        Ring(),
        "zeta(1)",
        {x: 12346},
    ),
    fails(
        "root-over-negative-denominator",
        Claim(
            beside(product(power(quotient(x**2, 5 - y), S(1) / 2), power(quotient(x**2, 5 - y), S(1) / 2))),
            "<=",
            UNREACHABLE,
        ),
        ByInequality(),
        "x^2/(5 - y) is positive; clearing y - 5 < 0 turns the sign",
        {x: 1, y: 0},
    ),
    fails(
        "log-under-a-condition",
        equal(beside(exp(log(x**later_t) / later_t)), beside(x), x**later_t > 0),
        Ring(),
        "x^t > 0 does not make x positive: 2 against -2",
        {x: -2, later_t: 2},
    ),
    fails(
        "root-under-a-condition",
        equal(beside(power(x**later_t, 1 / later_t)), beside(x), x**later_t > 0),
        Ring(),
        "x^t > 0 does not make x positive",
        {x: -2, later_t: 2},
    ),
    fails(
        "product-under-a-condition",
        Claim(beside(x), ">", UNREACHABLE, (x * c > 0,)),
        ByInequality(),
        "both may be negative",
        {x: -1, c: -1},
    ),
    fails("unseen-parity", Claim(beside((-1) ** t), ">", UNREACHABLE), ByInequality(), "-1", {t: 1}),
    fails("unseen-parity-sum", Claim(beside((-1) ** t + 1), ">", UNREACHABLE), ByInequality(), "-1 + 1", {t: 1}),
    fails(
        "unseen-parity-of-square",
        equal(beside(power(S(-1), t**2)), beside(power(S(-1), 2 * t))),
        Ring(),
        "-1 against 1",
        {t: 1},
    ),
    fails(
        "unseen-zero-power",
        equal(
            beside(n * power(1 - 1 / n, t) - power(1 - 1 / n, t)),
            beside(n * power(1 - 1 / n, t + 1) + power(S(0), t + n - 1)),
        ),
        Ring(),
        "0^0 at n = 1, t = 0",
        {n: 1, t: 0},
    ),
    undefined(
        "unseen-negative-power",
        equal(beside(product(power(1 - 1 / n, t), power(1 - 1 / n, -t))), beside(S(1))),
        Ring(),
        "0^-1 at n = 1, t = 1",
        {n: 1, t: 1},
    ),
    fails(
        "unseen-modulus",
        equal(beside(power(power(x, S(2)), S(1) / 2)), beside(x)),
        Ring(),
        "|x|",
        {x: -1},
    ),
    fails(
        "unseen-integer-claim-on-reals",
        Claim(beside(4 * x**2 - 4 * x + 1), ">", UNREACHABLE),
        ByInequality(),
        "zero at x = 1/2",
        {x: S(1) / 2},
    ),
    undefined(
        "unseen-width",
        Claim(beside(1 / (n - c - 1)), ">", UNREACHABLE, (n > c,)),
        ByInequality(),
        "n = c + 1",
        {n: 2, c: 1},
    ),
    fails(
        "unseen-falling-step",
        equal(beside(Sum(k, (k, 1, t))), beside(t * (t + 1) / 2 + 1)),
        Induction(t),
        "the base fails",
        {t: 0},
    ),
    fails(
        "unseen-shift",
        equal(beside(gamma(p + 2)), beside(p * gamma(p + 1))),
        Ring(),
        "(p + 1) Gamma(p + 1)",
        {p: 1},
    ),
)

# An unknown function under the name of a known one.
IMPOSTORS = (
    ill_posed("impostor-gamma", equal(Function("gamma")(p + 1), p * Function("gamma")(p)), Ring(), "not Gamma"),
    ill_posed("impostor-log", equal(Function("log")(p**2), 2 * Function("log")(p)), Ring(), "not log"),
)

# What SymPy's own simplification accepts: it works where the expressions are generic.
SIMPLIFIED = (
    undefined("far-cancelled", equal(quotient(t - 123457, t - 123457), S(1)), Computed(), "0/0", {t: 123457}),
    undefined("gamma-ratio-at-poles", equal(gamma(t - c + 1) / gamma(t - c), t - c), Computed(), "poles", {t: 0, c: 0}),
    undefined("gamma-ratio-below-five", equal(gamma(n - 3) / gamma(n - 4), n - 4), Computed(), "poles", {n: 1}),
)

# A classical fact, used where it does not apply.
MISAPPLIED = (
    undefined(
        "lemma-at-the-end-of-its-range",
        Claim(digamma(n - 1), "<", log(n - 1)),
        ByLemma(DIGAMMA_BELOW_LOG, {lemma_p: n - 1}),
        "psi(0) at n = 1",
        {n: 1},
    ),
    undefined(
        "lemma-outside-its-range",
        Claim(beside(digamma(x)), "<", beside(log(x))),
        ByLemma(DIGAMMA_BELOW_LOG, {lemma_p: x}),
        "x need not be positive",
        {x: 0},
    ),
    fails(
        "lemma-reversed",
        Claim(log(n), "<", digamma(n)),
        ByLemma(DIGAMMA_BELOW_LOG, {lemma_p: n}),
        "0 against -0.577",
        {n: 1},
    ),
    fails(
        "lemma-stretched",
        Claim(beside(digamma(n)), "<", beside(log(n) - 1 / n)),
        ByLemma(DIGAMMA_BELOW_LOG, {lemma_p: n}),
        "-0.577 against -1",
        {n: 1},
    ),
    fails(
        "lemma-that-captures",
        equal(beside(Sum(j, (j, 1, n))), beside(n * k)),
        ByLemma(SUM_OF_EQUAL_TERMS, {term: k}),
        "the k put for the constant term is not the index k of the lemma: 1 against 2",
        {n: 1, k: 2},
    ),
    fails(
        "certificate-that-captures",
        equal(Sum(1 + UNREACHABLE, (k, 1, n)), S(3) / 2 + n * UNREACHABLE),
        Telescope(Sum(k, (n, 1, 2)) / 2 + k * UNREACHABLE),
        "G is k(1 + U), but its bound n catches the upper end n: 1 against 3/2",
        {n: 1},
    ),
    fails(
        "certificate-with-unseen-pole",
        equal(Product((k - 3) / (k + 1) * (1 + UNREACHABLE**2), (k, 1, n)), S(0)),
        Telescope((1 + UNREACHABLE**2) ** k / (k * (k - 1) * (k - 2) * (k - 3))),
        "G has a pole at the lower end, so that 1/G(1) = 0 is no proof; not zero at n = 1",
        {n: 1},
    ),
    fails("induction-over-a-real", Claim(beside(x**2), ">=", beside(x)), Induction(x), "x = 1/2", {x: S(1) / 2}),
    fails(
        "induction-under-a-condition",
        Claim(beside(t * (5 - t)), ">=", UNREACHABLE, (t < 7,)),
        Induction(t),
        "-6 at t = 6: true up to 5",
        {t: 6},
    ),
    fails("wrong-justification", Claim(beside(x), "=", beside(x**2)), ByInequality(), "x = 2", {x: 2}),
    fails("equation-as-inequality", Claim(beside(x**2 + 1), "!=", beside(2 * x)), Ring(), "x = 1", {x: 1}),
    undefined(
        "binomial-by-factorials",
        equal(binomial(n, c), factorial(n) / (factorial(c) * factorial(n - c))),
        Ring(),
        "0 against 2!/(3! (-1)!)",
        {n: 2, c: 3},
    ),
)

FALSE_IN_DISGUISE: tuple[Entry, ...] = (*BOUND, *UNSEEN, *MISAPPLIED, *IMPOSTORS, *SIMPLIFIED)

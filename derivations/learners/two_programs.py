"""A loop that chooses between two programs by its own output loses the truth, whatever it charges for length.

Setting.  Two programs make data, a complex one, which is the truth, and a simple one.  A generation is one of them.  It
makes n draws, and the next generation is the complex one if these are more likely under it by a factor above
w = exp(g), g being the price in nats of its length; else the simple one.  That is description length minimised on one's
own output.  a is the probability that draws of the complex program lead to the simple one, b the reverse.

    Theorem    x_t, the probability that generation t is the complex program, is pi + (1 - a - b)^t (x_0 - pi) with
               pi = b/(a + b), and tends to pi, wherever the loop begins
               The truth is lost after 1/a generations on average
               b <= (1 - a)/w, and pi <= (1 - a)/(1 - a + a w)
    Corollary  Without real data the truth is lost almost surely, and in the long run it is held pi of the time.
               For n = 200 tosses with 0.3, against 0.5, all w from 231 to 538, such as exp(6), have pi = 0.0016 and
               1/a = 35; for w = 1, no price at all, pi = 0.53 and 1/a = 611.

Why.       Where the complex program is chosen, f > w s for the probabilities f and s of the draws; sum over them.

Units.     Probabilities; g in nats; n and t are counts.
Assumed.   Fresh draws of the last program, and that choice.  Programs that write the same data are one program.
Note.      With a choice by the posterior law in place of the likeliest, pi would be the prior 1/(1 + w)
           (posterior_sampling).  So a search for short programs adds what its prior adds, and nothing of the truth.
"""

from sympy import Expr, Integer, Rational, Sum, Symbol, binomial

from collapse_math.assumptions import FAITHFUL_SAMPLING, FRESH_RANDOMNESS, PENALISED_CHOICE, REPLACE
from collapse_math.axioms import TAIL_SUM
from collapse_math.claims import Induction
from collapse_math.counts import Counts
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import Quantity, integer, real
from collapse_math.sequences import reals
from derivations.learners.setting import K, i, over_outcomes
from derivations.tokens.setting import t

a, b = real("a", above=0, below=1), real("b", above=0, below=1)
x, x_0 = real("x", at_least=0, at_most=1), real("x_0", at_least=0, at_most=1)  # probability of the complex program
y = real("y", at_least=0, at_most=1)  # that it was never lost
w = real("w", at_least=1)
s, excess = reals("s", above=0, at_most=1), reals("excess", at_least=0)  # for data that lead to the complex program
part = real("part", above=0, at_most=1)
n, g = integer("n", at_least=1), real("g")  # what the records tell a process
COMPOSE = (REPLACE, FRESH_RANDOMNESS)

theorem = Theorem(
    "learners.two_programs",
    says="choosing between two programs by its own output, a loop loses the truth after 1/a generations on average",
    assumes=(FAITHFUL_SAMPLING, PENALISED_CHOICE, *COMPOSE),
    symbols=(a, b, w, t, x_0, s, excess, K),
    catalogue=("F20",),
)

# 1. A chain of two states.
LAW = (FAITHFUL_SAMPLING, PENALISED_CHOICE)
chosen = Counts("next", Integer(1), LAW, (), (b + (1 - a - b) * x,))
still = Counts("kept", Integer(1), LAW, (), ((1 - a) * y,))
share, keeps = b/(a + b), (1 - a - b)**t
step = theorem.expectation(
    "the next program", x, after=Refit({x: chosen.count()}, (chosen,)), equals=b + (1 - a - b) * x
)
stay = theorem.expectation("not lost", y, after=Refit({y: still.count()}, (still,)), equals=(1 - a) * y)
(held,) = theorem.over_generations(t, {step: share + keeps * (x_0 - share)}, start={x: x_0}, uses=COMPOSE)
(never,) = theorem.over_generations(t, {stay: (1 - a)**t}, start={y: Integer(1)}, uses=COMPOSE)
settles = theorem.limit(
    "in the long run", held.right, t, share, {keeps: (Integer(0), GEOMETRIC_LIMIT, {r: 1 - a - b})}, given=(held,)
)

# 2. The time until the truth is lost has the sum of (1 - a)^t as its mean.
k = Symbol("k", integer=True)
geometric = theorem.equation(
    "a geometric sum", Sum((1 - a)**k, (k, 0, t)), (1 - (1 - a)**t * (1 - a))/a, how=Induction(t)
)
total = theorem.limit(
    "without end",
    geometric.right,
    t,
    1/a,
    {(1 - a)**t: (Integer(0), GEOMETRIC_LIMIT, {r: 1 - a})},
    given=(geometric, never),
)
time = theorem.by_axiom("the mean time", TAIL_SUM, given=(total,), equals=1/a)

# 3. For data that lead to the complex program their probability under it is w s and something more.
likely = theorem.inequality(
    "where the complex program is chosen",
    over_outcomes(s(i)),
    "<=",
    over_outcomes(w * s(i) + excess(i))/w,
    how=Induction(K),
)
most = part * (1 - a)/w  # what b is, where this part of the bound is reached
bounded = theorem.inequality("how often the truth is held", most/(a + most), "<=", (1 - a)/(1 - a + a * w))


# 4. Two hundred tosses: which counts of heads lead to which program, and the chances of both errors.
TOSSES, BIAS, FAIR = 200, Rational(3, 10), Rational(1, 2)


def chance(bias: Expr, first: int, last: int) -> Expr:
    """The probability of so many heads, from the first to the last number."""
    return Sum(binomial(TOSSES, k) * bias**k * (1 - bias)**(TOSSES - k), (k, first, last))


def errors(last: int) -> dict[Quantity, Expr]:
    """The chances of both errors, if `last` heads are the most that lead to the complex program."""
    return {a: chance(BIAS, last + 1, TOSSES), b: chance(FAIR, 0, last)}


def ratio(heads: int) -> Expr:
    """How much more likely so many heads are under the complex program."""
    return (BIAS/FAIR)**heads * ((1 - BIAS)/(1 - FAIR))**(TOSSES - heads)


at_6, at_0 = errors(72), errors(79)
after_6 = theorem.cites(held, {**at_6, x_0: Integer(1)})
never_6 = theorem.cites(never, {a: at_6[a]})
held_6, time_6 = theorem.cites(settles, at_6), theorem.cites(time, {a: at_6[a]})
held_0, time_0 = theorem.cites(settles, at_0), theorem.cites(time, {a: at_0[a]})
above = theorem.inequality("72 heads", ratio(72), ">", Integer(538))
below = theorem.inequality("73 heads", ratio(73), "<", Integer(231))
no_price = theorem.inequality("79 heads", ratio(79), ">", Integer(1))
enough = theorem.inequality("80 heads", ratio(80), "<", Integer(1))


def seen(statistic: str) -> Observed:
    """The mean of what a run records after three generations of 200 tosses, at a price of 6 nats."""
    return Observed("programs", statistic, "mean", {n: TOSSES, g: 6, t: 3}, "unit")


theorem.concludes("truth_held", "x_t", held)
theorem.concludes("truth_never_lost", "P(never lost)", never)
theorem.concludes("in_the_long_run", "lim x_t", settles)
theorem.concludes("mean_time", "mean time until the truth is lost", time)
theorem.concludes("found_at_most", "b", likely)
theorem.concludes("held_at_most", "lim x_t if b = part (1 - a)/w", bounded)
theorem.concludes("held_at_6_nats", "x_t for 200 tosses, 72 heads at most", after_6, seen("complex_chosen"))
theorem.concludes("never_lost_at_6_nats", "P(never lost) likewise", never_6, seen("never_lost"))
theorem.concludes("in_the_long_run_at_6_nats", "lim x_t likewise", held_6)
theorem.concludes("time_at_6_nats", "mean time likewise", time_6)
theorem.concludes("in_the_long_run_without_price", "lim x_t for 200 tosses, 79 heads at most", held_0)
theorem.concludes("time_without_price", "mean time likewise", time_0)
theorem.concludes("ratio_at_72", "likelihood ratio of 72 heads", above)
theorem.concludes("ratio_at_73", "likelihood ratio of 73 heads", below)
theorem.concludes("ratio_at_79", "likelihood ratio of 79 heads", no_price)
theorem.concludes("ratio_at_80", "likelihood ratio of 80 heads", enough)

if __name__ == "__main__":
    theorem.main()

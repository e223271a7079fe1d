"""Theorem 4: with a vanishing share of real data the mean is said to drift ever farther from the truth."""

from fractions import Fraction

from sympy import sqrt

from collapse_math import regimes
from collapse_math.assumptions import FRESH_RANDOMNESS, REPLACE
from collapse_math.claims import Claim
from collapse_math.evidence import ByCounterexample, ByLoop, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.gaussian import terminal_mean, unbiased_divisor
from derivations.paper import weakening_pull
from derivations.paper.noise import theorem as noise
from derivations.schedules import any_loop, drift

t, n = integer("t", at_least=1), integer("n", at_least=2)
v_0, v = real("v_0", above=0), real("v", at_least=0)

# On [0, 1] a mean mu leaves room for a variance of mu (1 - mu) and no more.
mu, s = real("mu", at_least=0, at_most=1), real("s", above=0)
CONSTANT_NOISE = Claim(s, "<=", mu * (1 - mu))

# The drift of a loop without real data, divisor n: v_0 (1 - (1 - 1/n)^t); is it t v_0/n?
LINEAR_DRIFT = Claim(v_0 * (1 - (1 - 1/n)**t), ">=", v_0 * t/n)

# With the pull 1/sqrt t the variance is s sqrt t at most: is there room for growth by rate * s per step?
rate = real("rate", above=0)
LINEAR_GROWTH = Claim(rate * t, "<=", sqrt(t))

item = Item(
    key="Theorem 4",
    title="the mean drifts",
    says="The mean obeys mu' = (1 - alpha) mu + alpha mu_P + xi with noise xi of a constant variance; if alpha tends "
    "to zero its squared error diverges, the variance growing linearly, or it is a random walk held in by the support "
    "alone.",
    formula="mu_{t+1} = (1 - alpha_t) mu_t + alpha_t mu_P + xi_t,   Var mu_t ~ t",
    right="With independent noise of constant variance for ever the squared error does grow without bound if alpha "
    "tends to zero, and linearly without any pull.",
    readings=(
        Reading(
            says="Without real data, on a line without ends, with independent noise of constant variance.",
            stated=(REPLACE, FRESH_RANDOMNESS),
            shown_by=(ByTheorem("it grows by s at every step", noise.conclusions["without_pull"]),),
        ),
        Reading(
            says="With a share alpha(t) that tends to zero, in whatever way, on a line without ends, with independent "
            "noise of constant variance: the squared error grows without bound.",
            stated=(REPLACE, FRESH_RANDOMNESS),
            supposed=("alpha(t) -> 0",),
            shown_by=(
                ByTheorem("a stronger pull leaves at least this", weakening_pull.theorem.conclusions["at_least"]),
                ByTheorem("which has no bound", weakening_pull.theorem.conclusions["without_bound"]),
            ),
        ),
        Reading(
            says="With a share alpha(t) that tends to zero, in whatever way, the variance grows linearly.",
            fails_by=(
                ByTheorem(
                    "with alpha(t) = 1/sqrt t it is at most s sqrt t, and so less than any multiple of t in the end",
                    noise.conclusions["weakening_pull"],
                ),
                ByCounterexample(
                    "a tenth of s per step would be 12.1 s after 121 steps, and there are 11 s at most",
                    LINEAR_GROWTH,
                    {rate: Fraction(1, 10), t: 121},
                ),
            ),
            formal=Formal(
                "With alpha(t) = 1/sqrt t, under whose bound of s sqrt t the variance stays, it grows by `rate` times "
                "s per step, whatever that rate is.",
                LINEAR_GROWTH,
            ),
        ),
        Reading(
            says="With the noise that Theorem 2 is about, that of drawing n points and refitting, the squared error "
            "diverges.",
            fails_by=(
                ByTheorem(
                    "it never exceeds the variance of the truth, whatever sizes and shares are",
                    drift.theorem.conclusions["drift_bounded"],
                ),
                ByTheorem(
                    "what drifts is what is lost as diversity: both add up to v_0, so that Theorems 2 and 4 cannot "
                    "both go on acting",
                    any_loop.theorem.conclusions["conserved"],
                ),
                ByLoop(
                    "10 points, no real data, after 1000 generations",
                    regimes.replace(10, 1000),
                    "Var[M_t]",
                    "<=",
                    1,
                ),
                ByCounterexample("10 points, 20 generations: not linear", LINEAR_DRIFT, {n: 10, t: 20, v_0: 1}),
            ),
            formal=Formal(
                "The squared error after t refits to n draws of the last fit, divisor n, is t v_0/n or more.",
                LINEAR_DRIFT,
            ),
        ),
        Reading(
            says="On a bounded support: unbiased noise of a constant variance goes on for ever, as a random walk.",
            fails_by=(
                ByCounterexample(
                    "on [0, 1], at the mean 1/100, there is no room for a variance of 1/50",
                    CONSTANT_NOISE,
                    {mu: Fraction(1, 100), s: Fraction(1, 50)},
                ),
                ByTheorem(
                    "and however small the variance s is, after t steps the mean square is s t, when it is at most 1 "
                    "on [0, 1]",
                    noise.conclusions["without_pull"],
                ),
                ByTheorem(
                    "and the noise of refitting dies out: the mean converges, to a limit with the variance v_0",
                    terminal_mean.theorem.conclusions["terminal_variance"],
                ),
            ),
            formal=Formal(
                "On [0, 1] a law with mean mu can have the variance s, for every mu and every s: it needs to be no "
                "more than mu (1 - mu).",
                CONSTANT_NOISE,
            ),
        ),
    ),
    unstated=("H1", "H7", "H11"),
    nearest_true=(
        ByTheorem(
            "with divisor n - 1 in place of n the expected squared error grows by v_0/n at every refit",
            unbiased_divisor.theorem.conclusions["variance_of_mean"],
        ),
        ByTheorem(
            "with divisor n it grows and stays below v_0", drift.theorem.conclusions["squared_drift"]
        ),
    ),
    met_by=(ByTheorem("alpha(t) = 1/sqrt t and constant noise", noise.conclusions["weakening_pull"]),),
)

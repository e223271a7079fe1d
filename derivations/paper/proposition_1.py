"""Proposition 1: with a constant share of real data the idealised loop converges to the truth."""

from sympy import Expr, Rational

from collapse_math.assumptions import REPLACE, UNLIMITED_DATA
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByTheorem
from collapse_math.items import Formal, Item, Reading
from collapse_math.quantities import integer, real
from derivations.learners import projected_fit
from derivations.schedules import idealised

t = integer("t", at_least=0)
alpha = real("alpha", above=0, below=1)  # the constant share
p, q_0 = real("p", at_least=0, at_most=1), real("q_0", at_least=0, at_most=1)  # an event under P and under Q_0


def probability(generations: Expr | int) -> Expr:
    """The claimed probability of the event under Q_t."""
    return (1 - (1 - alpha)**generations) * p + (1 - alpha)**generations * q_0


STEP = Claim(probability(t + 1), "=", alpha * p + (1 - alpha) * probability(t))
HALF = Rational(1, 2)
THREE_STEPS = HALF * HALF + HALF * (HALF * HALF + HALF * (HALF * HALF + HALF * HALF**2))
conclusions = idealised.theorem.conclusions

item = Item(
    key="Proposition 1",
    title="the idealised loop converges",
    says="If every law can be represented and every generation is the mixture alpha P + (1 - alpha) Q_t itself, with a "
    "constant share alpha > 0, then Q_t tends to P, at the rate (1 - alpha)^t.",
    formula="Q_t = (1 - (1 - alpha)^t) P + (1 - alpha)^t Q_0",
    right="All of it.  A constant share has an infinite sum, which is all that the convergence needs.",
    readings=(
        Reading(
            says="For every event, of probability p under P and q_0 under Q_0, and every t.",
            stated=(UNLIMITED_DATA, REPLACE),
            # A constant share has an infinite sum.
            supposed=("the sum of alpha(t) diverges",),
            shown_by=(
                ByClaim("the formula obeys the recursion", STEP),
                ByClaim("and begins at Q_0", Claim(probability(0), "=", q_0)),
                ByTheorem("the same for arbitrary shares", conclusions["score"]),
                ByTheorem("and the limit, for shares with an infinite sum", conclusions["truth_reached"]),
            ),
            formal=Formal(
                "The formula for an event of probability p under P and q_0 under Q_0 obeys the recursion.", STEP
            ),
            beyond="A remark adds that limited capacity brings an error at every step, which accumulates if alpha is "
            "small.",
            beyond_by=(
                ByTheorem(
                    "an exponential family follows the same recursion in the expectation of its statistic, whatever "
                    "the truth is",
                    projected_fit.theorem.conclusions["expectation"],
                ),
                ByTheorem(
                    "so that the best fit to the truth is reached, and limited capacity costs its distance once",
                    projected_fit.theorem.conclusions["expectation_reached"],
                ),
            ),
        ),
    ),
    unstated=("H4", "H11"),
    met_by=(
        ByClaim(
            "a share of one half, from 1/4 towards 1/2, three steps one after the other",
            Claim(THREE_STEPS, "=", probability(3).xreplace({alpha: HALF, p: HALF, q_0: HALF**2})),
        ),
    ),
)

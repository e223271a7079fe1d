"""The assumptions of the paper that do their work without being stated.

Each row says what remains of four conclusions once that assumption is dropped and all others are kept: that diversity
collapses, that the mean drifts, that a fixed point is reached, that the truth is lost.  Without further words the loop
meant is this one: a model refitted by moments, with divisor n, to n draws of the last fit alone.
"""

from __future__ import annotations

from fractions import Fraction

from collapse_math import regimes
from collapse_math.evidence import ByLimit, ByLoop, ByTheorem
from collapse_math.items import Cell, Unstated
from collapse_math.loops import Source
from derivations.gaussian import general_divisor
from derivations.memory import accumulate, accumulate_limit, known_variance
from derivations.schedules import diversity, growing_samples, idealised, learning

KEPT = ByTheorem(
    "if all data are kept, the expected variance tends to a positive number",
    accumulate_limit.theorem.conclusions["limit_of_expected_variance"],
)
GROWING = ByTheorem(
    "if the sum of 1/n(t) converges, some variance stays, with no real data at all",
    growing_samples.theorem.conclusions["share_kept"],
)
ENOUGH = ByTheorem(
    "if the number of real points grows, all variance stays, however fast their share vanishes",
    diversity.theorem.conclusions["all_variance_kept"],
)
LEARNED = ByTheorem(
    "shares that tend to zero with an infinite sum, and enough points, teach the truth",
    learning.theorem.conclusions["mean_learned"],
)

ROWS: tuple[Unstated, ...] = (
    Unstated(
        key="H1",
        name="replacement",
        says="A generation sees fresh data and the present model only; no data and no earlier model are kept.",
        meets="Training on the newest output alone satisfies it; adding that output to what there was does not.",
        cells={
            "collapse": Cell("falls", (KEPT,)),
            "drift": Cell(
                "falls",
                (
                    ByTheorem(
                        "the squared distance of the mean stays below 2 v_0/n for ever",
                        accumulate.theorem.conclusions["bound_of_variance_of_mean"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H2",
        name="plug-in learner",
        says="The next model is the empirical law of its data, or a maximum-likelihood fit, with its downward bias.",
        meets="Divisor n satisfies it; a divisor below n - 2, a prior, or smoothing does not.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByTheorem(
                        "with a divisor below the critical one the variance grows without bound, almost surely",
                        general_divisor.theorem.conclusions["blow_up_below_critical"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H3",
        name="constant sample size",
        says="Every generation has the same number of draws, or at least the sum of 1/n(t) diverges.",
        meets="n(t) = 10 for all t, or n(t) = t + 1, satisfies it; n(t) = (t + 1)^2 does not.",
        cells={"collapse": Cell("falls", (GROWING,))},
    ),
    Unstated(
        key="H4",
        name="unfiltered sampling",
        says="Synthetic data have the law of the present model itself: no temperature, selection, reward or verifier.",
        meets="Sampling at temperature one and keeping everything satisfies it; a temperature of 1.1 does not.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByLoop(
                        "10 draws of a law with 1.21 times the variance, that is at temperature 1.1: the expected "
                        "variance grows",
                        regimes.replace(10, 50, source=Source(-1, Fraction(121, 100))),
                        "E[V_t]",
                        ">",
                        10,
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H5",
        name="outside data are samples of the truth",
        says="In every formula the outside signal is independent samples of P, although the definition counts "
        "verifiers, simulators and feedback as well.",
        meets="Fresh observations satisfy it; a checker that accepts or rejects does not.",
        cells={},
    ),
    Unstated(
        key="H6",
        name="a share, not an amount",
        says="Only the share alpha(t) of real data is looked at, never the number alpha(t) n(t) of real points.",
        meets="alpha = 1/n is a vanishing share as n grows, and one real point per generation all the same.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ENOUGH,
                    ByLimit(
                        "one real point of 100, on average, keeps almost two thirds of the variance",
                        regimes.random_split(Fraction(1, 100), 100, 2),
                        "E[V_t]",
                        ">",
                        Fraction(6, 10),
                    ),
                ),
            ),
            "lost": Cell("falls", (LEARNED,)),
        },
    ),
    Unstated(
        key="H7",
        name="independent noise of constant size",
        says="The noise of each update is independent, unbiased, of one variance, and has nothing to do with sampling.",
        meets="A fixed learning rate with fresh noise satisfies it; averaging over all data so far does not.",
        cells={
            "drift": Cell(
                "falls",
                (
                    ByTheorem(
                        "if all data are kept, steps shrink like 1/t and the drift stays bounded",
                        known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H8",
        name="the truth is random",
        says="Statements on mutual information need a prior on the truth, and a share alpha of exactly zero.",
        meets="A truth drawn once from a prior, and no fresh data after the first generation.",
        cells={},
    ),
    Unstated(
        key="H9",
        name="diversity is quality",
        says="Entropy, diversity or mutual information stand for quality; no task, utility or loss is defined.",
        meets="A generator of random numbers is good by this measure, and a correct solver is bad.",
        cells={},
    ),
    Unstated(
        key="H10",
        name="autonomy is a vanishing limit",
        says="An autonomous system has lim alpha(t) = 0; a small positive share, or one with an infinite sum, does not "
        "occur, and sensing the world on one's own counts as no real data.",
        meets="alpha(t) = 2^-t satisfies it and has a finite sum; alpha(t) = 1/(t + 1) satisfies it and has none.",
        cells={"collapse": Cell("falls", (ENOUGH,)), "lost": Cell("falls", (LEARNED,))},
    ),
    Unstated(
        key="H11",
        name="two models in one",
        says="Statements without samples (every law can be represented, no noise) and with samples are combined.",
        meets="A mixture of laws is the first; a fit to n draws of it is the second.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByTheorem(
                        "without samples, and without real data, nothing ever moves",
                        idealised.theorem.conclusions["unmoved"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H12",
        name="weights trained on samples",
        says="The loop trains a model on samples; changes of code, of the objective, or of what is collected are not "
        "modelled.",
        meets="Fine-tuning on generated text satisfies it; a program that rewrites itself and runs tests does not.",
        cells={},
    ),
)

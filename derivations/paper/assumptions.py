"""The assumptions of the paper that do their work without being stated.

Each row says what remains of four conclusions once that assumption is dropped and all others are kept: that diversity
collapses, that the mean drifts, that a fixed point is reached, that the truth is lost (`items.MEANINGS`).  With all of
them all four are true of this loop, which is meant without further words: a model refitted by moments, with divisor n,
to n draws of the last fit alone.  Where an assumption is about loops with real data, or about another loop, that is
said.  A conclusion falls if it is false for one of the usual ways to do without the assumption, and stands if it is
true for them.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import Rational

from collapse_math import regimes
from collapse_math.claims import Claim
from collapse_math.evidence import ByClaim, ByCounterexample, ByLimit, ByLoop, ByTheorem
from collapse_math.items import NOT_ABOUT_IT, Cell, Unstated
from collapse_math.loops import Source
from derivations.gaussian import general_divisor
from derivations.learners import replay, shrinkage, two_programs
from derivations.memory import accumulate, accumulate_limit, known_variance
from derivations.paper import corollary_3
from derivations.schedules import diversity, growing_samples, idealised, learning
from derivations.selection import acceptance, verifier, verifier_of_samples
from derivations.sizes import supermartingale

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

UNMOVED = ByTheorem(
    "without samples, and without real data, nothing ever moves", idealised.theorem.conclusions["unmoved"]
)
RIGHT_IN_THE_END = ByTheorem(
    "a verifier that keeps right answers more often than wrong ones, and is often wrong, leads to right answers alone",
    verifier.theorem.conclusions["error_in_the_end"],
)
ALL_ACCUMULATED = regimes.accumulate(10, 50)
SMALL_DIVISOR = regimes.replace(10, 50, divisor=7)
KERNEL = regimes.replace(10, 50, source=Source(-1, 1, Fraction(1, 10)))
FAST_GROWTH = regimes.replace([10 * (t + 1)**2 for t in range(1, 101)], 100)
HEATED = regimes.replace(10, 50, source=Source(-1, Fraction(121, 100)))
SAME_TRUTH = "The conclusion is about a loop and a truth as they are; that a truth has a prior changes neither."
SAME_LOOP = "What stands for quality changes nothing in the loop."

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
            "fixed": Cell(
                "falls",
                (
                    ByTheorem(
                        "if the first model is kept and replayed, diversity stays for ever, and so new draws go on "
                        "moving the shares",
                        replay.theorem.conclusions["diversity_in_the_long_run"],
                    ),
                    ByLimit(
                        "five stored real points fitted together with five new draws, for ever: the variance of the "
                        "fits stays, and so new draws go on moving the mean",
                        regimes.fixed_real(5, 5, 3),
                        "E[V_t]",
                        ">",
                        Fraction(1, 2),
                    ),
                ),
            ),
            "lost": Cell(
                "stands",
                (
                    ByLoop(
                        "if all data are kept, what the first ten points got wrong is never put right, though little "
                        "is added to it",
                        ALL_ACCUMULATED,
                        "Var[M_t]",
                        ">",
                        Fraction(1, 10),
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
            "drift": Cell(
                "stands",
                (
                    ByLoop("ten draws, divisor 7", SMALL_DIVISOR, "Var[M_t]", ">", Fraction(1, 2)),
                    ByLoop("ten draws through a kernel of variance 1/10", KERNEL, "Var[M_t]", ">", Fraction(1, 2)),
                ),
            ),
            "fixed": Cell(
                "falls",
                (
                    ByLimit(
                        "drawn through a kernel of variance 1/10: the variance tends to 9/10, and so ten new draws go "
                        "on moving the mean",
                        KERNEL,
                        "E[V_t]",
                        ">=",
                        Fraction(9, 10),
                    ),
                    ByTheorem(
                        "nor does a variance settle that grows without bound",
                        general_divisor.theorem.conclusions["blow_up_below_critical"],
                    ),
                ),
            ),
            "lost": Cell(
                "stands",
                (ByLoop("through a kernel of variance 1/10, after 50 refits", KERNEL, "Var[M_t]", ">", 1),),
            ),
        },
    ),
    Unstated(
        key="H3",
        name="constant sample size",
        says="Every generation has the same number of draws, or at least the sum of 1/n(t) diverges.",
        meets="n(t) = 10 for all t, or n(t) = t + 1, satisfies it; n(t) = (t + 1)^2 does not.",
        cells={
            "collapse": Cell("falls", (GROWING,)),
            "drift": Cell(
                "falls", (ByLoop("n(t) = 10 (t + 1)^2", FAST_GROWTH, "Var[M_t]", "<", Fraction(1, 10)),)
            ),
            "fixed": Cell(
                "stands",
                (
                    ByTheorem(
                        "the steps of the mean add up to v_0 - E[V_t], which is v_0 at most, so that all steps after t "
                        "together have a variance that vanishes as t grows",
                        growing_samples.theorem.conclusions["variance_of_mean"],
                    ),
                    ByTheorem(
                        "with sizes (t + 1)^2 and divisor n(t) - 1 the variance converges, to a law that is not "
                        "degenerate, since the mean of the limit is v_0",
                        supermartingale.theorem.conclusions["terminal_variance_of_variance"],
                    ),
                ),
            ),
            "lost": Cell(
                "stands",
                (
                    ByLoop(
                        "n(t) = 10 (t + 1)^2: the error of the mean, which never falls without real data, is small and "
                        "stays",
                        FAST_GROWTH,
                        "Var[M_t]",
                        ">",
                        Fraction(1, 20),
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H4",
        name="unfiltered sampling",
        says="Synthetic data have the law of the present model itself: no temperature, selection, reward or verifier.",
        meets="Sampling at temperature one and keeping everything satisfies it; a temperature of 1.21 does not.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByLoop(
                        "10 draws of a law with 1.21 times the variance, that is at temperature 1.21: the expected "
                        "variance grows",
                        HEATED,
                        "E[V_t]",
                        ">",
                        10,
                    ),
                ),
            ),
            "drift": Cell("stands", (ByLoop("at temperature 1.21", HEATED, "Var[M_t]", ">", Fraction(1, 2)),)),
            "fixed": Cell(
                "falls",
                (ByLoop("at temperature 1.21, and growing by 8.9% a refit", HEATED, "E[V_t]", ">", 50),),
            ),
            "lost": Cell(
                "falls",
                (
                    RIGHT_IN_THE_END,
                    ByTheorem(
                        "with n samples a round right answers are ever lost with this probability at most",
                        verifier_of_samples.theorem.conclusions["lost_at_most"],
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
        cells={
            "collapse": Cell(
                "stands",
                (
                    ByTheorem(
                        "a verifier takes away what it does not like best and adds nothing",
                        acceptance.theorem.conclusions["nothing_else_left"],
                    ),
                ),
            ),
            "drift": Cell(
                NOT_ABOUT_IT,
                because="The mean of Theorem 4 is pulled to the truth by samples of it.  A verifier pulls to its "
                "favourites, which is selection and no drift.",
            ),
            "fixed": Cell(
                "stands",
                (
                    ByTheorem(
                        "under selection for ever the share of right answers has a limit",
                        acceptance.theorem.conclusions["accuracy"],
                    ),
                ),
            ),
            "lost": Cell("falls", (RIGHT_IN_THE_END,)),
        },
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
            "drift": Cell("falls", (LEARNED,)),
            "fixed": Cell(
                "stands",
                (
                    LEARNED,
                    ByTheorem(
                        "and the variance of the truth: this fixed point is the truth",
                        learning.theorem.conclusions["variance_learned"],
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
            "collapse": Cell(
                NOT_ABOUT_IT, because="It is about the mean in Theorem 4, which has no diversity that could collapse."
            ),
            "drift": Cell(
                "falls",
                (
                    ByTheorem(
                        "if all data are kept, steps shrink like 1/t and the drift stays bounded",
                        known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                    ),
                ),
            ),
            "fixed": Cell(
                "stands",
                (
                    ByTheorem(
                        "with steps like 1/t all steps after t together have a variance that vanishes as t grows",
                        known_variance.theorem.conclusions["limit_of_variance_of_mean"],
                    ),
                ),
            ),
            "lost": Cell(
                "stands",
                (
                    ByTheorem(
                        "without any pull the error that is left is positive",
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
        cells={
            "collapse": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
            "drift": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
            "fixed": Cell(NOT_ABOUT_IT, because=SAME_TRUTH),
            "lost": Cell(
                "falls",
                (
                    ByCounterexample(
                        "with a share of one percent a generation tells more of the truth than the one before; and "
                        "without a prior its information is not defined",
                        corollary_3.NO_GROWTH,
                        {corollary_3.p: Fraction(3, 4), corollary_3.alpha: Fraction(1, 100)},
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H9",
        name="diversity is quality",
        says="Entropy, diversity or mutual information stand for quality; no task, utility or loss is defined.",
        meets="A generator of random numbers is good by this measure, and a correct solver is bad.",
        cells={
            "collapse": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
            "drift": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
            "fixed": Cell(NOT_ABOUT_IT, because=SAME_LOOP),
            "lost": Cell(
                "falls",
                (
                    ByCounterexample(
                        "measured by its logarithmic loss a model can be improved without new data and without new "
                        "information",
                        corollary_3.NO_IMPROVEMENT,
                        {
                            corollary_3.p: Fraction(3, 4),
                            corollary_3.s: Fraction(99, 100),
                            corollary_3.softer: Fraction(5, 8),
                        },
                    ),
                    ByTheorem(
                        "a mean that is shrunk is nearer to the truth on average, for every truth",
                        shrinkage.theorem.conclusions["divergence_at_most"],
                    ),
                ),
            ),
        },
    ),
    Unstated(
        key="H10",
        name="autonomy is a vanishing limit",
        says="An autonomous system has lim alpha(t) = 0; a small positive share, or one with an infinite sum, does not "
        "occur, and sensing the world on one's own counts as no real data.",
        meets="alpha(t) = 2^-t satisfies it and has a finite sum; alpha(t) = 1/(t + 1) satisfies it and has none.",
        cells={
            "collapse": Cell("falls", (ENOUGH,)),
            "drift": Cell("falls", (LEARNED,)),
            "fixed": Cell(
                "falls",
                (
                    ByLimit(
                        "one real point of ten on average, for ever: the variance of the fits stays, and so new draws "
                        "go on moving the mean",
                        regimes.random_split(Fraction(1, 10), 10, 2),
                        "E[V_t]",
                        ">",
                        Fraction(1, 2),
                    ),
                ),
            ),
            "lost": Cell("falls", (LEARNED,)),
        },
    ),
    Unstated(
        key="H11",
        name="two models in one",
        says="Statements without samples (every law can be represented, no noise) and with samples are combined.",
        meets="A mixture of laws is the first; a fit to n draws of it is the second.",
        cells={
            "collapse": Cell("falls", (UNMOVED,)),
            "drift": Cell("falls", (UNMOVED,)),
            "fixed": Cell("stands", (UNMOVED,)),
            "lost": Cell(
                "falls",
                (
                    UNMOVED,
                    ByTheorem(
                        "and a loop without samples that starts elsewhere reaches the truth if the shares of real data "
                        "have an infinite sum",
                        idealised.theorem.conclusions["truth_reached"],
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
        meets="Fine-tuning on generated text satisfies it; a program that rewrites itself and runs tests does not.  "
        "The cells are about the paper's own example, a choice among programs: a longer one, the truth, which makes "
        "bits that are 1 with probability 3/4, and a shorter one with 1/2.",
        cells={
            "collapse": Cell(
                "falls",
                (
                    ByClaim(
                        "bits with probability 3/4 or 1/2: whichever program is chosen has a variance of 3/16 or more",
                        Claim(Rational(3, 4) * Rational(1, 4), "<=", Rational(1, 2) * Rational(1, 2)),
                    ),
                ),
            ),
            "drift": Cell(
                "falls",
                (
                    ByClaim(
                        "no program is farther from the truth than 1/4, squared less than half of its variance",
                        Claim(Rational(1, 4)**2, "<", Rational(3, 16)/2),
                    ),
                ),
            ),
            "fixed": Cell(
                "falls",
                (
                    ByTheorem(
                        "the loop goes on changing from one program to the other, as each has a positive share in the "
                        "long run",
                        two_programs.theorem.conclusions["in_the_long_run"],
                    ),
                ),
            ),
            "lost": Cell(
                "stands",
                (
                    ByTheorem(
                        "the truth is held in a share b/(a + b) of all runs, with four draws and a price of a bit "
                        "16/191",
                        two_programs.theorem.conclusions["in_the_long_run"],
                    ),
                ),
            ),
        },
    ),
)

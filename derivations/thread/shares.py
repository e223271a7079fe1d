"""Questions on the share of outside data, and on loops without any: T10, T11."""

from fractions import Fraction

from collapse_math.evidence import ByLoop
from derivations.thread.loops import doubling, growing_with_vanishing_share
from derivations.thread.question import Number, OfLoop, Question, Ruling
from derivations.thread.responses import diversity, error, long_run, mixed

ONLY_IF = Question(
    "T10",
    asked="The paper proves its conclusion only if the share of exogenous signal vanishes.",
    short="Right, and more than that: even where the share does vanish, the conclusion does not follow.",
    text="""
        That is how the paper states it: the share of outside data tends to zero, and then the models
        degenerate. So the result is no statement about systems that keep on taking in data.

        But the implication itself fails, because a share says nothing about an amount. Three loops show it; the
        numbers are exact (no simulation, no approximation), and say how much is there on average of the
        variance, the mean squared distance from the average, of the truth.

        First, let generation t have t + 1 samples, and let about one in the square root of t be real. The share
        tends to zero, the number of real ones grows. After 200 generations {growing} of the variance is there,
        and in the limit all of it.

        Second, let each generation have 50 real samples, and as many synthetic ones at first, then twice, four
        times, eight times as many. The share halves at every step. After 30 generations it is less than one in
        a hundred million, and {doubling} of the variance is there.

        Third, let there be no real sample at all, but generations that grow like the square of their number:
        {square} after 200.

        Learning even takes a share that vanishes, if each generation only moves a step towards one new real
        draw. For an event of probability 1/5, constant steps of 1/10 leave a squared error of {step} for ever;
        with steps of 1/t it is {steps} after 100, and goes to zero.

        Nor does a share that stays away from zero guarantee what is said for it. With 10 samples per generation
        of which one is real on average, a share of one tenth for ever, the loop keeps {constant} of the
        variance, and the rest is error of the mean.

        The true statement needs the number. Suppose that the share tends to zero, that twice the number of real
        samples per generation tends to some R, and that generations do not grow too fast. Then R/(1 + R) of the
        variance is kept: nothing if the real samples thin out to none, all if their number grows. One direction
        of the claim survives: a loop of this kind that loses everything must have a vanishing share.
    """,
    numbers={
        "growing": OfLoop(growing_with_vanishing_share, {"generations": 200}),
        "doubling": OfLoop(doubling, {"real": 50, "generations": 30}),
        "square": Number("sizes.that_keep", "squares", {"n_1": 4, "t": 200, "v_0": 1}),
        "step": Number("learners.vanishing_steps", "floor", {"omega": "1/10", "p_0": "1/5"}),
        "steps": Number("learners.vanishing_steps", "empirical_law", {"t": 100, "p_0": "1/5"}),
        "constant": Number("fresh_data.random_split", "limit", {"n": 10, "alpha": "1/10", "v_0": 1}),
    },
    rests_on=(
        "schedules.diversity",
        "schedules.learning",
        "schedules.necessity",
        "schedules.growing_samples",
        "sizes.that_keep",
        "learners.vanishing_steps",
        "fresh_data.random_split",
    ),
    computations=(
        ByLoop(
            "t + 1 samples, about one in sqrt(t) real",
            growing_with_vanishing_share(200),
            "E[V_t]",
            ">",
            Fraction(9, 10),
        ),
        ByLoop("50 real samples among synthetic ones that double", doubling(50, 30), "E[V_t]", ">", Fraction(9, 10)),
    ),
    rulings=(
        Ruling("Headline", "fails"),
        Ruling("Theorem 5", "holds"),
        Ruling("Theorem 5", "fails"),
        Ruling("H10", "collapse falls"),
    ),
    see=(
        "collapse-math paper Headline",
        'collapse-math paper "Theorem 5"',
        "collapse-math read schedules.diversity",
        "collapse-math loop --points 10 --real-share 1/10 --generations 50",
    ),
)

NOBODY_PROPOSES = Question(
    "T11",
    asked="Nobody proposes to train on nothing but one's own output.",
    short="Right, and it matters: no real sample and one in a thousand lead to quite different ends.",
    text="""
        In fairness to the paper, it does not say that anybody does. It looks at a share of outside data that
        tends to zero, and takes the loop without any as the limit. A limiting case can be worth study: it shows
        what the loop does by itself. The question is whether the limit is a good picture of what lies near it.

        For a while it is. Take 1000 samples per generation, of ten responses that are equally likely. After 10
        generations the chance that two samples differ is {pure_10} if none is real, {mixed_10} if one of the
        1000 is; it was {first} at first. After 100 generations it is {pure_100} and {mixed_100}.

        In the long run it is not. After 10000 generations the two are {pure_late} and {mixed_late}. Without
        real samples a single response is left in the end, with probability one. With one real sample in 1000, a
        share of one tenth of a percent, two thirds of the variety stays for ever; with 10, a share of one
        percent, {ten_real} in place of {first}. There is no share so small that the end is the same as at zero,
        as long as the number of real samples per generation does not vanish, too. The limit of the loops, taken
        in this order, is not the loop of the limit.

        The reverse holds as well: that nobody proposes it does not make a mixed loop right. With one real
        sample in 1000, the share of a response that should come one time in five is still off by {error} in the
        long run, squared and on average, where {worst} is the worst case. One needs a number of real samples,
        not a proportion, to do better: with 100 of them, {error_100}.
    """,
    numbers={
        "first": diversity(0),
        "pure_10": diversity(10),
        "pure_100": diversity(100),
        "pure_late": diversity(10_000, digits=1),
        "mixed_10": mixed(10),
        "mixed_100": mixed(100),
        "mixed_late": mixed(10_000),
        "ten_real": long_run(10),
        "error": error(1),
        "error_100": error(100),
        "worst": Number("tokens.diversity", "expected_diversity_of_one", {"n": 1000, "t": 0, "p_0": "1/5"}),
    },
    rests_on=("tokens.diversity", "tokens.fixation", "tokens.fresh_data", "tokens.random_split", "schedules.diversity"),
    rulings=(Ruling("Headline", "fails"), Ruling("H10", "collapse falls")),
    see=(
        "collapse-math token n=50 p=1/5 t=50",
        "collapse-math token n=50 p=1/5 t=50 real_draws=1",
        "collapse-math evaluate tokens.random_split diversity_in_the_long_run n=1000 alpha=1/1000 G_0=9/10",
        "collapse-math assumptions H10",
    ),
)

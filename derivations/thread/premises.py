"""Questions on what is assumed, by the paper and by those who object to it: T4, T10, T11, T12, T13."""

from collections.abc import Mapping
from fractions import Fraction

from collapse_math.evidence import ByLoop
from derivations.thread.loops import doubling, growing_with_vanishing_share
from derivations.thread.question import Number, OfLoop, Question, Ruling, Setting
from derivations.thread.signal import LENIENT, diversity, error, long_run, mixed

# 1000 observations of which one in ten is real, and a detector that is wrong with probability e.
MIXED: Mapping[str, Setting] = {"n": 1000, "alpha": "1/10"}
# 10 draws per refit of a normal law, and 50 refits.
NORMAL = {"n": 10, "t": 50, "v_0": 1}

RIGID = Question(
    "T4",
    asked="The thesis is rigid: it assumes that all later training data is corrupt, and that synthetic data only ever "
    "comes from recursive sourcing.",
    short="Half right: real data are let in, but all else is the last output, unsorted and not kept.",
    text="""
        The first half is not quite fair. The paper lets a share of real data into every generation, and asks
        what happens as that share goes to zero. Later data need not all be corrupt; they become so in the
        limit.

        The second half is right. In every formula the other data are plain draws of the present model. Nothing
        of earlier generations is kept, nothing is sorted out, and no data come from elsewhere. Each of these is
        a choice, and each alone decides.

        Keeping. With 10 draws per generation of the last model alone, the expected variance (the mean squared
        distance from the average) is {replaced} of what it was after 50 generations. If all draws are kept and
        fitted together it is {kept}, and never falls below {floor}, although the share of real data goes to
        zero here as well. Nor need all of them be kept: if the first model is, and one draw per generation is
        one of its own, {replayed} of the variety stays, for large samples.

        Sorting out. Suppose that 1000 observations come mixed, that only one in ten is real, and that it is
        known what the others are like on average. If nobody can tell which, they are worth {blind} real ones.
        If a detector is wrong one time in ten, they are worth {detected}, and with a perfect one {perfect}. So
        mixed data are worth something even unsorted, and sorting need not be perfect.

        Selecting. If drawn answers are kept with probability 0.6 when they are right and 0.5 when they are
        wrong, one right answer for every four wrong ones grows to {odds} for each wrong one in 20 rounds, with
        unlimited draws and without any real data.

        What remains true is the case itself. Where each generation gives every output its share of unsorted
        draws of the last, and sees nothing else, with samples of a fixed size, variety does go to zero. Nothing
        in the proof says that a system must be built that way.
    """,
    numbers={
        "replaced": Number("gaussian.variance_decay", "expected_variance", NORMAL),
        "kept": Number("memory.accumulate", "expected_variance", NORMAL),
        "floor": Number("memory.accumulate", "bound_of_expected_variance", {"n": 10, "v_0": 1}),
        "replayed": Number("learners.replay", "many_tokens", {"m": 1}),
        "blind": Number("tokens.effective_size", "labels_wrong", {**MIXED, "e": "1/2"}),
        "detected": Number("tokens.effective_size", "labels_wrong", {**MIXED, "e": "1/10"}, digits=2),
        "perfect": Number("tokens.effective_size", "labels_wrong", {**MIXED, "e": 0}),
        "odds": Number("selection.acceptance", "quotient", {**LENIENT, "t": 20}),
    },
    rests_on=(
        "gaussian.variance_decay",
        "memory.accumulate",
        "learners.replay",
        "tokens.effective_size",
        "selection.acceptance",
    ),
    rulings=(
        Ruling("H1", "collapse falls"),
        Ruling("H4", "collapse falls"),
        Ruling("H5", "lost falls"),
        Ruling("Remark 6", "fails"),
    ),
    see=(
        "collapse-math assumptions H1",
        "collapse-math assumptions H5",
        "collapse-math evaluate tokens.effective_size labels_wrong n=1000 alpha=1/10 e=1/10",
        "collapse-math without gaussian.variance_decay replace",
    ),
)

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

        The true statement needs the number. Suppose that the share is small, that twice the number of real
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

PREMISES = Question(
    "T12",
    asked="What exactly are the premises, and what is meant by AI?",
    short="Twelve premises go unstated; an 'AI' is a law, a way to draw from it, and a way to fit it.",
    text="""
        What the proofs call a model is a probability law over outputs. A generation draws samples from it,
        mixes them with samples of the truth, and fits the next law. There is no architecture in them, no task,
        no score of quality, no program that could be changed. Whatever can be described in this way is covered,
        and nothing else is.

        Besides the premises that are stated, twelve do their work unseen. One sees the data of one generation
        only, and nothing is kept (H1). The next law gives each output its share of the sample, or is the one
        under which the sample was most probable; nothing is smoothed, and nothing believed beforehand (H2).
        Samples do not grow (H3). They are drawn as they are, unfiltered (H4). Outside data are samples of the
        truth, though feedback and checkers are counted as outside data in words (H5). Their share matters, not
        their number (H6). Noise is independent and of constant size (H7). Where information is spoken of, the
        truth is itself drawn at random, and no data come in (H8). Variety is taken for quality (H9). To be
        autonomous means that the share tends to zero (H10). Statements with unlimited data and with samples are
        joined, although they are about different loops (H11). And all that is ever changed are weights (H12).

        Drop one of most of these, and a conclusion goes. With 10 draws per generation the expected variance
        (mean squared distance from the average) is {replaced} of its first value after 50 generations. Without
        H1, keep everything: {kept}. Without H2, divide the squared distances by 8 in place of 10: the expected
        logarithm of the variance is {log_8}, above zero, where it is {log_10} otherwise. Without H3, take 10
        draws, then four, nine, sixteen times as many: {growing}, by the same formula. Without H6, add one real
        draw to 9 others: {one_real}.

        The ninth and the last are not about numbers. Whether variety is what one wants of a system, and whether
        one that rewrites itself is meant, no calculation decides.
    """,
    numbers={
        "replaced": Number("gaussian.variance_decay", "expected_variance", NORMAL),
        "kept": Number("memory.accumulate", "expected_variance", NORMAL),
        "log_8": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 8}),
        "log_10": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 10}),
        "growing": Number("sizes.that_keep", "quadratic", {"n_1": 10, "t": 50, "v_0": 1}),
        "one_real": Number("fresh_data.pooled_fit", "expected_variance", {"r": 1, "s": 9, "t": 50, "v_0": 1}),
    },
    rests_on=(
        "gaussian.variance_decay",
        "gaussian.general_divisor",
        "memory.accumulate",
        "sizes.that_keep",
        "fresh_data.pooled_fit",
    ),
    rulings=(
        Ruling("H1", "collapse falls"),
        Ruling("H2", "collapse falls"),
        Ruling("H3", "collapse falls"),
        Ruling("H4", "collapse falls"),
        Ruling("H5", "lost falls"),
        Ruling("H6", "collapse falls"),
        Ruling("H7", "drift falls"),
        Ruling("H8", "lost falls"),
        Ruling("H9", "lost falls"),
        Ruling("H10", "collapse falls"),
        Ruling("H11", "collapse falls"),
        Ruling("H12", "collapse falls"),
        Ruling("Section 5.1", "fails"),
    ),
    see=(
        "collapse-math assumptions",
        "collapse-math assumptions H2",
        "collapse-math paper",
        "collapse-math evaluate gaussian.general_divisor expected_log_variance n=10 t=50 c=8 v_0=1",
    ),
)

LOOPHOLES = Question(
    "T13",
    asked="Any such theorem has a near-by loophole in its assumptions.",
    short="This one has several, one small step away each; but not every small step is a way out.",
    text="""
        Take the plainest loop: 10 draws from a normal law, mean and variance (the mean squared distance from
        the average) fitted to them, and again. After 50 refits the expected variance is {base} of what it was.
        Change one thing at a time.

        These changes end the collapse. Keep all draws: {kept} after 50 refits, and never below {floor}. Let one
        of the 10 be real: {one_real}. Let generations have 10 draws, then four, nine, sixteen times as many:
        {growing} again, by the same formula. Or let ten responses be equally likely, and add a single imaginary
        sample, spread over all ten, to the 10 of each generation: the chance that two differ settles at
        {smoothed} in place of zero. Draw the next model from all that fit the samples, by their probability, in
        place of the best one, and it settles at {posterior}, whatever the size of the samples. (Both tend to
        what was imagined, not to the truth.) Blur each draw a little, by noise of three tenths of the width of
        the law: the expected variance settles at {blurred} (though the mean then wanders for ever). Divide the
        sum of squares by 8 where the textbook divides by 10 or 9: the logarithm of the variance is {log_8}
        after 50 refits, on average, where it was zero, and the variance grows beyond all bounds, with
        probability one. That is a change of one part in five, and it turns the conclusion round.

        These do not. Divide by 9, which makes the expected variance stay at {unbiased} for ever: a typical run
        collapses all the same, as the expected logarithm of the variance is {log_9} after 50 refits. Remember
        the past, but let it fade, with half the weight for each generation of age: the variance is below
        {fading} after 1000. Let generations grow by the same number each time, 10, twice that, three times: it
        is {linear} after 1000, and tends to zero, slowly. Draw from another law than the normal one: the
        expected variance is the same for every law, and a finite vocabulary fares alike.

        So the remark is right about this claim, and the two lists have a pattern. The ways out bring real data
        in by number, keep what was there with full weight, make sampling noise small enough that it adds up to
        something finite, or change the sign of a bias. What only slows the loss does not end it. And "any such
        theorem" is too much. Within its premises the narrow one has no loophole: no memory, no real data,
        samples of a fixed size, and a model that gives every output its share of them. It is proved here.
    """,
    numbers={
        "base": Number("gaussian.variance_decay", "expected_variance", NORMAL),
        "kept": Number("memory.accumulate", "expected_variance", NORMAL),
        "floor": Number("memory.accumulate", "bound_of_expected_variance", {"n": 10, "v_0": 1}),
        "one_real": Number("fresh_data.pooled_fit", "expected_variance", {"r": 1, "s": 9, "t": 50, "v_0": 1}),
        "growing": Number("sizes.that_keep", "quadratic", {"n_1": 10, "t": 50, "v_0": 1}),
        "blurred": Number("memory.kernel", "floor", {"n": 10, "h": "3/10"}),
        "unbiased": Number("gaussian.general_divisor", "expected_variance", {**NORMAL, "c": 9}),
        "smoothed": Number("learners.smoothing", "diversity_in_the_long_run", {"n": 10, "b": 1, "G_e": "9/10"}),
        "posterior": Number("learners.posterior_sampling", "diversity_in_the_long_run", {"b": 1, "G_e": "9/10"}),
        "log_8": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 8}),
        "log_9": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 9}),
        "fading": Number("memory.fading", "bound_of_expected_variance", {"n": 10, "t": 1000, "f": "1/2", "v_0": 1}, 1),
        "linear": Number("sizes.that_lose", "linear", {"n_1": 10, "t": 1000, "v_0": 1}),
    },
    rests_on=(
        "gaussian.variance_decay",
        "gaussian.general_divisor",
        "gaussian.critical_divisor",
        "learners.smoothing",
        "learners.posterior_sampling",
        "memory.accumulate",
        "memory.kernel",
        "memory.fading",
        "fresh_data.pooled_fit",
        "sizes.that_keep",
        "sizes.that_lose",
        "tokens.diversity",
    ),
    rulings=(Ruling("Headline", "fails"), Ruling("H2", "collapse falls")),
    see=(
        "collapse-math loop --points 10 --memory accumulate --generations 50",
        "collapse-math without gaussian.variance_decay divisor-n",
        "collapse-math evaluate memory.fading bound_of_expected_variance n=10 t=1000 f=1/2 v_0=1",
        "collapse-math assumptions",
    ),
)

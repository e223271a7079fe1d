"""Question on the ways out that lie near the assumptions: T13."""

from derivations.thread.premises import NORMAL
from derivations.thread.question import Number, Question, Ruling

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
        {smoothed} in place of zero. Draw the next model from all that fit these samples, the imaginary one
        included, by their probability, and it settles at {posterior}, whatever the size of the samples. (Both
        tend to what was imagined, not to the truth.) Blur each draw a little, by noise three tenths as wide as
        the first law: the expected variance settles at {blurred} (though the mean then wanders for ever).
        Divide the sum of squares by 8 where the textbook divides by 10 or 9: the logarithm of the variance is
        {log_8} after 50 refits, on average, where it was zero, and the variance grows beyond all bounds, with
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
        "floor": Number("memory.accumulate", "bound_of_expected_variance", {"n": 10, "v_0": 1}, rounded="down"),
        "one_real": Number("fresh_data.pooled_fit", "expected_variance", {"r": 1, "s": 9, "t": 50, "v_0": 1}),
        "growing": Number("sizes.that_keep", "quadratic", {"n_1": 10, "t": 50, "v_0": 1}),
        "blurred": Number("memory.kernel", "floor", {"n": 10, "h": "3/10"}),
        "unbiased": Number("gaussian.general_divisor", "expected_variance", {**NORMAL, "c": 9}),
        "smoothed": Number("learners.smoothing", "diversity_in_the_long_run", {"n": 10, "b": 1, "G_e": "9/10"}),
        "posterior": Number("learners.posterior_sampling", "diversity_in_the_long_run", {"b": 1, "G_e": "9/10"}),
        "log_8": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 8}),
        "log_9": Number("gaussian.general_divisor", "expected_log_variance", {**NORMAL, "c": 9}),
        "fading": Number(
            "memory.fading", "bound_of_expected_variance", {"n": 10, "t": 1000, "f": "1/2", "v_0": 1}, 2, "up"
        ),
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

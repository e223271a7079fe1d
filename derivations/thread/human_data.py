"""Questions on what human data are worth: T19, T21."""

from derivations.thread.question import Number, Question, Ruling
from derivations.thread.responses import LENIENT, SMALL, diversity, error, long_run

CORRECTIONS = Question(
    "T19",
    asked="Corrections and reviews by users are human input that keeps improving models.",
    short="Yes: corrections count as real data, by their number, and reviews select, even poor ones.",
    text="""
        Two kinds of input are meant here, and they act in different ways.

        A correction is a sample of what should have been said, and counts as real data. Take 1000 samples per
        generation, some of them corrections and all others drawn from the last model. The chance that two
        samples differ is {first} in the truth. With one correction per generation it settles at {one_real},
        with 10 at {ten_real}, with 100 at {hundred_real}. So few corrections keep a model from collapsing. To
        keep improving it takes more. The share of a response that should come one time in five stays off by
        {error_1}, {error_10} and {error_100} in these three cases, squared and on average, and no longer gets
        better: old corrections are forgotten at the rate at which new ones come. The error goes on falling if
        what was collected is kept, or if the number of corrections per generation grows. With 10 in every 100
        samples the squared error of a mean is {replaced} of the variance (the mean squared distance from the
        average) after 100 generations if only the newest samples are fitted. If all are, and the model's
        draws scatter as the truth does, it is {kept_20} after 20 generations and {kept_100} after 100, and goes
        to zero like a power of the time.

        A review says good or bad, and selects. It need not be reliable. If good answers are kept with
        probability 0.6 and bad ones with 0.5, one good answer for every four bad ones turns into {odds_10} for
        each bad one after 10 rounds and {odds_50} after 50, in the limit of many samples; with 100 kept answers
        per round chance loses the good ones with probability {lost} at most. The paper's remark that a verifier
        must be perfect fails.

        The condition is the one word "good". Reviews lead to what reviewers accept most often, and not further:
        if a wrong answer pleases them as much as the right one, both are left, in the proportion they had at
        the start, however many the rounds. A reviewer who accepts what is near his own taste draws the model
        there, wherever the truth is. A model that reviews itself and keeps what it finds likely only narrows:
        if what is kept has 9/10 of the variance, {narrowed} is left after 10 rounds, for samples of every size.
        And corrections that a model has written for the user are no corrections.
    """,
    numbers={
        "first": diversity(0),
        "one_real": long_run(1),
        "ten_real": long_run(10),
        "hundred_real": long_run(100),
        "error_1": error(1),
        "error_10": error(10),
        "error_100": error(100),
        "replaced": Number("fresh_data.pooled_fit", "variance_of_mean", {"r": 10, "s": 90, "t": 100, "v_0": 1}, 2),
        "kept_20": Number("fresh_data.kept_share", "variance_of_mean", {"r": 10, "s": 90, "t": 20, "v_0": 1}, 2),
        "kept_100": Number("fresh_data.kept_share", "variance_of_mean", {"r": 10, "s": 90, "t": 100, "v_0": 1}, 2),
        "odds_10": Number("selection.acceptance", "quotient", {**LENIENT, "t": 10}),
        "odds_50": Number("selection.acceptance", "quotient", {**LENIENT, "t": 50}),
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2, rounded="up"),
        "narrowed": Number("selection.self_verification", "expected_variance", {"kappa": "9/10", "t": 10, "v_0": 1}),
    },
    rests_on=(
        "selection.fixed_verifier",
        "selection.self_verification",
        "tokens.fresh_data",
        "tokens.diversity",
        "fresh_data.pooled_fit",
        "fresh_data.kept_share",
        "fresh_data.kept_share_rates",
        "schedules.learning",
        "selection.acceptance",
        "selection.verifier_of_samples",
    ),
    rulings=(Ruling("Remark 6", "fails"),),
    see=(
        "collapse-math evaluate tokens.fresh_data r=10 s=990 t=100 p_0=1/5 G_0=9/10",
        "collapse-math token n=50 p=1/5 t=50 real_draws=10",
        "collapse-math evaluate selection.verifier_of_samples lost_at_most n=100 R=6/5 q_0=1/5",
        "collapse-math read schedules.learning",
    ),
)

INTEREST = Question(
    "T21",
    asked="Human data is irreplaceable; there is no compound interest on noise.",
    short="Noise alone earns nothing, true; but a checker better than chance earns compound interest.",
    text="""
        The second half is a theorem, for a loop that samples its last model and nothing else. Whatever one
        measures by averaging over responses, such as the share of right answers, its expected value is the same
        in all generations: a model that is right one time in five is expected to be so for ever. In the end
        each run stops at a single response, which is right with probability {fifth}. So noise pays no interest.
        It costs none on average either; what it costs is variety. Of ten equally likely responses two differ
        with probability {first}; after 1000 generations of 1000 samples it is {after_1000}.

        (It is chance that earns nothing, not work: a model may be rewritten, from itself alone, so that it is
        nearer to the truth, as when a mean in 10 dimensions that was seen once is drawn towards zero, and the
        log-loss above the least possible falls from {before} to {after} or less.)

        Irreplaceable does not follow. Human data do two things: they bring variety back, and they say what is
        right. The first takes little: one real sample in each 1000 keeps {one_real}, for ever, and what decides
        is that there is one at all, not that it is one in a thousand. The second can be done by anything that
        tells right from wrong better than chance. Let a checker accept a right answer with probability 0.6 and
        a wrong one with 0.5. Nothing is added, only part of the model's own output is dropped. Then the number
        of right answers for each wrong one grows by the same factor in every round: from {odds_0} to {odds_1},
        {odds_10} after 10 rounds, {odds_20} after 20. That is compound interest. With equal acceptance the
        factor would be one: no interest on noise.

        The capital must be there, however. An answer that the first model never gives is never selected; with
        few samples a rare one may be lost before it has grown, though if 100 are kept per round that happens
        with probability {lost} at most; and a checker that accepts wrong answers more readily than right ones
        compounds as well, in the other direction. Where no such check exists, data from the world are the only
        source left.
    """,
    numbers={
        "fifth": Number("tokens.fixation", "fixation", {"p_0": "1/5"}),
        "first": diversity(0),
        "after_1000": diversity(1000),
        "one_real": long_run(1),
        "odds_0": Number("selection.acceptance", "quotient", {**LENIENT, "t": 0}),
        "odds_1": Number("selection.acceptance", "quotient", {**LENIENT, "t": 1}),
        "odds_10": Number("selection.acceptance", "quotient", {**LENIENT, "t": 10}),
        "odds_20": Number("selection.acceptance", "quotient", {**LENIENT, "t": 20}),
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2, rounded="up"),
        "before": Number("learners.shrinkage", "first_divergence", {"d": 10}),
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}, rounded="up"),
    },
    rests_on=(
        "learners.shrinkage",
        "tokens.diversity",
        "tokens.fixation",
        "tokens.fresh_data",
        "schedules.diversity",
        "selection.acceptance",
        "selection.verifier_of_samples",
    ),
    rulings=(Ruling("Remark 6", "fails"), Ruling("H6", "collapse falls")),
    see=(
        "collapse-math read tokens.diversity",
        "collapse-math token n=50 p=1/5 t=50",
        "collapse-math evaluate selection.verifier_of_samples lost_at_most n=100 R=6/5 q_0=1/5",
        'collapse-math paper "Remark 6"',
    ),
)

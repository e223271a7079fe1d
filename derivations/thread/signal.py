"""Questions on what comes from outside a loop, and how much of it is enough: T3, T5, T6, T7, T9, T19, T21.

The model of most of them: 1000 responses per generation, of ten that are equally likely in the truth; the next model
gives each response its share of them.
"""

from collections.abc import Mapping
from fractions import Fraction

from derivations.thread.loops import growing_with_vanishing_share, vanishing_share
from derivations.thread.question import Number, OfLoop, OfToken, Question, Ruling, Setting
from derivations.thread.regression import RESPONSES

# A test that passes a right answer with probability 0.6 and a wrong one with 0.5; one answer in five is right at first.
LENIENT = {"a": "0.6", "b": "0.5", "p_0": "1/5", "q_0": "4/5"}
# The same with samples of 100: its acceptance rates have the quotient R.
SMALL: Mapping[str, Setting] = {"n": 100, "R": "6/5", "q_0": "1/5"}


def long_run(real: int) -> Number:
    """The chance that two responses differ in the long run, with so many real ones of 1000 per generation."""
    return Number(
        "tokens.fresh_data", "diversity_in_the_long_run", {"r": real, "s": 1000 - real, "G_0": "9/10"}
    )


def error(real: int) -> Number:
    """The mean squared error of the share of a response that is right one time in five, likewise."""
    at: Mapping[str, Setting] = {"r": real, "s": 1000 - real, "p_0": "1/5"}
    return Number("tokens.fresh_data", "error_in_the_long_run", at, digits=2)


def diversity(t: int, digits: int = 3) -> Number:
    """The chance that two responses differ after t generations without real ones."""
    return Number("tokens.diversity", "expected_diversity", {**RESPONSES, "t": t}, digits)


def mixed(t: int) -> Number:
    """The chance that two responses differ after t generations with one real response of 1000."""
    return Number("tokens.fresh_data", "expected_diversity", {"r": 1, "s": 999, "t": t, "G_0": "9/10"})


FORGETTING = Question(
    "T3",
    asked="The model slowly forgets what reality looks like, and this is inevitable.",
    short="It does if it sees nothing but its last output; one real sample a generation prevents it.",
    text="""
        Let a model give ten responses equally often. Draw 1000 responses from it, let the next model give each
        response its share of them, and repeat. If nothing is added, forgetting is the right word. What has once
        dropped out cannot come back, and what is rare drops out first: a response that a draw shows once in
        1000 times is still known after 10 generations with a probability between {rare_low} and {rare_high}.
        (With 50 draws, and a response that comes once in 50, all cases can be listed: it is gone by then with
        probability {gone}.) The chance that two responses differ, {first} at first, is {after_50} after 50
        generations on average, {after_1000} after 1000, and tends to zero.

        Slow is right as well: one part in 1000 per generation. But it is no drift away from the truth on
        average. A response that is right one time in five is still expected one time in five at any later time.
        Each single run wanders, and in the end stops at one response.

        Inevitable it is not. The loss comes from one rule, that each generation sees a sample of the last model
        and nothing else. Replace one of the 1000 responses by a real one, a draw from the truth, and the chance
        that two differ settles at {one_real} instead of zero; with 100 real ones, at {hundred_real}. Keep all
        responses ever drawn, and {kept} of it stays without any further real one. Let the first generation have
        10 responses, and the next ones four, nine, sixteen times as many, and so on: {quadratic} is left of
        {first} after 1000 generations. And with unlimited samples nothing moves at all, since a model fitted to
        its own law is that law again.

        One caution. To keep diversity is less than to know the truth. With one real response in 1000 the share
        of a response that should come one time in five is off by {error_1} in the long run, squared and on
        average; the worst case, where a single response is left, has {worst}. With 100 real ones it is
        {error_100}.
    """,
    numbers={
        "rare_low": Number("tokens.survival", "alive_at_least", {"n": 1000, "p_0": "1/1000", "t": 10}),
        "rare_high": Number("tokens.survival_above", "alive_at_most", {"n": 1000, "p_0": "1/1000", "t": 10}),
        "gone": OfToken("lost", n=50, p=Fraction(1, 50), t=10),
        "first": diversity(0),
        "after_50": diversity(50),
        "after_1000": diversity(1000),
        "one_real": long_run(1),
        "hundred_real": long_run(100),
        "kept": Number("tokens.accumulate", "share_in_the_end", {"n": 1000}, digits=4),
        "quadratic": Number("tokens.sizes", "quadratic_sizes", {"n": 10, "t": 1000, "G_0": "9/10"}),
        "error_1": error(1),
        "error_100": error(100),
        "worst": Number("tokens.diversity", "expected_diversity_of_one", {"n": 1000, "t": 0, "p_0": "1/5"}),
    },
    rests_on=(
        "tokens.diversity",
        "tokens.survival",
        "tokens.survival_above",
        "tokens.fixation",
        "tokens.fresh_data",
        "tokens.accumulate",
        "tokens.sizes",
        "learners.self_fit",
    ),
    rulings=(Ruling("Proposition 1", "follows, but says less than is claimed"), Ruling("Headline", "fails")),
    see=(
        "collapse-math token n=50 p=1/50 t=10",
        "collapse-math token n=50 p=1/50 t=10 real_draws=1",
        "collapse-math evaluate tokens.fresh_data r=1 s=999 t=1000 p_0=1/5 G_0=9/10",
        "collapse-math without tokens.diversity replace",
    ),
)

SURVIVAL = Question(
    "T5",
    asked="A model that trains itself, with continuous input from the world and output to it, and that has to work "
    "for its survival, might evolve.",
    short="Nothing here speaks against it: input keeps it diverse, and selection improves it.",
    text="""
        Two things are in this question, and each changes the sums.

        Input. Let every generation be a thousand samples from the last model, and the next model be what these
        samples show. Without input the chance that two samples differ goes to zero. If a single one of the
        thousand comes from the world, {one_real} of that chance stays for ever, on average, and at least one
        half would stay for every other number of samples. "Continuous input" is therefore no small change to
        the loop: it is the difference between the end of all variety and most of it.

        Having to work. Suppose that what works is kept more often than what does not: say, with probability 0.6
        against 0.5, a poor test that errs nearly half of the time. No data enter; the world only says yes or
        no. Each round then multiplies the odds of what works by the same factor. If there is one working
        variant for every four others at the start, there are {odds_10} for each other one after 10 rounds,
        {odds_20} after 20 and {odds_50} after 50, and the others vanish in the end. This sum takes unlimited
        samples. With few, chance can lose the working variant before it has spread, but seldom: with only 100
        that are kept per round, with a probability of {lost} at most, for ever.

        So the mathematics of the paper does not exclude such a system. The paper itself counts feedback from
        the environment as signal from outside, and its conclusion is about loops in which that signal dies out.
        In a loop with input at every step it does not. Its remark that a test must be perfect to be of use
        fails.

        What these results do not show is that it would evolve into something good. Selection leads to what
        survives the test best, whatever that is; a mistake that the world does not punish is not removed. Nor
        do they say where variants come from that the first model cannot produce at all: to draw again from what
        one has brings none.
    """,
    numbers={
        "one_real": Number("tokens.fresh_data", "one_real_token", {"s": 999}),
        "odds_10": Number("selection.acceptance", "quotient", {**LENIENT, "t": 10}),
        "odds_20": Number("selection.acceptance", "quotient", {**LENIENT, "t": 20}),
        "odds_50": Number("selection.acceptance", "quotient", {**LENIENT, "t": 50}),
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2),
    },
    rests_on=(
        "tokens.fresh_data",
        "tokens.diversity",
        "selection.acceptance",
        "selection.verifier_of_samples",
        "schedules.diversity",
    ),
    rulings=(Ruling("Definition 2", "fails"), Ruling("Remark 6", "fails"), Ruling("Headline", "fails")),
    see=(
        "collapse-math token n=50 p=1/5 t=50 real_draws=1",
        "collapse-math evaluate selection.acceptance quotient a=0.6 b=0.5 p_0=1/5 q_0=4/5 t=20",
        'collapse-math paper "Remark 6"',
    ),
)

MAINTAINED_SIGNAL = Question(
    "T6",
    asked="Unless an external signal is maintained, human input that is curated for coherence, models become more and "
    "more incoherent; and that human signal is disappearing.",
    short="Some signal is needed; its amount counts, not its share, and it is not coherence that goes.",
    text="""
        The first half is right for a loop that samples its last model and keeps nothing: without any signal
        from outside all variety goes. But incoherence is the wrong word. Nothing appears that the first model
        would not have said; less and less of it does. The end is a model that says one thing, always.

        How much signal is enough? Take 1000 samples per generation. The chance that two of them differ is
        {first} at first. Without real samples it goes to zero; with one real sample per generation it settles
        at {one_real}, with 10 at {ten_real}, with 100 at {hundred_real}. This is a matter of number, not of
        share: one real sample per generation keeps half of the variety or more, whatever the number of
        synthetic ones beside it.

        May it disappear? Its share may. If generation t has t + 1 samples of which about one in the square root
        of t is real, the share goes to zero, and after 200 generations {growing} of the variance (the mean
        squared distance from the average) is there. In the limit such a loop even learns the truth: it is
        enough that the shares, added up over all generations, grow without bound, and that the number of real
        samples does so too. But if the number per generation goes to zero, while the rest is drawn afresh each
        time in samples of fixed size, variety goes with it. With 100 samples, of which a half, a third, a
        quarter, and so on, are real, {thinning_50} of the variance is left after 50 generations and
        {thinning_200} after 200.

        As for curated: these sums suppose that the outside samples show the truth. If they are curated, the
        loop tends to what the curator lets through, and keeps the variety of that.
    """,
    numbers={
        "first": diversity(0),
        "one_real": long_run(1),
        "ten_real": long_run(10),
        "hundred_real": long_run(100),
        "growing": OfLoop(growing_with_vanishing_share, {"generations": 200}),
        "thinning_50": OfLoop(vanishing_share, {"points": 100, "generations": 50}),
        "thinning_200": OfLoop(vanishing_share, {"points": 100, "generations": 200}),
    },
    rests_on=(
        "tokens.diversity",
        "tokens.fixation",
        "tokens.fresh_data",
        "fresh_data.pooled_fit",
        "schedules.diversity",
        "schedules.learning",
        "schedules.necessity",
        "schedules.idealised",
    ),
    rulings=(Ruling("Headline", "fails"), Ruling("H6", "collapse falls"), Ruling("Theorem 5", "holds")),
    see=(
        "collapse-math loop --points 1000 --real 10 --generations 50",
        "collapse-math token n=50 p=1/5 t=50 real_draws=1",
        "collapse-math read schedules.diversity",
        "collapse-math assumptions H6",
    ),
)

# Two phrases that are equally likely in the truth, and human data of which three quarters are sharpened.
SPLIT: Mapping[str, Setting] = {"alpha": "1/10", "c": "3/4"}

IMPROVED = Question(
    "T7",
    asked="In reverse: people write something and let a model 'improve' it, so that what counts as human data is "
    "already pulled towards the model's taste.",
    short="The improved part sets where it ends; while some is not improved, the truth is not lost.",
    text="""
        This is a worry about the anchor itself, and a sound one. Let a part of the data of each generation
        count as human, and let a part of that have been improved by the last model before it was sent in.
        Samples are to be unlimited, so that chance plays no role. It depends on what the improvement does.

        If it gives back what people write, in the proportions in which the model has learnt them, it does no
        harm. The loop comes to the truth all the same, only later, since less of its data is new.

        If the model has a taste that does not change, the end is biased. Say it doubles the odds of one phrase
        against another in whatever it improves, and half of the human data are improved. Where the loop comes
        to rest at 0.6 for that phrase, the truth is lower by {bias}; with two thirds improved it is lower by
        {bias_more}. How much human data there is in all does not appear in this sum: more of the same kind
        leads to the same end, only faster. And a bias that each round of training adds by itself comes back in
        the model's own data: with one human example in 10 it ends at {feedback} times its size.

        If the model sharpens, that is, prefers what it already thinks likely, there is a threshold. Take two
        phrases that people use equally often, and a model that squares the odds. While less than half of the
        human data is improved, the loop comes back to equality. Beyond that one of the two takes over, and the
        start decides which. With three quarters improved, the difference of their shares, zero in the truth,
        comes to rest between {split_low} and {split_high}.

        In all these cases a phrase keeps at least the part of its true share that is not improved: at one half,
        and a true share of 0.3, it keeps {least} of all that counts as human. Only if everything is improved
        does the truth drop out, and then the favourite alone is left.

        So the saying names a real gap in the paper, which takes all outside data for samples of the truth. And
        what counts is the part that nobody has polished, not how much is labelled human.
    """,
    numbers={
        "bias": Number("selection.contaminated_by_taste", "bias", {"c": "1/2", "R": 2, "x": "0.6"}),
        "bias_more": Number("selection.contaminated_by_taste", "bias", {"c": "2/3", "R": 2, "x": "0.6"}),
        "feedback": Number("selection.feedback_bias", "limit", {"r": 10, "s": 90, "delta": 1}),
        "split_low": Number("selection.contaminated_by_sharpening", "one_generation", {**SPLIT, "y": "0.70"}),
        "split_high": Number("selection.contaminated_by_sharpening", "one_generation", {**SPLIT, "y": "0.71"}),
        "least": Number("selection.contaminated_anchor", "kept_at_least", {"c": "1/2", "p": "0.3"}),
    },
    rests_on=(
        "selection.contaminated_anchor",
        "selection.contaminated_by_taste",
        "selection.contaminated_by_sharpening",
        "selection.feedback_bias",
    ),
    rulings=(Ruling("Definition 2", "fails"),),
    see=(
        "collapse-math read selection.contaminated_anchor",
        "collapse-math evaluate selection.contaminated_by_taste bias c=1/2 R=2 x=0.6",
        "collapse-math evaluate selection.contaminated_by_sharpening one_generation alpha=1/10 c=3/4 y=0.7",
        "collapse-math assumptions H5",
    ),
)

OWN_DESCRIPTION = Question(
    "T9",
    asked="Self-improvement takes as its input the environment and a description of the system itself, not its own "
    "output.",
    short="Right: all this is about fitting a law to its samples; it says nothing on such a system.",
    text="""
        The objection is right about the subject. The loop of the paper, like every loop in this book, is a
        narrow thing: a law is sampled, a law is fitted to the samples, and that one is sampled. A program that
        reads its own source, runs tests, changes what it measures and tries again does not have this form: its
        next state is not a fit to its last output. None of these theorems mentions it. So nothing is shown
        about it, neither that it fails nor that it works; and to call the result a limit of self-improvement is
        to take one method for all of them.

        What can be said is where the two inputs of such a system would enter the sums.

        The environment is a source of real data, and little of it goes far. With one real sample among a
        thousand in every generation {one_real} of the variety is kept for ever, and with none it goes to zero.
        By the paper's own definition feedback from an environment is signal from outside. A system that has it
        at every step is not among those whose signal dies out, and the claim is silent about it.

        To try something and to keep it if it works is selection. Its gain is compound. If a right answer passes
        a test with probability 0.6 and a wrong one with 0.5, one right answer for every four wrong ones becomes
        {odds_20} for each wrong one after 20 rounds, given unlimited trials. Nothing went in but the test's yes
        and no.

        A description of itself is another matter. Alone, without a trial and without data, it adds no
        observation: nothing that is made of a model alone can tell more of the truth than the model did. But it
        can be nearer to it. Let a truth have 10 coordinates, each seen once with an error of size 1, and let
        the model be centred on what was seen. Its log-loss is {before} above the least possible, on average.
        Rewritten from itself alone, by a formula that draws it towards zero, it has {after} or less above it if
        the squared distance of the truth from there is 9, and is better for every other truth as well. So a
        closed system may improve up to a point, and that point is not in the paper.
    """,
    numbers={
        "one_real": Number("tokens.fresh_data", "one_real_token", {"s": 999}),
        "odds_20": Number("selection.acceptance", "quotient", {**LENIENT, "t": 20}),
        "before": Number("learners.shrinkage", "first_divergence", {"d": 10}),
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}),
    },
    rests_on=("tokens.fresh_data", "tokens.diversity", "selection.acceptance", "learners.shrinkage"),
    rulings=(
        Ruling("H12", "collapse falls"),
        Ruling("Corollary 3", "follows, but says less than is claimed"),
        Ruling("Remark 6", "fails"), Ruling("Remark 6", "not a mathematical statement")),
    see=(
        "collapse-math assumptions H12",
        "collapse-math evaluate learners.shrinkage divergence_at_most d=10 theta2=9",
        'collapse-math paper "Remark 6"',
    ),
)

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
        average) after 100 generations if only the newest samples are fitted. If all are, it is {kept_20} after
        20 generations and {kept_100} after 100, and goes to zero like a power of the time.

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
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2),
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
        with probability {lost} at most; and a checker that is wrong more often than right compounds as well, in
        the other direction. Where no such check exists, data from the world are the only source left.
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
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2),
        "before": Number("learners.shrinkage", "first_divergence", {"d": 10}),
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}),
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

"""Questions on systems that live in an environment: T5, T9."""

from derivations.thread.question import Number, Question, Ruling
from derivations.thread.responses import LENIENT, SMALL

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
        half would stay for any number of samples above one. "Continuous input" is therefore no small change to
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
        "lost": Number("selection.verifier_of_samples", "lost_at_most", SMALL, digits=2, rounded="up"),
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
        "after": Number("learners.shrinkage", "divergence_at_most", {"d": 10, "theta2": 9}, rounded="up"),
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

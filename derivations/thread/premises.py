"""Questions on what is assumed, by the paper and by those who object to it: T4, T12."""

from collections.abc import Mapping

from derivations.thread.question import Number, Question, Ruling, Setting
from derivations.thread.responses import LENIENT

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
        "floor": Number("memory.accumulate", "bound_of_expected_variance", {"n": 10, "v_0": 1}, rounded="down"),
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

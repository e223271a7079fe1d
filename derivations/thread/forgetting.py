"""Questions on forgetting, and on the signal that is to prevent it: T3, T6."""

from collections.abc import Mapping
from fractions import Fraction

from derivations.thread.loops import growing_with_vanishing_share, vanishing_share
from derivations.thread.question import Number, OfLoop, OfToken, Question, Ruling, Setting
from derivations.thread.responses import diversity, error, long_run

# A response that 1000 draws show once on average, after ten generations.
RARE: Mapping[str, Setting] = {"n": 1000, "p_0": "1/1000", "t": 10}

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
        "rare_low": Number("tokens.survival", "alive_at_least", RARE, rounded="down"),
        "rare_high": Number("tokens.survival_above", "alive_at_most", RARE, rounded="up"),
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

"""Every modelling assumption of the book: one sentence, and the process that breaks it and no other."""

from __future__ import annotations

from collapse_math.ledger import Assumption

INDEPENDENT_DRAWS = Assumption(
    "independent-draws",
    "Within a generation the draws are independent of each other, given the fit they come from.",
    (("dependence", "correlated"),),
)
FRESH_RANDOMNESS = Assumption(
    "fresh-randomness",
    "Each generation uses new randomness, independent of all earlier generations.",
    (("randomness", "reused"),),
    renews=True,
)
MATCHING_MOMENTS = Assumption(
    "matching-moments",
    "The draws have the mean and the variance of the fit they come from, in several dimensions its covariances.",
    (("matching", "inflated"),),
)
SAMPLING_TEMPERATURE = Assumption(
    "sampling-temperature",
    "Draws from a fit have its mean and tau^2 times its variance; real points have the moments of the truth.",
    (("matching", "inflated"),),
)
GAUSSIAN_DRAWS = Assumption(
    "gaussian-draws",
    "The draws (in regression: the label noise) are normally distributed.",
    (("draws", "uniform"), ("draws", "laplace"), ("draws", "student")),
)
FAITHFUL_SAMPLING = Assumption(
    "faithful-sampling",
    "A token is drawn with the probability that the model gives it: no temperature, no filter.",
    (("sampling", "sharpened"),),
)
TEMPERATURE = Assumption(
    "temperature",
    "What is sampled is the last law with every probability, or the density, raised to 1/T and rescaled to sum to one.",
    (("tempering", "none"),),
)
ACCEPTANCE = Assumption(
    "acceptance",
    "An answer is kept with a probability that depends on the answer alone, and the next law is that of what is kept.",
    (("acceptance", "likelihood"),),
)
ADDITIVE_SMOOTHING = Assumption(
    "additive-smoothing",
    "The next model gives each token its share of the draws and of b pseudo-counts, of which it has the share e.",
    (("smoothing", "none"),),
    set_by=(("smoothing", "additive"),),
)
POSTERIOR_SAMPLING = Assumption(
    "posterior-sampling",
    "The next model is drawn from the posterior law of the shares given the draws, with a Dirichlet prior.",
    (("smoothing", "additive"), ("smoothing", "none")),
    set_by=(("smoothing", "posterior"),),
)
ONE_AT_A_TIME = Assumption(
    "one-at-a-time",
    "Of n answers one, chosen at random, is replaced by the next that is accepted; all others stay.",
    (("replaced", "all"),),
    composes=True,
)
KEPT_IN_THE_MIDDLE = Assumption(
    "kept-in-the-middle",
    "Of the draws from a fit those near its mean are kept, within z fitted deviations of it, until there are n: they "
    "have its mean m and kappa times its variance v.",
    (("kept", "all"),),
    set_by=(("kept", "middle"),),
)
KEPT_AT_THE_TOP = Assumption(
    "kept-at-the-top",
    "Of the draws from a fit those above its mean plus z deviations are kept, until there are n: they have the mean "
    "m + i sqrt v and k times the variance v, with the same z, i and k at every fit.",
    (("kept", "all"),),
    set_by=(("kept", "top"),),
)
VERIFIED_INTERVAL = Assumption(
    "verified-interval",
    "A draw x is kept if it lies within r of a centre c, the same at every generation, and rejected otherwise.",
    (("centre", "moving"), ("kept", "middle"), ("kept", "all")),
    set_by=(("kept", "interval"),),
)
REWARD = Assumption(
    "reward",
    "The next law is proportional to the last one times exp(r), with the same reward r in every generation.",
    (("reward", "none"), ("reward", "fading")),
)
CHOICE = Assumption(
    "choice",
    "Of K candidates one is chosen, with probabilities in proportion to exp of their rewards; the chosen ones are the "
    "next law.",
    (("choice", "best"), ("choice", "chance")),
)
ADDED_BIAS = Assumption(
    "added-bias",
    "The fitted mean is that of all examples plus a bias delta, the same at every fit.",
    (("bias", "once"),),
)
IMPROVED_DATA = Assumption(
    "improved-data",
    "A share alpha of the data counts as human; of that a part c is what the last model makes of it, the rest is true.",
    (("selects", "output"),),
    set_by=(("selects", "human"),),
)
MIXED_POOL = Assumption(
    "mixed-pool",
    "Each of K models takes 1 - a times the mean of its own n draws plus a times the mean of the draws of all.",
    (("pooling", "own"),),
)
WEIGHTED_ENSEMBLE = Assumption(
    "weighted-ensemble",
    "Every member of an ensemble learns from the mixture R of all members, with weights that sum to one.",
    (("learning", "alone"),),
)
PRODUCT_MEMBER = Assumption(
    "product-member",
    "Of the members of an ensemble some can be any law; the others know no dependence and are the product of the two "
    "marginal laws of the mixture, which is the product law of least divergence from it.",
    (("capacity", "any"),),
)
PLUG_IN = Assumption(
    "plug-in",
    "The next model gives each token its share of the draws: no smoothing, no prior.",
    (("smoothing", "additive"),),
)
REPLACE = Assumption(
    "replace",
    "A generation is fitted to the newest draws alone; earlier data are thrown away.",
    (("memory", "accumulate"),),
    composes=True,
)
ACCUMULATE = Assumption(
    "accumulate",
    "A generation is fitted to all draws since the first generation.",
    (("memory", "replace"),),
    set_by=(("memory", "accumulate"),),
    composes=True,
)
SUBSAMPLE = Assumption(
    "subsample",
    "A generation is fitted to k of all draws since the first generation, chosen at random without replacement.",
    (("memory", "accumulate"), ("memory", "replace")),
    set_by=(("memory", "subsample"),),
    composes=True,
)
SLIDING_WINDOW = Assumption(
    "sliding-window",
    "A generation is fitted to the draws of the last K generations, or of all as long as there are fewer.",
    (("memory", "accumulate"), ("memory", "replace")),
    set_by=(("memory", "window"),),
    composes=True,
)
FADING_MEMORY = Assumption(
    "fading-memory",
    "A generation is fitted to all draws since the first generation, those that are a generations old with weight f^a.",
    (("memory", "accumulate"), ("memory", "replace")),
    set_by=(("memory", "fading"),),
    composes=True,
)
STEP_WEIGHTS = Assumption(
    "step-weights",
    "In fit t the newest draws weigh w(t) together, and all that was there before, as the last fit has it, 1 - w(t).",
    (("memory", "replace"), ("memory", "accumulate")),  # as the case of other weights than those that are said
    set_by=(("memory", "steps"),),
    composes=True,
)
FRESH_REAL_POINTS = Assumption(
    "fresh-real-points",
    "Of the draws of every generation a fixed number r come from the truth, and the others from the last fit.",
    (("real", "split"), ("real", "none")),
    set_by=(("real", "number"),),
)
RANDOM_SPLIT = Assumption(
    "random-split",
    "Each draw comes from the truth with probability alpha, else from the last fit, independently of all others.",
    (("real", "number"), ("real", "none")),
    set_by=(("real", "split"),),
)
FIXED_REAL_SET = Assumption(
    "fixed-real-set",
    "The same r real points, all the data of the first fit, belong to every later fit, too.",
    (("real", "number"),),
    set_by=(("real", "set"),),
)
REPLAY = Assumption(
    "replay",
    "Each draw comes from the first model with probability gamma, else from the last fit, independently of all others; "
    "the first model is stored, and fitted to real draws.",
    (("real", "none"), ("real", "split")),
    set_by=(("real", "replay"),),
)
FIXED_DATA = Assumption(
    "fixed-data",
    "Every generation is fitted to the same real draws, those of the first fit.",
    (("memory", "replace"), ("memory", "accumulate")),
    set_by=(("memory", "first"),),
    composes=True,
)
STOCHASTIC_STEPS = Assumption(
    "stochastic-steps",
    "The next model is 1 - a times the last one plus a times what one new real draw says, with a step a that may "
    "change from generation to generation.",
    (("memory", "replace"), ("memory", "accumulate")),
    set_by=(("memory", "steps"), ("real", "number")),
    composes=True,
)
PENALISED_CHOICE = Assumption(
    "penalised-choice",
    "Each generation is one of two programs: the complex one if it makes n draws of the last generation more likely "
    "than the simple one does by a factor above exp(g), where g is the price of its length, and else the simple one.",
    (("choice", "likelihood"),),
)
WEIGHTED_MEANS = Assumption(
    "weighted-means",
    "The fitted mean is w times the mean of the real draws plus 1 - w times that of the others.",
    (("weights", "pooled"),),
    set_by=(("weights", "means"),),
)
WEIGHTED_VARIANCES = Assumption(
    "weighted-variances",
    "The fitted variance is w times that of the real draws plus 1 - w times that of the others, both unbiased.",
    (("weights", "pooled"),),
    set_by=(("weights", "variances"),),
)
COMMON_MEAN = Assumption(
    "common-mean",
    "All deviations are taken from the mean of the whole fit, so that the variance between groups counts.",
    (("deviations", "own"),),
)
OWN_MEANS = Assumption(
    "own-means",
    "Real draws deviate from the mean of real draws, and the others from theirs.",
    (("deviations", "common"),),
    set_by=(("deviations", "own"),),
)
KNOWN_VARIANCE = Assumption(
    "known-variance",
    "The variance of the truth is known, draws have it, and only the mean is fitted.",
    (("spread", "fitted"),),
    set_by=(("spread", "known"),),
)
KERNEL_DRAWS = Assumption(
    "kernel-draws",
    "Draws come from the fit through a kernel: they have its mean, and its variance plus h^2.",
    (("matching", "inflated"),),
)
SUBTRACTIVE_DITHER = Assumption(
    "subtractive-dither",
    "Stored points are draws rounded to cells of width D with subtractive dither: they have the mean of the fit they "
    "come from, and its variance plus D^2/12.",
    (("rounding", "none"), ("matching", "inflated")),
    set_by=(("rounding", "subtractive"),),
)
STOCHASTIC_ROUNDING = Assumption(
    "stochastic-rounding",
    "Stored points are draws rounded up or down at random to cells of width D, each right on average: they have the "
    "mean of the fit they come from, and its variance plus D^2 times the mean of f (1 - f), f being how far into its "
    "cell a draw is.",
    (("rounding", "nearest"), ("matching", "inflated")),
    set_by=(("rounding", "stochastic"),),
)
NEAREST_ROUNDING = Assumption(
    "nearest-rounding",
    "Stored points are draws rounded to the nearest multiple of D.",
    (("rounding", "subtractive"), ("rounding", "stochastic")),
    set_by=(("rounding", "nearest"),),
)
ONE_CELL = Assumption(
    "one-cell",
    "From any fit with a variance of (n - 1) D^2 at most, all stored points of the next generation are the same with "
    "probability p at least; as soon as they are, they stay what they are.",
    (),
)
CONSTANT_SIZE = Assumption(
    "constant-size",
    "Every generation has the same number n of draws.",
    (("sizes", "growing"),),
)
DIVISOR_N = Assumption(
    "divisor-n",
    "The variance is fitted with divisor n (maximum likelihood).",
    (("divisor", "n-1"),),
    set_by=(("divisor", "n"),),
)
DIVISOR_N_MINUS_1 = Assumption(
    "divisor-n-minus-1",
    "The variance is fitted with divisor n - 1 (unbiased).",
    (("divisor", "n"),),
    set_by=(("divisor", "n-1"),),
)
FIXED_DIVISOR = Assumption(
    "fixed-divisor",
    "The variance is fitted as the sum of squares over one number c, the same at every generation.",
    (("divisor", "varying"),),
)
LINEAR_TRUTH = Assumption(
    "linear-truth",
    "The true labels are linear in the inputs, with noise of mean zero and one variance.",
    (("truth", "curved"),),
)
FULL_RANK = Assumption(
    "full-rank",
    "Every generation has the same number n of rows of d inputs, and they have full column rank d.",
    (("rank", "deficient"),),
)
GROWING_ROWS = Assumption(
    "growing-rows",
    "Generation number j has j n rows of d inputs, of full column rank d; of a fixed design the same n rows j times.",
    (("sizes", "constant"), ("rank", "deficient")),
    set_by=(("sizes", "growing"),),
)
FIXED_DESIGN = Assumption(
    "fixed-design",
    "Every generation uses the same rows of inputs.",
    (("design", "fresh"),),
    set_by=(("design", "fixed"),),
)
GAUSSIAN_DESIGN = Assumption(
    "gaussian-design",
    "Every generation draws new input rows, independent of each other and of the label noise, normally distributed "
    "with mean zero and one invertible covariance.",
    (("design", "fixed"),),
    set_by=(("design", "fresh"),),
)
STANDARD_NORMAL_DESIGN = Assumption(
    "standard-normal-design",
    "Every generation draws new rows of independent standard normal inputs, independent of the label noise.",
    (("design", "fixed"),),
    set_by=(("design", "fresh"),),
)
RANDOM_EDITS = Assumption(
    "random-edits",
    "The labels stay from generation to generation; each is replaced, with probability `rate` and independently of all "
    "else, by a new one of the last fit.",
    (("edits", "all"),),
    set_by=(("edits", "some"), ("memory", "replace")),  # all rows are fitted in every generation, and no row twice
    composes=True,
)
EQUAL_LEVERAGES = Assumption(
    "equal-leverages",
    "Every row has the same leverage d/n, a diagonal entry of X (X'X)^-1 X', as in a balanced design.",
    (("leverages", "any"),),
    set_by=(("leverages", "equal"),),
)
LEAST_SQUARES = Assumption(
    "least-squares",
    "Coefficients are fitted by ordinary least squares.",
    (("estimator", "ridge"),),
    set_by=(("estimator", "ols"),),
)
SHORTEST_LEAST_SQUARES = Assumption(
    "shortest-least-squares",
    "Coefficients are fitted by least squares; where several fit alike, the shortest are taken.",
    (("estimator", "ridge"),),
    set_by=(("estimator", "ols"), ("solution", "shortest")),
)
MIXED_LABELS = Assumption(
    "mixed-labels",
    "Each label is alpha times a new real one plus 1 - alpha times one that the last fit has made.",
    (("real_data", "none"),),
    set_by=(("real_data", "labels"),),
)
NEW_REAL_ROWS = Assumption(
    "new-real-rows",
    "Of the rows of every generation n_r have real labels and n_s labels of the last fit; all are fitted together.",
    (("real_data", "none"), ("real_data", "apart")),
    set_by=(("real_data", "rows"),),
)
SEPARATE_FITS = Assumption(
    "separate-fits",
    "Every generation fits n_r real rows by themselves and n_s rows that the last fit labels, each of full column rank "
    "d, and takes alpha times the real fit plus 1 - alpha times the other.",
    (("real_data", "rows"), ("real_data", "none")),
    set_by=(("real_data", "apart"),),
)
RIDGE = Assumption(
    "ridge",
    "Coefficients are fitted by ridge regression with a fixed penalty.",
    (("estimator", "ols"),),
    set_by=(("estimator", "ridge"),),
)
NOISELESS_LABELS = Assumption(
    "noiseless-labels",
    "Synthetic labels are the deterministic predictions of the last fit.",
    (("noise", "known"),),
    set_by=(("noise", "none"),),
)
KNOWN_NOISE = Assumption(
    "known-noise",
    "Synthetic labels carry noise of the true variance.",
    (("noise", "refit_n"),),
    set_by=(("noise", "known"),),
)
NOISE_DIVISOR_N = Assumption(
    "noise-divisor-n",
    "The noise variance is refitted as the residual sum of squares over n (maximum likelihood).",
    (("noise", "refit_n_minus_d"),),
    set_by=(("noise", "refit_n"),),
)
NOISE_DIVISOR_N_MINUS_D = Assumption(
    "noise-divisor-n-minus-d",
    "The noise variance is refitted as the residual sum of squares over n - d (unbiased).",
    (("noise", "refit_n"),),
    set_by=(("noise", "refit_n_minus_d"),),
)
GROWING_SIZE = Assumption(
    "growing-size",
    "Refit number t has n t draws.",
    (("sizes", "constant"),),
    set_by=(("sizes", "growing"),),
)
QUADRATIC_VARIANCE = Assumption(
    "quadratic-variance",
    "The variance of a draw is a polynomial v0 + v1 m + v2 m^2 in its mean m, the same at every generation.",
    (("law", "cubic"),),
)
POISSON_DRAWS = Assumption(
    "poisson-draws",
    "The draws follow the Poisson law with the fitted mean.",
    (("shape", "normal"),),
)
EXPONENTIAL_DRAWS = Assumption(
    "exponential-draws",
    "The draws are exponentially distributed.",
    (("law", "cubic"),),
)
UNIFORM_DRAWS = Assumption(
    "uniform-draws",
    "The draws are uniform between 0 and theta, and theta is fitted by maximum likelihood: by the largest of them.",
    (("law", "triangular"),),
)
REGULAR_FAMILY = Assumption(
    "regular-family",
    "The draws follow the fitted law of a regular parametric family, which is fitted by maximum likelihood, and the "
    "size of the samples grows without bound while the number of refits stays fixed.",
    (),
)
EXPONENTIAL_FAMILY = Assumption(
    "exponential-family",
    "The draws follow a natural exponential family: each cumulant is the variance times the derivative of the one "
    "before it by the mean.",
    (("shape", "normal"),),
)
UNLIMITED_DATA = Assumption(
    "unlimited-data",
    "Each generation is the law that it is trained on, not a fit to a sample: data and capacity are unlimited.",
    (("data", "sample"),),
)
PROJECTED_FIT = Assumption(
    "projected-fit",
    "Each generation is the member of an exponential family with the least divergence from the law that it is trained "
    "on, not a fit to a sample: data are unlimited, and capacity is not.",
    (("fit", "early"), ("data", "sample")),
)

ASSUMPTIONS = {a.key: a for a in list(globals().values()) if isinstance(a, Assumption)}

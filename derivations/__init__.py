"""The book: closed forms of recursive training, derived from the definitions of the estimators.

Read the chapters in the order of `CONTENTS`.  Each module holds one `theorem`; running it,
`python -m derivations.gaussian.variance_decay`, prints its checked derivation.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from collapse_math.derivation import Theorem

CONTENTS: dict[str, tuple[str, ...]] = {
    "sample": (
        "iid_sample",
        "chi_square",
        "log_chi_square",
        "normal_sample",
        "deviation",
        "deviation_steps",
        "deviation_bias",
        "deviation_rate",
    ),
    "gaussian": (
        "variance_decay",
        "unbiased_divisor",
        "all_moments",
        "moment_growth",
        "typical_decay",
        "typical_decay_unbiased",
        "general_divisor",
        "critical_divisor",
        "wasserstein",
        "wasserstein_unbiased",
        "path_length",
        "divergence",
        "divergence_unbiased",
        "ensemble_kurtosis",
        "ensemble_kurtosis_unbiased",
        "terminal_mean",
        "terminal_mean_unbiased",
        "tail_index",
        "tail_bound",
        "tail_rate",
        "wasserstein_by_divisor",
        "rare_runs",
        "rates",
    ),
    "dimensions": (
        "covariance",
        "conservation",
        "inverse",
        "lineages",
        "minors",
        "generalised_variance",
        "second_moments",
        "log_volume",
        "spectrum",
        "rank",
        "divergence",
        "divergence_of_truth",
        "wasserstein",
        "wasserstein_limit",
        "accumulate",
    ),
    "memory": (
        "accumulate",
        "accumulate_limit",
        "accumulate_spread",
        "accumulate_unbiased",
        "known_variance",
        "step_weights",
        "fading",
        "fading_drift",
        "sliding_window",
        "subsample",
        "subsample_unbiased",
        "kernel",
        "kernel_unbiased",
        "kernel_accumulate",
    ),
    "fresh_data": (
        "pooled_fit",
        "without_between",
        "any_divisor",
        "temperature",
        "explosion",
        "second_moments",
        "no_second_moment",
        "one_real_point",
        "fixed_set",
        "random_split",
        "split_any_divisor",
        "split_unbiased",
        "split_explosion",
        "weighted_mean",
        "weighted_mean_refitted",
        "best_weights",
        "weighted_variance",
        "kept_share",
        "unlimited_data",
    ),
    "rounding": ("dithered", "stochastic", "absorbed", "one_cell"),
    "schedules": (
        "growing_samples",
        "any_loop",
        "conservation",
        "drift",
        "diversity",
        "necessity",
        "learning",
        "idealised",
    ),
    "sizes": (
        "that_keep",
        "that_lose",
        "unbiased",
        "unbiased_schedules",
        "supermartingale",
    ),
    "regression": (
        "predicted_outcomes",
        "known_noise",
        "refitted_noise",
        "typical_refitted_noise",
        "many_rows",
        "divergence",
        "wasserstein",
        "unbiased_noise",
        "random_design",
        "random_design_refitted",
        "random_design_unbiased",
        "ridge",
        "ridge_on_predictions",
        "dictionary",
        "dictionary_unbiased",
    ),
    "regression_loops": (
        "kept_rows",
        "kept_rows_refitted",
        "kept_rows_unbiased",
        "kept_rows_ridge",
        "one_product",
        "new_rows_kept",
        "repeated_rows",
        "more_new_rows",
        "mixed_labels",
        "mixed_labels_ridge",
        "separate_fits",
        "matrix_share",
        "strong_collapse",
        "proportional_limit",
        "new_real_rows",
        "few_columns",
        "edited_labels",
        "edited_labels_exactly",
        "too_few_rows",
        "too_few_rows_on_predictions",
    ),
    "families": (
        "variance_functions",
        "replace",
        "second_moments",
        "accumulate",
        "sizes",
        "growing_sizes",
        "exponential",
        "exponential_collapse",
        "uniform",
        "uniform_law",
        "maximum_likelihood",
        "maximum_likelihood_kept",
    ),
    "tokens": (
        "diversity",
        "fixation",
        "absorption_time",
        "spectrum",
        "sizes",
        "accumulate",
        "fresh_data",
        "random_split",
        "survival_rate",
        "survival",
        "survival_above",
        "poisson",
        "lineages",
        "zipf",
        "entropy",
        "effective_size",
    ),
    "selection": (
        "temperature",
        "temperature_with_real_data",
        "acceptance",
        "verifier",
        "verifier_of_samples",
    ),
    "learners": (
        "self_fit",
        "projected_fit",
        "smoothing",
        "posterior_sampling",
        "shrinkage",
        "replay",
        "vanishing_steps",
        "idealised_limit",
        "linear_scores",
        "fixed_data",
        "coarse_graining",
        "two_programs",
    ),
}


def keys() -> Iterator[str]:
    """The keys of all theorems, in the book's order."""
    for chapter, modules in CONTENTS.items():
        for module in modules:
            yield f"{chapter}.{module}"


def load(key: str) -> Theorem:
    """The theorem with this key; raises KeyError for an unknown one."""
    if key not in keys():
        raise KeyError(key)
    module = import_module(f"derivations.{key}")
    theorem: Theorem = module.theorem
    if theorem.key != key:
        path = f"derivations/{key.replace('.', '/')}.py"
        raise ValueError(f"the theorem in {path} calls itself {theorem.key}: name it {key}")
    return theorem

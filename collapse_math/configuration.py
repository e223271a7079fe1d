"""From assumptions and records of observations to the arguments of a process."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np

from collapse_math.ledger import Assumption
from collapse_math.loops import Loop
from collapse_math.observed import Observed
from collapse_math.processes import (
    BiasedChain,
    BranchingChain,
    CandidateChain,
    DensityChain,
    DetectedChain,
    EnsembleChain,
    FamilyChain,
    GaussianChain,
    IntervalChain,
    LawChain,
    LoopProcess,
    MergedChain,
    MultivariateChain,
    NamedChain,
    PairedChain,
    PoolChain,
    ProgramChain,
    ProjectedChain,
    RegressionChain,
    ReplacedChain,
    RoundedChain,
    RowShareChain,
    SelectedChain,
    ShrinkageChain,
    TokenChain,
    UniformChain,
    VerifiedChain,
)
from collapse_math.processes.draws import Array
from collapse_math.schemes import CHOICES, described, points_of

PROCESSES = {
    "families": FamilyChain,
    "gaussian": GaussianChain,
    "multivariate": MultivariateChain,
    "regression": RegressionChain,
    "rounding": RoundedChain,
    "uniform": UniformChain,
    "selected": SelectedChain,
    "verified": VerifiedChain,
    "pool": PoolChain,
    "ensemble": EnsembleChain,
    "candidates": CandidateChain,
    "densities": DensityChain,
    "intervals": IntervalChain,
    "paired": PairedChain,
    "projected": ProjectedChain,
    "biased": BiasedChain,
    "replaced": ReplacedChain,
    "branching": BranchingChain,
    "detected": DetectedChain,
    "merged": MergedChain,
    "row_shares": RowShareChain,
    "named": NamedChain,
    "laws": LawChain,
    "loop": LoopProcess,
    "programs": ProgramChain,
    "shrinkage": ShrinkageChain,
    "tokens": TokenChain,
}
# What the quantities of the derivations are called in the processes.
ARGUMENTS = {
    "uniform": {"n": "points", "t": "generations", "theta_0": "end"},
    "families": {"n": "points", "t": "generations", "m_0": "mean", "v0": "v0", "v1": "v1", "v2": "v2"},
    "gaussian": {"n": "points", "t": "generations", "m_0": "mean", "v_0": "variance", "c": "divisor"},
    "rounding": {"n": "points", "t": "generations", "m_0": "mean", "v_0": "variance", "D": "width"},
    "multivariate": {"n": "points", "d": "dimensions", "t": "generations", "c": "divisor"},
    "regression": {
        "n": "rows",
        "d": "columns",
        "t": "generations",
        "sigma2": "noise_variance",
        "penalty": "penalty",
        "n_r": "real_rows",
        "alpha": "share",
        "rate": "edit_rate",
        "delta": "shift",
    },
    "selected": {
        "n": "points",
        "t": "generations",
        "z": "bar",
        "r": "bar",
        "m_0": "mean",
        "d_0": "mean",
        "v_0": "variance",
    },
    "verified": {"n": "answers", "t": "generations", "q": "accuracy", "q_0": "accuracy"},
    "pool": {
        "K": "models",
        "n": "points",
        "t": "generations",
        "a": "weight",
        "sigma2": "variance",
        "m_0": "mean",
        "d_0": "gap",
    },
    "ensemble": {"n": "tokens", "t": "generations"},
    "programs": {"t": "generations", "n": "tosses", "g": "penalty"},
    "shrinkage": {"d": "dimensions"},
    "tokens": {"t": "generations", "alpha": "real_share", "gamma": "real_share", "r": "real_tokens", "omega": "step"},
}
ONLY_REFITS = {"t": "generations"}  # of the processes that are told all else by the record
TRUE_SHARES = ("p_0", "q_0", "u_0")  # of the first tokens; G_0 stands for equal shares
# What a process is told in another way, or what follows from that.
TOLD_OTHERWISE = {
    "gaussian": {"eps", "s"},
    "loop": {"n_1", "ratio"},
    "rounding": {"eps", "p", "delta", "q"},
    "multivariate": {"m_0", "q_0", "v_0", "w_0", "r_0", "k", "K", "D_0", "T_0", "Q_0", "u_0"},
    "regression": {"s", "beta", "beta2", "n_s"},
    "selected": {"k"},
    "verified": {"R"},
    "pool": set(),
    "ensemble": {"K", *TRUE_SHARES, "G_0"},
    "programs": set(),
    "shrinkage": {"theta2"},
    "tokens": {"n", "s", *TRUE_SHARES, "G_0", "b", "e"},
}
# Switches of a regression that are no arguments of the process: whether there is a penalty, and which design.
TOLD_BY_NUMBERS = {"estimator", "leverages"}
REFITS_OF_A_LAW = 3  # where the record of a chi-square law does not say
PENALTY = 1.0  # where ridge regression takes the place of least squares

Settings = dict[str, str]


def settings_of(assumptions: Iterable[Assumption], process: str) -> Settings:
    """The switches of a process at which the assumptions hold, where an assumption sets one."""
    return {switch: value for a in assumptions for switch, value in a.set_by if switch in switches(process)}


def refuse_unknown(observed: Observed) -> None:
    """Refuse a record that names a process, a statistic or an argument that there is not, with a ValueError."""
    known: dict[str, Iterable[str]] = {"process": PROCESSES}
    if observed.process in PROCESSES:
        process = PROCESSES[observed.process]
        run = get_type_hints(vars(process)["run"])["return"]
        recorded = [name for name in dir(run) if isinstance(getattr(run, name), property)]
        known["statistic"] = {*recorded, *(field.name for field in fields(run))} - {"chain"}
        if observed.process != "loop":  # which is told its parameters alone
            known["argument"] = {field.name for field in fields(process)} - {"chains"}
    for what, names in (
        ("process", (observed.process,)),
        ("statistic", (observed.statistic,)),
        ("argument", observed.arguments),
    ):
        for name in names:
            if what in known and name not in known[what]:
                where = "" if what == "process" else f"the {observed.process} process: "
                raise ValueError(f"{where}there is no {what} {name}: choose one of {', '.join(sorted(known[what]))}")


def violations(assumption: Assumption, process: str) -> list[tuple[str, str]]:
    """The switches of a process, with those of their values that it knows, that violate an assumption."""
    known = values_of_switches(process)
    return [
        (switch, value)
        for switch, value in assumption.broken_by
        if switch in switches(process) and value in known.get(switch, (value,))
    ]


def switches(process: str) -> set[str]:
    """The names of a process's switches: arguments that are words, a penalty, or what a loop is described by."""
    own = set(values_of_switches(process))
    return own | {"regression": TOLD_BY_NUMBERS, "loop": set(CHOICES)}.get(process, set())


@cache
def values_of_switches(process: str) -> dict[str, tuple[str, ...]]:
    """The words that each argument of a process can be, be it that or a number, of those that can be words."""
    hints = get_type_hints(PROCESSES[process])
    words = {name: [a for a in (hint, *get_args(hint)) if get_origin(a) is Literal] for name, hint in hints.items()}
    return {name: get_args(found[0]) for name, found in words.items() if found}


def point_of(observed: Observed) -> str:
    """The parameters of a record, such as n = 4, t = 2."""
    terms = {sequence: ", ".join(map(str, values)) for sequence, values in observed.sequences.items()}
    return ", ".join(f"{quantity} = {value}" for quantity, value in {**observed.at, **terms}.items())


def refits_of(observed: Observed) -> int:
    """How many refits a record looks at."""
    if "generations" in observed.arguments:
        return int(str(observed.arguments["generations"]))
    at = parameters_of(observed)
    return int(at.get("t", REFITS_OF_A_LAW if observed.kind == "chi-square" else 1))


def size_of(observed: Observed) -> int:
    """How many draws one refit takes, at most."""
    sizes = [max(terms) for sequence, terms in observed.sequences.items() if sequence.name == "n"]
    at = parameters_of(observed)
    if observed.process == "shrinkage":
        return int(at["d"])
    if "n_s" in at:
        return int(at["n_r"] + at["n_s"])
    if observed.arguments and "n" not in at:
        return 1
    return int(sizes[0]) if sizes else points_of(at)


def dimensions_of(observed: Observed) -> int:
    """How many coordinates a draw has."""
    return int(parameters_of(observed)["d"]) if observed.process == "multivariate" else 1


def parameters_of(observed: Observed) -> dict[str, int | Fraction]:
    """The values of all parameters of a record, by name."""
    return {quantity.name: value for quantity, value in observed.at.items()}


def sequences_of(observed: Observed) -> dict[str, tuple[int | Fraction, ...]]:
    """The terms of all sequences of a record, by name."""
    return {sequence.name: terms for sequence, terms in observed.sequences.items()}


def loop_of(observed: Observed, settings: Settings) -> Loop:
    """The loop that a record looks at, with those of the switches that describe loops."""
    own = {name: value for name, value in parameters_of(observed).items() if name not in TOLD_OTHERWISE["loop"]}
    at = {**own, "t": refits_of(observed)}
    sequences = {sequence.name: terms for sequence, terms in observed.sequences.items()}
    return described(at, {switch: value for switch, value in settings.items() if switch in CHOICES}, sequences)


def arguments_of(observed: Observed, settings: Settings, generator: np.random.Generator) -> dict[str, Any]:
    """The arguments of a process: parameters by the names it has for them, then its switches.

    Raises ValueError for a parameter that the process does not have.
    """
    if observed.process == "loop":
        own = {switch: value for switch, value in settings.items() if switch not in CHOICES}
        return {"loop": loop_of(observed, settings), **own}
    names, at = ARGUMENTS.get(observed.process, ONLY_REFITS), parameters_of(observed)
    arguments: dict[str, Any] = {"generations": refits_of(observed)}
    for quantity, value in observed.at.items():
        if quantity.name in names:
            arguments[names[quantity.name]] = int(value) if quantity.domain.integer else float(value)
        elif not observed.arguments and quantity.name not in TOLD_OTHERWISE[observed.process]:
            raise ValueError(f"the {observed.process} process has no parameter for {quantity.name}")
    arguments.update({switch: value for switch, value in settings.items() if switch not in TOLD_BY_NUMBERS})
    if observed.process == "regression":
        arguments.update(regression_arguments(observed, settings, generator))
    if observed.process == "multivariate":
        arguments.update(multivariate_arguments(at))
    if observed.process == "shrinkage":
        arguments["distance"] = math.sqrt(at["theta2"])
    if observed.process == "verified" and "R" in at:
        arguments["wrong"] = float(1 / at["R"])  # of right answers all are accepted
    if observed.process == "ensemble":
        arguments.update(weights=(1 / int(at["K"]),) * int(at["K"]), shares=true_shares(at))
    sizes = sequences_of(observed).get("n", ())[: refits_of(observed)]
    if observed.process == "families" and sizes:
        arguments["points"] = tuple(map(int, sizes))
    if observed.process == "tokens":
        arguments.update(tokens=tuple(map(int, sizes)) or size_of(observed), shares=true_shares(at))
        if shares := sequences_of(observed).get("alpha"):
            arguments["real_share"] = tuple(map(float, shares))
        if "b" in at:  # pseudo-counts, of which one token has the share e; here all tokens have the same share
            arguments["pseudo_count"] = float(at["b"] * at["e"])
    return {**arguments, **observed.arguments}


def can_follow(observed: Observed, settings: Settings) -> bool:
    """Whether the process of a record takes these switches together, with the parameters of the record."""
    try:
        PROCESSES[observed.process](chains=1, **arguments_of(observed, settings, np.random.default_rng(0)))
    except ValueError:
        return False
    return True


def multivariate_arguments(at: dict[str, int | Fraction]) -> dict[str, Any]:
    """Mean and covariance of a truth in several dimensions.

    The first two coordinates have the means m_0 and q_0, the variances v_0 and w_0, and the covariance r_0; the others
    have mean 0 and variance 1, and so have the first two where the record does not say.
    """
    mean, covariance = np.zeros(int(at["d"])), np.eye(int(at["d"]))
    for place, (centre, spread) in enumerate((("m_0", "v_0"), ("q_0", "w_0"))):
        if place < len(mean):
            mean[place], covariance[place, place] = float(at.get(centre, 0)), float(at.get(spread, 1))
    if "r_0" in at:
        covariance[0, 1] = covariance[1, 0] = float(at["r_0"])
    return {"mean": tuple(mean.tolist()), "covariance": tuple(map(tuple, covariance.tolist()))}


def true_shares(at: dict[str, int | Fraction]) -> tuple[float, ...]:
    """The probabilities of the tokens: those that are given and one for the rest, or equal ones with diversity G_0."""
    if "G_0" in at:
        tokens = 1 / (1 - Fraction(at["G_0"]))
        if tokens.denominator != 1:
            raise ValueError(f"G_0 must be 1 - 1/K for K equally likely tokens, not {at['G_0']}: choose K = 2, 3, ...")
        return (float(1 / tokens),) * int(tokens)
    given = [Fraction(at[name]) for name in TRUE_SHARES if name in at]
    return tuple(float(share) for share in (*given, 1 - sum(given)) if share)


def regression_arguments(observed: Observed, settings: Settings, generator: np.random.Generator) -> dict[str, Any]:
    """The rows, the coefficients, the design and the penalty of a regression."""
    at, sequences = parameters_of(observed), sequences_of(observed)
    columns = int(at["d"])
    found: dict[str, Any] = {"rows": size_of(observed)}
    if "beta" in at:
        found["coefficients"] = (float(at["beta"]),) * columns
    if "beta2" in at:
        found["coefficients"] = (math.sqrt(at["beta2"] / columns),) * columns
    if "truth" in sequences:
        found["coefficients"] = tuple(map(float, sequences["truth"]))
    if settings.get("design", "fixed") == "fixed":
        found["design_matrix"] = fixed_design(observed, settings, generator)
    if "estimator" in settings:
        found["penalty"] = float(at.get("penalty", PENALTY)) if settings["estimator"] == "ridge" else 0.0
    return found


def fixed_design(observed: Observed, settings: Settings, generator: np.random.Generator) -> Array:
    """One matrix for all chains.

    With equal leverages its columns are harmonics; with X'X = s I, or diagonal with the terms of a spectrum, if the
    record gives eigenvalues; else one standard normal draw.
    """
    at, sequences = parameters_of(observed), sequences_of(observed)
    rows, columns = size_of(observed), int(at["d"])
    if settings.get("leverages") == "equal":
        angles = 2 * np.pi * np.outer(np.arange(rows), np.arange(1, columns // 2 + 1)) / rows
        constant = np.ones((rows, columns % 2))
        return np.concatenate([constant, np.cos(angles), np.sin(angles)], axis=1)
    matrix = generator.standard_normal((rows, columns))
    if "s" not in at and "spectrum" not in sequences:
        return matrix
    eigenvalues = [float(value) for value in sequences.get("spectrum", (Fraction(at.get("s", 1)),) * columns)]
    return np.asarray(np.linalg.qr(matrix)[0] * np.sqrt(eigenvalues))

"""Where theorems and processes meet: each observed conclusion held against a simulation that knows no formula.

The assumptions of a theorem set the switches of a process, its `Observed` records say what to record of each
chain and at which parameters, and a check of `verdict` compares.  Both error rates are fixed before anything
is drawn, and the number of chains follows from them; a comparison that takes too many raises Underpowered.

    mean         median of means, valid for any law with at most the stated variance
    chi-square   two checks on all refits of all chains: the exact law of their sum, and the whole law
    constant     every chain, to the stated rounding error

A conclusion that does not use normal draws is held against uniform, Laplace and Student draws as well.

Variances under other laws.  A record bounds the variance of its statistic for normal draws.  The statistics
here are linear, or sums of squares, in the draws of each refit.  For independent, symmetric draws z with
kurtosis k and positive semidefinite A and B,

    E[(z'Az)(z'Bz)] = tr A tr B + 2 tr AB + (k - 3) sum_i a_ii b_ii,   sum_i a_ii b_ii <= (tr A tr B + 2 tr AB)/2,

so that for k > 3 a refit multiplies second moments by at most (k - 1)/2 of what it does for normal draws, and
for k < 3 by no more than that.  Chains of t refits have a second moment of at most ((k - 1)/2)^t times the normal one.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from sympy import Expr, sympify

from collapse_math.assumptions import GAUSSIAN_DRAWS
from collapse_math.closed_forms import ClosedForm
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.observed import Observed
from collapse_math.processes import GaussianChain, RegressionChain
from collapse_math.refuter import quantities_of
from collapse_math.results import Conclusion, Report
from collapse_math.verdict import ChiSquareSum, MedianOfMeans, Underpowered, Verdict, WholeLaw, judge_equal

FALSE_ALARM = 1e-9
MISS = 1e-4
EFFECT = 0.05  # on a scale: of the scale; on a mean: see `effect_on_mean`
EFFECT_OF_OTHER_LAWS = 0.1
EFFECT_ON_LAW = 0.03  # distance between distribution functions
ROUNDING = 1e-9  # relative to the expected value, or to 1 if that is larger
CHAINS_OF_A_CONSTANT = 1000
REFITS_OF_A_LAW = 3  # where the record does not say
CHAINS_AT_ONCE = 50_000
MOST_DRAWS = 3 * 10**8  # standardised draws in one comparison

KURTOSIS = {"gaussian": 3.0, "uniform": 1.8, "laplace": 6.0, "student": 4.0}
OTHER_LAWS = ("uniform", "laplace", "student")

PROCESSES = {"gaussian": GaussianChain, "regression": RegressionChain}
# What the quantities of the derivations are called in the processes.
ARGUMENTS = {
    "gaussian": {"n": "points", "t": "generations", "m_0": "mean", "v_0": "variance", "c": "divisor"},
    "regression": {
        "n": "rows",
        "d": "columns",
        "t": "generations",
        "sigma2": "noise_variance",
        "penalty": "penalty",
    },
}
PENALTY = 1.0  # where ridge regression takes the place of least squares

Array = NDArray[np.float64]
Settings = dict[str, str]
CheckOfMean = MedianOfMeans


@dataclass(frozen=True)
class Agreement:
    """One conclusion held against one simulation.

    conclusion  its name
    observed    what was recorded of each chain, and at which parameters
    settings    the switches of the process that the assumptions, or their violation, set
    verdict     what came of it
    """

    conclusion: str
    observed: Observed
    settings: Settings
    verdict: Verdict


@dataclass(frozen=True)
class Plan:
    """A comparison before anything is drawn.

    expected  the closed form at the parameters
    checks    what to judge the values by; none for a constant
    chains    how many chains that takes
    """

    conclusion: str
    observed: Observed
    settings: Settings
    expected: float
    checks: tuple[MedianOfMeans | ChiSquareSum | WholeLaw, ...]
    chains: int


def agreements(theorem: Theorem, report: Report, seed: int = 0) -> Iterator[Agreement]:
    """Hold every observed conclusion against the process that satisfies the theorem's assumptions.

    `report` is that of `theorem.check()`; the draws depend on `seed` and on the parameters.  Raises
    Underpowered, and ValueError for a record that the process cannot follow.
    """
    plans = []
    for conclusion, observed in observations(theorem):
        settings = settings_of(theorem.assumes, observed.process)
        normal = GAUSSIAN_DRAWS in report.uses[conclusion.name]
        for law in ("gaussian",) if normal else ("gaussian", *OTHER_LAWS):
            if law == "gaussian":
                plans.append(planned(conclusion, observed, settings))
            else:
                plans.append(planned(conclusion, earlier(observed), {**settings, "draws": law}))
    yield from carried_out(theorem.key, plans, seed)


def agreements_without(theorem: Theorem, assumption: Assumption, seed: int = 0) -> Iterator[Agreement]:
    """Hold every observed conclusion against processes that violate one assumption and keep the others.

    The error rates of a mean hold as far as its variance stays within ten times the stated bound.
    """
    plans = []
    for conclusion, observed in observations(theorem):
        settings = settings_of(theorem.assumes, observed.process)
        for switch, value in violations(assumption, observed.process):
            plans.append(planned(conclusion, observed, {**settings, switch: value}))
    yield from carried_out(theorem.key, plans, seed)


def observations(theorem: Theorem) -> Iterator[tuple[Conclusion, Observed]]:
    """All records of how conclusions can be observed."""
    for conclusion in theorem.conclusions.values():
        for observed in conclusion.observed:
            yield conclusion, observed


def earlier(observed: Observed) -> Observed:
    """The same after two refits at most, if the variance bound says what it is there.

    Bounds for other laws grow with every refit, and two show already that generations compose.
    """
    known = sympify(observed.variance or 0).free_symbols
    at = {q: min(value, 2) if q.name == "t" and q in known else value for q, value in observed.at.items()}
    return replace(observed, at=at)


def settings_of(assumptions: Iterable[Assumption], process: str) -> Settings:
    """The switches of a process at which the assumptions hold, where that is not the standard setting."""
    return {switch: value for a in assumptions for switch, value in a.set_by if switch in switches(process)}


def violations(assumption: Assumption, process: str) -> list[tuple[str, str]]:
    """The switches of a process that violate an assumption."""
    return [(switch, value) for switch, value in assumption.broken_by if switch in switches(process)]


def switches(process: str) -> set[str]:
    """The names of a process's switches."""
    own = {field.name for field in fields(PROCESSES[process])}
    return own | {"estimator"} if process == "regression" else own


def planned(conclusion: Conclusion, observed: Observed, settings: Settings) -> Plan:
    """Fix the checks and the number of chains of one comparison; raises Underpowered if it takes too many."""
    expected = value_of(conclusion.expression, observed)
    refits = dimensions(observed)["generations"]
    checks: tuple[MedianOfMeans | ChiSquareSum | WholeLaw, ...] = ()
    chains = CHAINS_OF_A_CONSTANT
    if observed.kind == "mean":
        checks = (check_of_mean(observed, settings, expected, refits),)
        chains = checks[0].draws_needed
    elif observed.kind == "chi-square":
        rates = {"false_alarm": FALSE_ALARM, "miss": MISS}
        checks = (
            ChiSquareSum(degrees=expected, smallest_effect=EFFECT, **rates),
            WholeLaw(smallest_effect=EFFECT_ON_LAW, **rates),
        )
        chains = math.ceil(max(check.draws_needed for check in checks) / refits)
    elif observed.kind != "constant":
        raise ValueError(f"{conclusion.name}: a record must be mean, chi-square or constant, not {observed.kind}")
    draws = chains * refits * dimensions(observed)["size"]
    if draws > MOST_DRAWS:
        raise Underpowered(
            f"{conclusion.name}: {observed.statistic} at {point_of(observed)} needs {draws:.2g} draws, more than "
            f"{MOST_DRAWS:.0e}: observe it where its variance is smaller, or bound the variance better"
        )
    return Plan(conclusion.name, observed, settings, expected, checks, chains)


def check_of_mean(observed: Observed, settings: Settings, expected: float, refits: int) -> MedianOfMeans:
    """The check of an expectation, with the stated bound on the variance carried over to other laws."""
    if observed.variance is None:
        raise ValueError(f"{observed.statistic}: the record of a mean must bound the variance of the statistic")
    variance = value_of(sympify(observed.variance), observed)
    kurtosis = KURTOSIS[settings.get("draws", "gaussian")]
    share = EFFECT
    if kurtosis != KURTOSIS["gaussian"]:
        growth = max(1.0, (kurtosis - 1) / 2) ** refits
        variance, share = growth * (variance + expected**2) - expected**2, EFFECT_OF_OTHER_LAWS
    effect = effect_on_mean(share, expected, math.sqrt(variance))
    return MedianOfMeans(mean=expected, variance=variance, smallest_effect=effect, false_alarm=FALSE_ALARM, miss=MISS)


def effect_on_mean(share: float, expected: float, deviation: float) -> float:
    """The smallest effect to be seen: a share of the mean, taken to lie between half and one standard deviation.

    A mean that happens to be near zero, such as that of a logarithm, cannot be seen to a share of itself.
    """
    return share * min(max(abs(expected), deviation / 2), deviation)


def carried_out(key: str, plans: list[Plan], seed: int) -> Iterator[Agreement]:
    """Run each process once for all plans that look at the same one, and judge."""
    groups: dict[str, list[Plan]] = {}
    for plan in plans:
        process = f"{key}, {plan.observed.process}, {point_of(plan.observed)}, {sorted(plan.settings.items())}"
        groups.setdefault(process, []).append(plan)
    for process, group in groups.items():
        digest = hashlib.sha256(process.encode()).digest()
        generator = np.random.default_rng([seed, *digest])
        recorded = simulated(group, generator)
        for plan in group:
            for verdict in judged(plan, recorded[plan.observed.statistic]):
                yield Agreement(plan.conclusion, plan.observed, plan.settings, verdict)


def simulated(plans: list[Plan], generator: np.random.Generator) -> dict[str, Array]:
    """Run as many chains as the plans need; for each statistic its values, of shape (refits, chains).

    Every row is kept where a law is observed, else the last row alone.
    """
    every = {plan.observed.statistic for plan in plans if plan.observed.kind == "chi-square"}
    parts: dict[str, list[Array]] = {plan.observed.statistic: [] for plan in plans}
    left = max(plan.chains for plan in plans)
    arguments = arguments_of(plans[0].observed, plans[0].settings, generator)
    while left > 0:
        process = PROCESSES[plans[0].observed.process](chains=min(left, CHAINS_AT_ONCE), **arguments)
        run = process.run(generator)
        for statistic, found in parts.items():
            values = getattr(run, statistic)
            found.append(values if statistic in every else values[-1:])
        left -= process.chains
    return {statistic: np.concatenate(found, axis=1) for statistic, found in parts.items()}


def judged(plan: Plan, values: Array) -> Iterator[Verdict]:
    """Judge what was recorded by the checks of a plan."""
    observed = plan.observed
    what = f"{plan.conclusion} by {observed.statistic}"
    if observed.kind == "constant":
        scale = max(abs(plan.expected), 1.0)
        yield judge_equal(values[-1], plan.expected, tolerance=ROUNDING, scale=scale, check=what)
    for check in plan.checks:
        if isinstance(check, MedianOfMeans):
            yield check.judge(values[-1], f"mean of {what}")
            continue
        scaled = values * value_of(sympify(observed.scale), observed)
        if isinstance(check, ChiSquareSum):
            yield check.judge(scaled, f"chi-square sum of {what}")
        else:
            law = stats.chi2(plan.expected)
            yield check.judge(scaled, law.cdf, f"chi-square law of {what}")


def value_of(expression: Expr, observed: Observed) -> float:
    """An expression at the parameters of a record."""
    parameters = quantities_of(expression)
    values = {quantity.name: value for quantity, value in observed.at.items()}
    form = ClosedForm(expression, parameters)
    return float(Fraction(form.decimal(17, **{q.name: values[q.name] for q in parameters})))


def point_of(observed: Observed) -> str:
    """The parameters of a record, such as n = 4, t = 2."""
    return ", ".join(f"{quantity} = {value}" for quantity, value in observed.at.items())


def dimensions(observed: Observed) -> dict[str, int]:
    """How many refits a record looks at, and how many draws one refit takes."""
    at = {quantity.name: value for quantity, value in observed.at.items()}
    refits = int(at.get("t", REFITS_OF_A_LAW if observed.kind == "chi-square" else 1))
    return {"generations": refits, "size": int(at["n"])}


def arguments_of(observed: Observed, settings: Settings, generator: np.random.Generator) -> dict[str, Any]:
    """The arguments of a process: parameters by the names it has for them, then its switches.

    A fixed design is one matrix for all chains: with X'X = s I if the record gives an eigenvalue s, else one
    standard normal draw.
    """
    names = ARGUMENTS[observed.process]
    at = {quantity.name: value for quantity, value in observed.at.items()}
    arguments: dict[str, Any] = {"generations": dimensions(observed)["generations"]}
    for quantity, value in observed.at.items():
        if quantity.name in names:
            arguments[names[quantity.name]] = int(value) if quantity.domain.integer else float(value)
        elif observed.process != "regression" or quantity.name not in ("s", "beta", "beta2"):
            raise ValueError(f"the {observed.process} process has no parameter for {quantity.name}")
    arguments.update({switch: value for switch, value in settings.items() if switch != "estimator"})
    if observed.process == "regression":
        arguments.update(regression_arguments(at, settings, generator))
    return arguments


def regression_arguments(
    at: dict[str, int | Fraction], settings: Settings, generator: np.random.Generator
) -> dict[str, Any]:
    """The coefficients, the fixed design and the penalty of a regression."""
    rows, columns = int(at["n"]), int(at["d"])
    found: dict[str, Any] = {}
    if "beta" in at or "beta2" in at:
        found["coefficients"] = (float(at["beta"]) if "beta" in at else math.sqrt(at["beta2"]),) * columns
    if settings.get("design", "fixed") == "fixed":
        matrix = generator.standard_normal((rows, columns))
        found["design_matrix"] = np.linalg.qr(matrix)[0] * math.sqrt(at["s"]) if "s" in at else matrix
    if "estimator" in settings:
        found["penalty"] = float(at.get("penalty", PENALTY)) if settings["estimator"] == "ridge" else 0.0
    return found

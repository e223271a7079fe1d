"""Where theorems and processes meet: observed conclusions held against simulations that know no formula.

The assumptions of a theorem set the switches of a process, its `Observed` records say what to record of each
chain and at which parameters, and a check of `verdict` compares.  Both error rates are fixed before anything
is drawn, and the number of chains follows from them; a comparison that takes too many raises Underpowered.

A conclusion that does not use normal draws is held against uniform, Laplace and Student draws as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from sympy import sympify

from collapse_math.assumptions import GAUSSIAN_DRAWS
from collapse_math.comparison import BOUNDED_BY_GROWTH, BY_RANGE, Array, Plan, growth, planned
from collapse_math.configuration import (
    PROCESSES,
    Settings,
    arguments_of,
    can_follow,
    point_of,
    refuse_unknown,
    settings_of,
    switches,
    violations,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption
from collapse_math.observed import Observed
from collapse_math.results import Conclusion, Report
from collapse_math.verdict import Verdict

OTHER_LAWS = ("uniform", "laplace", "student")
ONE_REFIT = ("dependence", "law", "shape")  # switches with which variances are known after one refit only
CHAINS_AT_ONCE = 50_000


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


def agreements(theorem: Theorem, report: Report, seed: int = 0) -> Iterator[Agreement]:
    """Hold every observed conclusion against the process that satisfies the theorem's assumptions.

    `report` is that of `theorem.check()`; the draws depend on `seed` and on the parameters.  Raises
    Underpowered, and ValueError for a record that the process cannot follow.
    """
    plans = []
    for conclusion, observed in observations(theorem):
        settings = settings_of(theorem.assumes, observed.process)
        plans.append(planned(conclusion, observed, settings))
        other_laws = "draws" in switches(observed.process)
        if other_laws and GAUSSIAN_DRAWS not in report.uses[conclusion.name]:
            sooner = soon(observed, "draws")
            for law in OTHER_LAWS:
                factor = growth("draws", law, sooner)
                plans.append(planned(conclusion, sooner, {**settings, "draws": law}, factor))
    yield from carried_out(theorem.key, plans, seed)


def agreements_without(theorem: Theorem, report: Report, assumption: Assumption, seed: int = 0) -> Iterator[Agreement]:
    """Hold every observed conclusion against processes that violate one assumption and keep the others.

    For a conclusion that does not use the assumption, both error rates hold in the changed process, which is
    looked at soon where its variance is but bounded.  For one that does, they hold in the process as assumed.
    """
    plans = []
    for conclusion, observed in observations(theorem):
        settings = settings_of(theorem.assumes, observed.process)
        for switch, value in violations(assumption, observed.process):
            changed = {**settings, switch: value}
            if not can_follow(observed, changed):
                continue
            if assumption in report.uses[conclusion.name]:
                plans.append(planned(conclusion, observed, changed, assumed=settings))
            else:
                sooner = soon(observed, switch)
                plans.append(planned(conclusion, sooner, changed, growth(switch, value, sooner)))
    yield from carried_out(theorem.key, plans, seed)


def observations(theorem: Theorem) -> Iterator[tuple[Conclusion, Observed]]:
    """All records of how conclusions can be observed; raises ValueError for one that names what there is not."""
    for conclusion in theorem.conclusions.values():
        for observed in conclusion.observed:
            refuse_unknown(observed)
            yield conclusion, observed


def soon(observed: Observed, switch: str) -> Observed:
    """The same after fewer refits, if its variance is but bounded once this switch is turned.

    Bounds on variances in a changed process grow with every refit; two show that generations compose.
    """
    exact = observed.variance == "exact"
    if observed.variance in BY_RANGE or (exact and switch not in BOUNDED_BY_GROWTH):
        return observed
    refits = 1 if switch in ONE_REFIT else 2
    known = set() if observed.variance is None or exact else sympify(observed.variance).free_symbols
    at = {
        q: min(value, refits) if q.name == "t" and (exact or q in known) else value for q, value in observed.at.items()
    }
    return replace(observed, at=at)


def carried_out(key: str, plans: list[Plan], seed: int) -> Iterator[Agreement]:
    """Run each process once for all plans that look at the same one, and judge."""
    groups: dict[str, list[Plan]] = {}
    for plan in plans:
        process = f"{key}, {plan.observed.process}, {point_of(plan.observed)}, {sorted(plan.settings.items())}"
        if plan.observed.arguments:
            process += f", {sorted(plan.observed.arguments.items())}"
        groups.setdefault(process, []).append(plan)
    for process, group in groups.items():
        digest = hashlib.sha256(process.encode()).digest()
        recorded = simulated(group, np.random.default_rng([seed, *digest]))
        for plan in group:
            for verdict in plan.judge(recorded[plan.observed.statistic]):
                yield Agreement(plan.conclusion, plan.observed, plan.settings, verdict)


def simulated(plans: list[Plan], generator: np.random.Generator) -> dict[str, Array]:
    """Run as many chains as the plans need; for each statistic its values, of shape (refits, chains).

    All refits are kept where a law is observed and refits are independent of each other, else the last one; never
    generation 0, which some statistics begin with.
    """
    observed, settings = plans[0].observed, plans[0].settings
    independent = settings.get("randomness", "fresh") == "fresh"
    every = {plan.observed.statistic for plan in plans if plan.observed.kind == "chi-square" and independent}
    parts: dict[str, list[Array]] = {plan.observed.statistic: [] for plan in plans}
    arguments = arguments_of(observed, settings, generator)
    left = max(plan.chains for plan in plans)
    while left > 0:
        process = PROCESSES[observed.process](chains=min(left, CHAINS_AT_ONCE), **arguments)
        run = process.run(generator)
        for statistic, found in parts.items():
            values = getattr(run, statistic)
            found.append(values[-process.generations :] if statistic in every else values[-1:])
        left -= process.chains
    return {statistic: np.concatenate(found, axis=1) for statistic, found in parts.items()}

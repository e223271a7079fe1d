"""How often the whole suite may raise a false alarm: less than once in a million runs.

Each test file that makes statistical checks has a budget here, the sum of their false-alarm rates.  conftest.py puts
`counted` in front of every verdict, those of forked processes included, so that a check that its file has no budget
for fails.  What is no `Check` of the library says its rate by `ACCOUNT.spend`.  A check that is itself being tested,
at rates of some per cent, is made within `measured`; what is said about its errors is a check again.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from collapse_math.planning import BudgetExceeded, Check, Verdict

TESTS = Path(__file__).parent
TOTAL = 1e-6
BUDGETS: dict[str, float] = {
    "test_processes.py": 300e-9,
    "test_multivariate_process.py": 40e-9,
    "test_family_process.py": 30e-9,
    "test_verdict.py": 40e-9,
    "test_schedule_process.py": 60e-9,
    "test_agreement.py": 80e-9,
    "test_schemes.py": 40e-9,
    "test_designs.py": 10e-9,
    "test_cli.py": 50e-9,
    "test_cochran.py": 2e-9,
    "test_failures_shown.py": 5e-9,
    "derivations/test_dimensions.py": 5e-9,
    "derivations/test_gaussian_terminal.py": 5e-9,
    "derivations/test_gaussian_sampling.py": 2e-9,
    "derivations/test_gaussian_tails.py": 4e-9,
    "derivations/test_gaussian_published.py": 2e-9,
    "derivations/test_vanishing_share.py": 1e-9,
    "derivations/test_boundaries.py": 20e-9,
    "derivations/test_regression_normal_noise.py": 10e-9,
    "paper/test_headline.py": 1e-9,
    "test_readme.py": 40e-9,
    "test_selection_process.py": 10e-9,
    "test_small_processes.py": 3e-9,
    "test_without.py": 100e-9,
}


class Account:
    """What each test file has spent; forked processes share it.

    file       the one of which a test is running, by its path in tests/
    spent      by file
    measuring  whether the checks that are made are what is being tested
    """

    def __init__(self) -> None:
        """Nothing is running yet."""
        self.file = ""
        self.spent: dict[str, Synchronized[float]] = {}
        self.measuring = False

    def opens(self, path: Path) -> None:
        """A test of this file is about to run."""
        self.file = path.relative_to(TESTS).as_posix()
        self.spent.setdefault(self.file, multiprocessing.Value("d", 0.0))

    def spend(self, rate: float) -> None:
        """One more check with this false-alarm rate; raises BudgetExceeded if its file has no budget for it."""
        if self.measuring:
            return
        spent, budget = self.spent[self.file], BUDGETS.get(self.file, 0.0)
        with spent.get_lock():
            spent.value += rate
            if spent.value > budget * (1 + 1e-9):  # decimal rates do not add up exactly in binary
                raise BudgetExceeded(
                    f"the checks of {self.file} have a false-alarm rate of {spent.value:.3g}, above its budget of "
                    f"{budget:.3g}: see tests/false_alarms.py"
                )


ACCOUNT = Account()


def counted(verdict: Callable[..., Verdict]) -> Callable[..., Verdict]:
    """The method by which all checks arrive at their verdict, with its rate counted first."""

    @wraps(verdict)
    def spending(self: Check, *args: object) -> Verdict:
        ACCOUNT.spend(self.false_alarm)
        return verdict(self, *args)

    return spending


@contextmanager
def measured() -> Iterator[None]:
    """Within, checks are what is being tested: their errors are counted and compared, and raise no alarm."""
    ACCOUNT.measuring = True
    try:
        yield
    finally:
        ACCOUNT.measuring = False

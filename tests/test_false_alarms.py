"""The false-alarm rates of all checks in the suite add up to less than one in a million, and nothing gets around it."""

from __future__ import annotations

import math
import multiprocessing
import re

import false_alarms
import numpy as np
import pytest
from false_alarms import ACCOUNT, BUDGETS, TESTS, TOTAL, measured

from collapse_math.planning import BudgetExceeded
from collapse_math.verdict import NormalSum, RobustMean, judge_equal
from collapse_math.workers import within

CHECK = NormalSum(smallest_effect=0.5, false_alarm=1e-9, miss=1e-4)
VALUES = np.random.default_rng(0).standard_normal(CHECK.draws_needed)


@pytest.fixture(autouse=True)
def three_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may make three checks at 1e-9 is running."""
    monkeypatch.setitem(false_alarms.BUDGETS, "test_specimen.py", 3e-9)
    monkeypatch.setattr(ACCOUNT, "file", "")
    monkeypatch.setattr(ACCOUNT, "spent", {})
    ACCOUNT.opens(TESTS / "test_specimen.py")


def spent() -> float:
    return float(ACCOUNT.spent["test_specimen.py"].value)


def test_the_budgets_add_up_to_less_than_one_in_a_million() -> None:
    budgets = [budget for file, budget in BUDGETS.items() if file != "test_specimen.py"]
    readme = (TESTS.parent / "README.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"false-alarm rates add up to ([0-9.e-]+) at most", " ".join(readme.split()))
    assert math.fsum(budgets) <= float(said) < TOTAL == 1e-6


def test_every_file_with_a_budget_is_there() -> None:
    assert [file for file in BUDGETS if file != "test_specimen.py" and not (TESTS / file).is_file()] == []


def test_a_check_without_a_budget_fails() -> None:
    for _ in range(3):
        assert CHECK.judge(VALUES).agrees
    with pytest.raises(BudgetExceeded, match=r"test_specimen\.py have a false-alarm rate of 4e-09"):
        CHECK.judge(VALUES)
    ACCOUNT.opens(TESTS / "derivations" / "test_another_specimen.py")
    with pytest.raises(BudgetExceeded, match="above its budget of 0"):
        CHECK.judge(VALUES)


def test_a_check_at_a_millionth_fails_at_once() -> None:
    check = RobustMean(mean=0, variance=1, smallest_effect=1, false_alarm=1e-6, miss=1e-4)
    with pytest.raises(BudgetExceeded):
        check.judge(np.zeros(check.draws_needed))


def test_checks_in_forked_processes_count() -> None:
    for made in (1, 2, 3):
        assert within(10, CHECK.judge, VALUES).agrees
        assert spent() == pytest.approx(made * 1e-9)
    with multiprocessing.get_context("fork").Pool(1) as pool, pytest.raises(BudgetExceeded):
        pool.apply(CHECK.judge, (VALUES,))


def test_a_file_is_not_forgiven_when_another_one_runs() -> None:
    CHECK.judge(VALUES)
    ACCOUNT.opens(TESTS / "test_another_specimen.py")
    ACCOUNT.opens(TESTS / "test_specimen.py")
    assert spent() == pytest.approx(1e-9)


def test_what_involves_no_chance_or_is_measured_is_free() -> None:
    assert judge_equal(1.0, 1.0, tolerance=0).agrees
    with measured():
        for _ in range(5):
            CHECK.judge(VALUES)
    assert spent() == 0
    CHECK.judge(VALUES)
    assert spent() == pytest.approx(1e-9)

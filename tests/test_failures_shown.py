"""What a reader is told when something does not stand, is not known, or does not fit: pages, audits, sentences."""

from __future__ import annotations

import io
import re
import runpy
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from sympy import sqrt

from collapse_math import audit, cli
from collapse_math.agreement import Agreement
from collapse_math.assumptions import ASSUMPTIONS
from collapse_math.audit import Finding
from collapse_math.breaking import Broken
from collapse_math.claims import Computed
from collapse_math.comparison import growth
from collapse_math.derivation import Theorem
from collapse_math.evaluation import evaluated
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from collapse_math.report import breaking, findings, foundations, reading
from collapse_math.report.terminal import Terminal
from collapse_math.report.values import values
from collapse_math.results import Report
from collapse_math.verdict import Verdict
from derivations import load

n, t = integer("n", at_least=2), integer("t", at_least=0)
v_0 = real("v_0", above=0)
PLAIN = Terminal(100, colour=False, unicode=False)


def specimen() -> Theorem:
    """A theorem of one step, 1 - 1/n = 1 - 1/(n + 1), which is false."""
    theorem = Theorem("test.specimen", "a specimen", (), (n,))
    theorem.concludes("share", "1 - 1/n", theorem.equation("a slip", 1 - 1 / n, 1 - 1 / (n + 1)))
    return theorem


# A derivation that does not stand ---------------------------------------------------------------------


def test_the_page_shows_the_step_that_fails_and_the_point() -> None:
    theorem = specimen()
    text = "\n".join(reading.page(theorem, theorem.check(), None, PLAIN))
    assert "a slip   [REFUTED]" in text
    assert "n = 2" in text
    assert "NOT established" in text
    assert "nothing else" in text  # of the foundations


def test_a_module_whose_theorem_does_not_stand_ends_with_status_1() -> None:
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as stopped:
        specimen().main()
    assert stopped.value.code == 1
    assert "REFUTED" in out.getvalue()


def test_the_foundations_of_what_does_not_stand() -> None:
    theorem = specimen()
    text = "\n".join(foundations.foundations(theorem, theorem.check(), PLAIN))
    assert "does NOT stand" in text
    assert "step 1, a slip" in text
    assert "none, since it does not stand" in text
    assert "the algebra of fractions alone" in text


def test_a_computed_step_is_among_the_foundations() -> None:
    theorem = Theorem("test.specimen", "a specimen", (), ())
    theorem.concludes("root", "root", theorem.equation("roots", sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2), how=Computed()))
    text = "\n".join(foundations.foundations(theorem, theorem.check(), PLAIN))
    assert "Steps that are computed, not proved" in text
    assert "SymPy's word is taken for it" in text
    assert "Weakest grade of a step: computed" in text


def test_a_theorem_does_not_cite_another_one_of_its_own_key() -> None:
    below, above = specimen(), Theorem("test.specimen", "a specimen", (), (n,))
    above.concludes("share", "share", above.cites(below.conclusions["share"].fact))
    assert any("its own key test.specimen" in problem for problem in above.check().problems)


def test_there_is_nothing_to_combine_in_no_expectation() -> None:
    with pytest.raises(ValueError, match="names no expectation"):
        specimen().by_linearity("sum", n, {}, equals=n, rest=n)


# An audit ---------------------------------------------------------------------------------------------


TRUTH = Observed("gaussian", "variances", "mean", {n: 3, t: 1, v_0: 2}, 4)


def held(observed: Observed, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """What comes of holding E[V_1] = v_0, which is false, against the process in the way that a record says."""
    theorem = Theorem("test.specimen", "a specimen", (ASSUMPTIONS["gaussian-draws"],), (n, v_0))
    theorem.concludes("variance", "E[V_1]", theorem.equation("no decay", v_0, v_0), observed)
    monkeypatch.setattr(audit, "load", lambda key: theorem)
    report = Report(theorem.key, [], {"variance": theorem.assumes}, [], (), "proved")
    comparisons, seconds = audit.held_against_processes(theorem.key, report, 0)
    return Finding(theorem.key, report, comparisons, seconds)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"at": {n: 3, t: 1, v_0: 2, real("kappa"): 1}}, "the gaussian process has no parameter for kappa"),
        ({"kind": "median"}, "chi-square, at-most or at-least, not median"),
        ({"variance": None}, "must bound the variance"),
        ({"variance": 0}, "variance: the variance of variances must be above 0, not 0"),
        ({"process": "gauss"}, "there is no process gauss: choose one of biased, "),
        ({"statistic": "entropies"}, "the gaussian process: there is no statistic entropies: choose one of"),
        ({"arguments": {"size": 3}}, "the gaussian process: there is no argument size: choose one of"),
        ({"at": {n: 3, t: 1}}, "the record of variances has no value for v_0"),
        ({"at": {n: 10**6, t: 1, v_0: 2}}, "draws, more than 3e+08"),
    ],
)
def test_a_record_that_cannot_be_followed_fails_its_theorem_alone(
    change: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = held(replace(TRUTH, **change), monkeypatch)
    assert said in finding.comparisons.refused
    assert not finding.stands
    assert [line for line in findings.failures(finding) if "no comparison with a simulation" in line]


def test_a_conclusion_that_disagrees_fails_its_theorem(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = held(TRUTH, monkeypatch)
    assert not finding.stands
    (failure,) = findings.failures(finding)
    assert "DISAGREES" in failure
    assert "gaussian process at n = 3, t = 1, v_0 = 2" in failure


def test_what_does_not_stand_is_not_held_against_anything() -> None:
    for key, cell in (("gaussian.variance_decay", "not run"), ("sample.log_chi_square", "none")):
        report = replace(specimen().check(), key=key)
        comparisons, _ = audit.held_against_processes(key, report, 0)
        assert (comparisons.agreements, comparisons.refused) == ((), "")
        assert findings.compared(Finding(key, report, comparisons, 0.0)) == cell


def test_a_step_that_fails_is_all_that_is_said_of_the_assumptions_it_would_have_used() -> None:
    theorem = specimen()
    theorem.assumes = (ASSUMPTIONS["replace"],)
    (problem,) = theorem.check().problems
    assert problem.startswith("step 1, a slip: refuted")


def test_a_refit_without_draws_is_introduced_without_them() -> None:
    theorem = load("selection.curation")
    text = "\n".join(reading.derivation(theorem, theorem.check(), PLAIN))
    assert "  One refit:\n" in text
    assert "where :" not in text


def test_a_bound_over_generations_is_claimed_in_two() -> None:
    with pytest.raises(ValueError, match="in pairs"):
        specimen().bounds_over_generations(t, "<=", {specimen().equation("", n, n): n}, start={}, uses=())


# Broken assumptions -----------------------------------------------------------------------------------


def test_a_conclusion_that_falls_although_it_does_not_use_the_assumption_is_called_a_contradiction() -> None:
    theorem, assumption = load("gaussian.variance_decay"), ASSUMPTIONS["divisor-n"]
    (observed,) = theorem.conclusions["expected_variance"].observed
    disagrees = Verdict("mean", False, 1.0, 2.0, (1.9, 2.1), 100, 1e-9, 1e-4, 0.1)
    fell = Agreement("expected_variance", observed, {"divisor": "n-1"}, disagrees)
    report = Report(theorem.key, [], dict.fromkeys(theorem.conclusions, (assumption,)), [], (), "proved")
    expected = Broken(theorem, assumption, 0, report, (fell,))
    assert "As derived" in breaking.verdict(expected)
    denied = replace(expected, report=replace(report, uses=dict.fromkeys(theorem.conclusions, ())))
    assert "CONTRADICTION: expected_variance fell" in breaking.verdict(denied)
    page = "\n".join(breaking.breaking(denied, PLAIN))
    assert "FALLS with divisor = n-1" in page
    (unseen,) = re.findall(r"Not observed in a simulation: (.*)\.", " ".join(page.split()).partition("CONTRA")[0])
    assert unseen == "expected_mean, variance_of_mean, conservation"


@pytest.mark.parametrize(
    ("switch", "value", "factor"),
    [
        ("matching", "inflated", 1.1**8),
        ("divisor", "n-1", (3 / 2) ** 4),
        ("divisor", "varying", (3 / 2) ** 4),
        ("randomness", "reused", 2.0),
        ("memory", "accumulate", 1.0),
    ],
)
def test_second_moments_in_a_changed_process(switch: str, value: str, factor: float) -> None:
    """What each change can do to E[V_2^2] for three draws per refit."""
    assert growth(switch, value, replace(TRUTH, at={n: 3, t: 2, v_0: 2})) == pytest.approx(factor)


# Commands and values ----------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.main(words)
    return status, out.getvalue(), err.getvalue()


def test_a_name_that_two_chapters_have_needs_its_chapter() -> None:
    status, out, err = run("read", "divergence")
    assert (status, out) == (2, "")
    assert "gaussian.divergence or dimensions.divergence or regression.divergence: give the chapter as well" in err


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("collapse_math.cli.run.parser", interrupted)
    assert run("ask") == (130, "", "collapse-math: interrupted\n")


def test_running_the_package_is_running_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["collapse-math", "list", "unheard-of"])
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as stopped:
        runpy.run_module("collapse_math", run_name="__main__")
    assert stopped.value.code == run("list", "unheard-of")[0]


def test_a_long_fraction_is_counted_and_a_short_one_shown() -> None:
    theorem = load("gaussian.variance_decay")

    def page(**at: int) -> str:
        given = {name: Fraction(value) for name, value in at.items()}
        return "\n".join(values(theorem, given, evaluated(theorem, "expected_variance", given, 15), PLAIN))

    digits = [len(str(number)) for number in (10**97, 11**97)]
    assert f"= a fraction of {digits[0]} over {digits[1]} digits, which --json gives" in page(n=11, t=97, v_0=1)
    assert "= 9/16" in page(n=4, t=2, v_0=1)
    assert "= 0.5625   (exact)" in page(n=4, t=2, v_0=1)


def test_a_name_longer_than_its_column_stands_on_a_line_of_its_own() -> None:
    assert PLAIN.entry("a_long_name", "what it means", 6).splitlines() == ["  a_long_name", "      what it means"]

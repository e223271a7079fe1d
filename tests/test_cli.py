"""The command line: help, output for readers and programs, bad input, exit status; never a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import pytest
from effort import one_in
from hypothesis import given
from hypothesis import strategies as st

from collapse_math import audit, cli
from collapse_math.cli import parsing
from collapse_math.derivation import Theorem
from collapse_math.report import findings
from collapse_math.report.terminal import Terminal, terminal_of
from collapse_math.results import Report
from derivations import keys, load
from derivations.paper import items
from derivations.paper.assumptions import ROWS

ROOT = Path(__file__).parent.parent
COMMANDS = (
    "list",
    "read",
    "verify",
    "rests-on",
    "evaluate",
    "token",
    "loop",
    "design",
    "without",
    "paper",
    "assumptions",
    "ask",
)


def run(*words: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.main(words)
    return status, out.getvalue(), err.getvalue()


def refused(*words: str) -> str:
    """The one sentence with which bad input is refused."""
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith("collapse-math: ")
    assert err.count("\n") == 1
    return err


# Help ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    assert f"example: collapse-math {command}" in out


def test_the_examples_of_the_help_parse() -> None:
    examples = [line for c in COMMANDS for line in re.findall(r"(collapse-math .*)", run(c, "--help")[1])]
    for example in (e for e in examples if "[" not in e):
        assert parsing.parser().parse_args(example.split()[1:])


def test_help_needs_neither_sympy_nor_numpy() -> None:
    code = (
        "import sys; from collapse_math.cli import main; status = main(['--help']); "
        "sys.exit(status or any(m in sys.modules for m in ('sympy', 'numpy', 'scipy', 'flint', 'derivations')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(command in done.stdout for command in COMMANDS)


# What is shown ------------------------------------------------------------------------------------------


def test_list_names_every_theorem_with_its_statement() -> None:
    status, out, _ = run("list")
    assert status == 0
    joined = " ".join(out.split())
    for key in keys():
        assert key in out
        assert " ".join(load(key).says.split()) in joined


def test_list_can_be_searched() -> None:
    assert "gaussian.typical_decay" in run("list", "B3")[1]
    assert "gaussian.variance_decay" not in run("list", "ridge")[1]
    assert "see 'collapse-math list'" in refused("list", "nowhere to be found")


def test_the_record_of_a_theorem() -> None:
    records = {record["key"]: record for record in json.loads(run("list", "--json")[1])}
    assert list(records) == list(keys())
    record = records["gaussian.variance_decay"]
    assert set(record) == {
        "key", "chapter", "statement", "catalogue", "assumptions", "axioms", "lemmas", "cites", "sources",
        "conditions", "conclusions",
    }  # fmt: skip
    conclusion = next(c for c in record["conclusions"] if c["name"] == "expected_variance")
    sizes = next(p for p in conclusion["parameters"] if p["name"] == "n")
    assert (sizes["integer"], sizes["lower"], sizes["lower_included"], sizes["upper"]) == (True, "2", True, None)
    assert conclusion["latex"].count("=") == 1
    assert {"key", "says"} == set(record["assumptions"][0])
    assert records["gaussian.typical_decay"]["axioms"][0]["source"]
    assert all(r["conclusions"] for r in records.values())


def test_a_derivation_is_read_step_by_step() -> None:
    status, out, _ = run("read", "variance_decay")
    theorem = load("gaussian.variance_decay")
    assert status == 0
    for step in theorem.steps:
        assert step.title in out
    for word in ("Setting.", "Derivation", "Conclusions", "Rests on", "Established", *theorem.conclusions):
        assert word in out
    assert all(a.says.split()[0] in out and a.key in out for a in theorem.assumes)


def test_a_derivation_in_ascii() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    with redirect_stdout(out):
        assert cli.main(["read", "variance_decay"]) == 0
        out.flush()
    assert b"?" not in raw.getvalue()
    assert b"E_t[v] = v_0*|1 - -|" in raw.getvalue()


@pytest.mark.parametrize(("key", "narrow"), list(zip(keys(), cycle((True, False))))[:: one_in(dev=5, ci=1)])
def test_every_derivation_can_be_shown(key: str, narrow: bool) -> None:
    """Without the check, which takes longer: formulas, reasons, refits, wide or, for every other key, narrow."""
    from collapse_math.answers import Answer
    from collapse_math.report.reading import page

    theorem = load(key)
    answers = [Answer("established", "proved") for _ in theorem.steps]
    report = Report(key, answers, dict.fromkeys(theorem.conclusions, ()), [], (), "proved")
    terminal = Terminal(width=60, unicode=False) if narrow else Terminal(width=100)
    text = "\n".join(page(theorem, report, None, terminal))
    assert all(step.title in text for step in theorem.steps)
    assert terminal.unicode or text.isascii()
    assert r"\operatorname" not in text
    assert theorem._repr_latex_().startswith("$$")
    assert theorem.key in theorem._repr_html_()
    for conclusion in theorem.conclusions.values():
        assert conclusion._repr_latex_().startswith(r"$\displaystyle")
        assert conclusion.fact._repr_latex_().endswith("$")


def test_what_a_theorem_rests_on_has_sentences() -> None:
    status, out, _ = run("rests-on", "all_moments")
    assert status == 0
    for words in ("Cochran's theorem", "Cochran (1934)", "Gamma(x + 1)", "gaussian-draws", "What each conclusion"):
        assert words in out
    record = json.loads(run("rests-on", "gaussian.typical_decay", "--json")[1])
    kinds = {item["name"]: item["kind"] for item in record["rests_on"]}
    assert kinds["Cochran's theorem"] == "axiom"
    assert kinds["z3"] == "solver"
    assert record["uses"]["drift_is_negative"] == []
    assert "gaussian-draws" in record["uses"]["drift"]


def test_the_paper_is_listed_and_each_item_shown() -> None:
    status, out, _ = run("paper")
    assert status == 0
    for item in items():
        assert item.key in out
    status, out, _ = run("paper", "lemma_7")
    assert status == 0
    assert "What is right." in out
    record = json.loads(run("paper", "Lemma", "7", "--json")[1])
    assert record["verdict"] == "follows, but says less than is claimed"
    assert all(piece["stands"] for reading in record["readings"] for piece in reading["evidence"])
    assert json.loads(run("paper", "Equation", "16", "--json")[1])["item"] == "Inequality 16"


def test_the_assumptions_are_a_table_and_each_is_shown() -> None:
    status, out, _ = run("assumptions")
    assert status == 0
    for row in ROWS:
        assert row.key in out
    assert run("assumptions", "h6")[0] == 0
    record = json.loads(run("assumptions", "H6", "--json")[1])
    assert record["without_it"]["collapse"]["verdict"] == "falls"
    status, out, _ = run("assumptions", "H8")
    assert "It is not about 'diversity collapses'" in out


# Values -------------------------------------------------------------------------------------------------


def test_values_are_exact_or_rounded_and_say_so() -> None:
    status, out, _ = run("evaluate", "gaussian.variance_decay", "expected_variance", "n=4", "t=2", "v_0=1")
    assert status == 0
    assert "= 9/16" in out
    assert "= 0.5625   (exact)" in out
    third = run("evaluate", "gaussian.variance_decay", "expected_variance", "n=3", "t=1", "v_0=1")[1]
    assert "= 2/3\n" in third
    assert "0.666666666666667   (15 digits, correctly rounded)" in third
    assert "(exact)" not in third
    assert "15 digits, correctly rounded" in run("evaluate", "typical_decay", "drift", "n=4")[1]


def test_the_record_of_a_value() -> None:
    words = ["evaluate", "variance_decay", "n=100", "t=50", "v_0=1", "--digits", "30", "--json"]
    record = json.loads(run(*words)[1])
    values = {c["name"]: c["value"] for c in record["conclusions"]}
    assert record["at"] == {"n": "100", "t": "50", "v_0": "1"}
    assert Fraction(values["expected_variance"]["exact"]) == Fraction(99, 100) ** 50
    assert values["expected_variance"]["certified_digits"] == 30
    distance = abs(Fraction(values["expected_variance"]["decimal"]) - Fraction(99, 100) ** 50)
    assert distance <= Fraction(1, 2 * 10**30)
    assert values["conservation"] == {"exact": "1", "decimal": "1", "certified_digits": 1}


def test_only_what_is_determined_is_evaluated() -> None:
    names = {c["name"] for c in json.loads(run("evaluate", "variance_decay", "v_0=3/2", "--json")[1])["conclusions"]}
    assert names == {"conservation"}


def test_numbers_may_be_written_in_several_ways() -> None:
    for text, value in (("10^15", 10**15), ("1e15", 10**15), ("10**15", 10**15)):
        record = json.loads(run("evaluate", "variance_decay", f"n={text}", "t=1", "v_0=1e-3", "--json")[1])
        exact = next(c["value"]["exact"] for c in record["conclusions"] if c["name"] == "expected_variance")
        assert Fraction(exact) == (1 - Fraction(1, value)) / 1000


def test_both_sides_of_an_inequality() -> None:
    assert re.search(r"-0\.\d+ < 0\n", run("evaluate", "typical_decay", "drift_is_negative", "n=10")[1])


def test_where_an_expectation_is_infinite_the_reason_is_given() -> None:
    message = refused("evaluate", "random_design", "n=5", "d=4", "t=2", "sigma2=1")
    assert "n > d + 1" in message
    assert "infinite" in message


BAD = {
    ("read", "nothing_like_it"): "there is no theorem",
    ("read", "gaussian.variance_decai"): "did you mean gaussian.variance_decay?",
    ("verify", "variance_decay", "variace_decay"): "did you mean variance_decay?",
    ("verify", "--seed", "-1"): "--seed",
    ("verify", "--seed", "2.5"): "whole number",
    ("rests-on", ""): "there is no theorem",
    ("evaluate", "variance_decay", "n=1", "t=0", "v_0=1"): "n must be an integer >= 2, not 1",
    ("evaluate", "variance_decay", "n=2", "t=-1", "v_0=1"): "t must be an integer >= 0, not -1",
    ("evaluate", "variance_decay", "n=5/2", "t=1", "v_0=1"): "n must be an integer",
    ("evaluate", "variance_decay", "n=2", "t=1", "v_0=-1"): "v_0 must be a real number > 0",
    ("evaluate", "variance_decay", "n=2", "t=1", "v_0=0"): "v_0 must be a real number > 0",
    ("evaluate", "variance_decay", "n=2", "n=3"): "n is given twice",
    ("evaluate", "variance_decay", "n=two"): "'two' is not a number",
    ("evaluate", "variance_decay", "n="): "'' is not a number",
    ("evaluate", "variance_decay", "=2"): "name=value",
    ("evaluate", "variance_decay", "n=inf"): "'inf' is not a number",
    ("evaluate", "variance_decay", "n=1/0"): "divides by zero",
    ("evaluate", "variance_decay", "v0=1"): "did you mean v_0?",
    ("evaluate", "variance_decay", "expected_variance", "n=2"): "t must be given",
    ("evaluate", "variance_decay", "expected_varianc", "n=2"): "did you mean expected_variance?",
    ("evaluate", "variance_decay", "expected_variance", "conservation", "v_0=1"): "one conclusion",
    ("evaluate", "variance_decay"): "must be given",
    ("evaluate", "variance_decay", "v_0=1", "--digits", "0"): "between 1 and 1000",
    ("evaluate", "known_noise", "n=3", "d=4", "t=1", "sigma2=1"): "n >= d is required",
    ("without", "variance_decay", "gausian-draws"): "did you mean gaussian-draws?",
    ("without", "variance_decay", "ridge"): "does not assume this",
    ("without", "chi_square", "replace"): "observed in a simulation",
    ("paper", "Theorem 7"): "there is no item 'Theorem 7': did you mean",
    ("assumptions", "H0"): "there is no assumption 'H0'",
    ("ask", "T0"): "the questions are T1, T2",
    ("frobnicate",): "invalid choice",
    (): "COMMAND",
    ("list", "--frobnicate"): "unrecognized arguments",
}  # fmt: skip


@pytest.mark.parametrize("words", BAD, ids=" ".join)
def test_bad_input_is_refused_in_a_sentence(words: tuple[str, ...]) -> None:
    assert BAD[words] in refused(*words)


names = st.sampled_from(["n", "t", "v_0", "m_0", "expected_variance", "N", "", "x y", "é"])
numbers = st.one_of(
    st.integers(-(10**6), 10**30).map(str),
    st.fractions(max_denominator=1000).map(str),
    st.floats().map(repr),
    st.text(alphabet="0123456789eE.+-/^*_ xn√٣", max_size=12),
    st.text(max_size=6),
)
words = st.one_of(st.tuples(names, st.sampled_from(["=", "", "==", ":="]), numbers).map("".join), st.text(max_size=8))


@given(st.lists(words.filter(lambda word: not word.startswith("-")), max_size=5))
def test_no_values_bring_a_traceback(given_words: list[str]) -> None:
    status, out, err = run("evaluate", "gaussian.variance_decay", *given_words)
    assert status in (0, 2)
    assert bool(out) == (status == 0)
    assert bool(err) == (status == 2)


# Verification -------------------------------------------------------------------------------------------


def test_verify_checks_and_compares() -> None:
    status, out, err = run("verify", "gaussian.variance_decay", "--seed", "3")
    assert (status, err) == (0, "")
    assert "1 of 1 theorem established" in out
    assert "seed 3" in out
    assert "definitions alone" in out


def test_what_a_theorem_supposes_is_counted_with_its_steps() -> None:
    out = run("verify", "paper.repeated_contraction")[1]
    (steps,) = re.findall(r"Steps: (.*)\.", out)
    numbers = [int(part.split()[0]) for part in steps.split(", ")]
    assert steps.endswith("2 supposed")
    assert sum(numbers) == len(load("paper.repeated_contraction").steps)


def test_the_record_of_an_audit() -> None:
    record = json.loads(run("verify", "typical_decay", "--json")[1])
    (theorem,) = record["theorems"]
    assert (record["seed"], theorem["stands"], theorem["problems"]) == (0, True, [])
    assert len(theorem["steps"]) == len(load("gaussian.typical_decay").steps)
    assert all(step["outcome"] == "established" for step in theorem["steps"])
    comparison = theorem["comparisons"][0]
    low, high = comparison["verdict"]["allowed"]
    assert low <= comparison["verdict"]["found"] <= high
    assert comparison["verdict"]["false_alarm"] == 1e-9


@pytest.fixture
def book_with_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book in which variance decay is derived with an error, and typical decay observed with one."""

    def planted(key: str, right: str, wrong: str) -> Theorem:
        source = (ROOT / "derivations" / f"{key.replace('.', '/')}.py").read_text()
        assert source.count(right) == 1
        space: dict[str, object] = {"__name__": "planted"}
        exec(source.replace(right, wrong), space)
        theorem = space["theorem"]
        assert isinstance(theorem, Theorem)
        return theorem

    changed = {
        "gaussian.variance_decay": planted("gaussian.variance_decay", "equals=(1 - 1/n) * v", "equals=(1 - 2/n) * v"),
        "gaussian.typical_decay": planted("gaussian.typical_decay", '"log_variances"', '"variances"'),
    }
    for module in (audit, findings):
        monkeypatch.setattr(module, "load", lambda key: changed.get(key) or load(key))


@pytest.mark.usefixtures("book_with_errors")
def test_a_false_step_is_printed_with_the_point_that_refutes_it() -> None:
    status, out, _ = run("verify", "variance_decay")
    assert status == 1
    assert "0 of 1 theorem established" in out
    failures = " ".join(out.split("FAILS", 1)[1].split())
    assert "step 1" in failures
    assert "refuted" in failures
    assert re.search(r"n = \d+", failures)


@pytest.mark.usefixtures("book_with_errors")
def test_a_disagreement_with_a_simulation_is_printed() -> None:
    status, out, _ = run("verify", "typical_decay")
    assert status == 1
    assert "DISAGREES" in out


def test_breaking_an_assumption_is_reported() -> None:
    status, out, _ = run("without", "variance_decay", "divisor-n")
    assert status == 0
    assert "FALLS with divisor = n-1" in out
    assert "survives with divisor = n-1" in out
    record = json.loads(run("without", "variance_decay", "divisor-n", "--json")[1])
    assert {"expected_variance", "variance_of_mean"} <= set(record["fallen"])
    assert "expected_mean" not in record["fallen"]
    assert record["consistent"] is True


# Terminals and pipes ------------------------------------------------------------------------------------


class Screen(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert terminal_of(Screen(io.BytesIO(), encoding="utf-8")).colour
    assert not terminal_of(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")).colour
    assert not terminal_of(Screen(io.BytesIO(), encoding="latin-1")).unicode
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal_of(Screen(io.BytesIO(), encoding="utf-8")).colour
    assert "\x1b" not in run("list")[1]


def test_progress_only_on_a_terminal() -> None:
    screen = Screen(io.BytesIO(), encoding="utf-8")
    with redirect_stderr(screen), redirect_stdout(io.StringIO()):
        assert cli.main(["verify", "iid_sample"]) == 0
    screen.flush()
    assert b"sample.iid_sample" in screen.buffer.getvalue()


@pytest.mark.parametrize("module", ["collapse_math list --json", "derivations.sample.iid_sample"])
def test_a_reader_may_leave(module: str) -> None:
    """`collapse-math list | head -1`: no traceback, whatever the reader does."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", *module.split()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    if process.stdout is None or process.stderr is None:
        raise AssertionError("pipes were asked for")
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 1


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "collapse_math", "evaluate", "variance_decay", "n=4", "t=2", "v_0=1", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["key"] == "gaussian.variance_decay"


def test_a_derivation_module_prints_itself() -> None:
    command = [sys.executable, "-m", "derivations.gaussian.variance_decay"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Established" in done.stdout


# One token -------------------------------------------------------------------------------------------------


def test_the_law_of_a_token_is_printed() -> None:
    status, out, _ = run("token", "n=4", "p=1/4", "t=2")
    assert status == 0
    assert "4 draws per generation; after 2 refits" in out
    assert re.search(r"gone +0.4632568359   = 3795/8192", out)
    assert re.search(r"mean number of refits until gone or alone +3.\d+", out)
    status, out, _ = run("token", "n=100", "p=1/5", "t=20", "real_draws=1")
    assert status == 0
    assert "1 of them real" in out
    assert "gone, in the long run" in out
    assert "each real with probability 1/2" in run("token", "n=3", "p=1/5", "t=2", "real_share=1/2")[1]


def test_the_law_of_a_token_for_a_program() -> None:
    record = json.loads(run("token", "n=3", "p=1/5", "t=2", "--json")[1])
    assert record["n"] == 3
    assert sum(record["law_of_the_count"]) == pytest.approx(1)
    assert record["gone"] == pytest.approx(0.6293333333)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("n=4", "p=1/4"), "t must be given"),
        (("n=4", "p=5/4", "t=1"), "p must lie from 0 to 1"),
        (("n=4", "p=1/4", "t=0"), "t must be at least 1"),
        (("n=4/3", "p=1/4", "t=1"), "n must be an integer"),
        (("n=4", "n=5", "p=1/4", "t=1"), "n is given twice"),
        (("n=4", "p=1/4", "t=1", "m=3"), "is none of n="),
        (("n=4", "p=x", "t=1"), "is not a number"),
        (("n=1000", "p=1/4", "t=1"), "n must be 150 at most"),
        (("n=100", "p=1/4", "t=1000"), "n must be 150 at most and n"),
        (("n=4", "p=1/4", "t=1", "real_draws=5"), "real_draws must be at most draws"),
        (("n=4", "p=1/4", "t=1", "real_draws=1", "real_share=1/2"), "not both"),
    ],
)
def test_a_token_that_cannot_be_followed_is_refused(words: tuple[str, ...], message: str) -> None:
    assert message in refused("token", *words)

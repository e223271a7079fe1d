"""The questions of the thread: all are there, plain and short; numbers come from evidence; broken evidence is seen."""

from __future__ import annotations

import ast
import io
import json
import math
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from collapse_math import audit, cli
from collapse_math.answers import Answer
from collapse_math.audit import Comparisons, Finding, Judged
from collapse_math.cli import literature, parsing
from collapse_math.evidence import ByClaim, ByCounterexample, ByLoop
from collapse_math.report import findings
from collapse_math.report.terminal import Terminal
from collapse_math.results import Report
from derivations import keys, load
from derivations.paper import items
from derivations.paper.assumptions import ROWS
from derivations.thread import QUESTIONS
from derivations.thread.question import Number, OfLoop, OfToken, Question, Ruling

PLAIN = Terminal(100, colour=False, unicode=False)
NEGATED = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}
EACH = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)

EXPLAINED = {
    "variance": r"mean squared|probability that two|chance that two",
    "diversity": r"probability that two|chance that two|scatter|variety",
    "entropy": r"surprise|how many|bits",
    "maximum likelihood": r"most probable",
    "heterozygosity": r"chance that two",
    "temperature": r"favours what is likely|sharpen",
    "selection": r"kept|keep",
    "penalty": r"penalised|coefficient",
}
"""Words that need an explanation, and what one of them looks like in the same answer."""

UNEXPLAINED = (
    "martingale",
    "eigenvalue",
    "ergodic",
    "stochastic",
    "i.i.d",
    "almost surely",
    "asymptotic",
    "stationary",
    "estimator",
    "empirical law",
    "posterior",
    "sigma-",
    "Kullback",
    "KL",
    "Dirichlet",
    "plug-in",
    "moments of",
    "covariance",
    "logit",
    "null hypothesis",
)
"""Words that an answer does without."""


def run(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = cli.main(words)
    return status, out.getvalue(), err.getvalue()


@cache
def status_of(*words: str) -> int:
    """The exit status of a command that several answers name."""
    return run(*words)[0]


@cache
def text_of(key: str) -> str:
    """The text of an answer, whose numbers take a while to work out."""
    return "\n\n".join(QUESTIONS[key].paragraphs())


# What an answer says ------------------------------------------------------------------------------------


def test_all_questions_are_there_in_order() -> None:
    assert list(QUESTIONS) == [f"T{number}" for number in range(1, 22)]


def test_the_list_has_each_question_with_an_answer_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    status, out, _ = run("ask")
    assert status == 0
    lines = [line.strip() for line in out.splitlines()]
    for question in QUESTIONS.values():
        assert question.short in lines
        assert f"\n  {question.key} " in f"\n{out}"
        assert question.asked.endswith((".", "?"))


@EACH
def test_an_answer_is_half_a_page(question: Question) -> None:
    text = text_of(question.key)
    assert 120 <= len(text.split()) <= 450
    assert 3 <= len(text.split("\n\n")) <= 8
    assert "{" not in text


@EACH
def test_an_answer_is_in_plain_words(question: Question) -> None:
    text = f"{question.short} {text_of(question.key)}"
    assert [word for word in UNEXPLAINED if word.lower() in text.lower()] == []
    for word, explanation in EXPLAINED.items():
        if word in text:
            assert re.search(explanation, text), f"{word} is not explained"


# Its numbers --------------------------------------------------------------------------------------------


def settings(question: Question) -> set[str]:
    """The numbers that the parameters of its numbers are made of, in every way of writing them."""
    given = {str(value) for number in question.numbers.values() for value in number.at.values()}
    return given | {part for text in given for part in text.split("/")} | {"1", "2"}


@EACH
def test_every_number_comes_from_evidence(question: Question) -> None:
    typed = re.findall(r"\d+(?:\.\d+)?(?:/\d+)?", re.sub(r"\b[HT]\d+", "", question.text))
    assert set(typed) <= settings(question)
    assert set(re.findall(r"{(\w+)}", question.text)) == set(question.numbers)
    for number in question.numbers.values():
        assert not isinstance(number, Number) or number.key in question.rests_on


@EACH
def test_the_source_of_a_number_is_a_command(question: Question) -> None:
    for number in question.numbers.values():
        if not isinstance(number, OfLoop):
            assert parsing.parser().parse_args(shlex.split(number.source)[1:])


def test_the_source_of_a_number_gives_it() -> None:
    for number in QUESTIONS["T6"].numbers.values():
        if isinstance(number, Number):
            [value] = json.loads(run(*shlex.split(number.source)[1:], "--json")[1])["conclusions"]
            assert float(value["value"]["decimal"]) == pytest.approx(float(str(number)), rel=1e-2)


def test_numbers_by_hand() -> None:
    """A few of them without a theorem and without the engine."""

    def number(key: str, name: str) -> float:
        return float(str(QUESTIONS[key].numbers[name]))

    def three(value: float) -> float:
        return float(f"{value:.3g}")

    assert number("T1", "noise_50") == three(0.9**50)
    assert number("T1", "forgotten") == three((20 / 21) ** 50)
    assert number("T3", "after_1000") == three(0.9 * 0.999**1000)
    assert number("T5", "odds_20") == three(0.25 * 1.2**20)
    # One real draw of 1000.  Of two that are taken from a generation, once in 1000 both are the same draw; else both
    # are synthetic with probability 998/1000 and differ as two draws of the last model do, or one of them is real.
    differ = 0.9
    for _ in range(20_000):
        differ = 0.999 * (0.998 * differ + 0.002 * 0.9)
    assert number("T3", "one_real") == three(differ)
    # The mean of n draws is off by that of the last fit, with weight 1 - alpha, and by their own variance over n.
    off = 0.0
    for t in range(1, 201):
        share, draws = 1 / (math.isqrt(t) + 1), t + 1
        off = (1 - share) ** 2 * off + (1 - (1 - share) ** 2 * off) / draws
    assert number("T10", "growing") == three(1 - off)


def test_what_can_be_a_number() -> None:
    token = OfToken("lost", 4, Fraction(1, 4), 2)
    assert str(replace(token, digits=10)) == "0.4632568359"
    assert token.source == "collapse-math token n=4 p=1/4 t=2"
    assert replace(token, real_draws=1).source.endswith("t=2 real_draws=1")
    share = Number("tokens.fixation", "fixation", {"p_0": "1/8"})
    assert (str(share), str(replace(share, digits=1))) == ("0.125", "0.1")
    small = Number("gaussian.variance_decay", "expected_variance", {"n": 2, "t": 40, "v_0": 1}, digits=2)
    assert (str(small), str(replace(small, at={**small.at, "t": 15}))) == ("9.1e-13", "0.000031")
    loop = next(number for number in QUESTIONS["T20"].numbers.values() if isinstance(number, OfLoop))
    assert str(loop) == str(Number("fresh_data.pooled_fit", "limit", {"r": 1, "s": 9, "v_0": 1}))
    with pytest.raises(ValueError, match="has no limit"):
        str(replace(loop, at={**loop.at, "divisor": 1}))


UPPER = re.compile(
    r"(?<!never )(?<!never falls )(?:at most|below|between \{\w+\} and) \{(\w+)\}|\{(\w+)\}(?: at most| or less)"
)
LOWER = re.compile(r"(?:at least|never below|never falls below|between) \{(\w+)\}|\{(\w+)\}(?: generations)? or more")


@EACH
def test_a_rounded_bound_is_a_bound(question: Question) -> None:
    text = " ".join(question.text.split())
    for pattern, side in ((UPPER, "up"), (LOWER, "down")):
        for match in pattern.finditer(text):
            number = question.numbers[match[1] or match[2]]
            assert isinstance(number, Number)
            assert number.rounded == side, match[0]


def test_bounds_are_rounded_to_their_own_side() -> None:
    limit = QUESTIONS["T17"].numbers["kept"]
    assert isinstance(limit, Number)
    assert [str(replace(limit, rounded=side)) for side in ("nearest", "up", "down")] == ["0.164", "0.165", "0.164"]
    assert math.pi**2 / 60 > 0.164
    exact = Number("tokens.fixation", "fixation", {"p_0": "1/8"}, rounded="up")
    assert str(exact) == "0.125"


# What it rests on ---------------------------------------------------------------------------------------


def report(key: str, *problems: str) -> Report:
    """The report of a theorem that stands, or does not."""
    return Report(key, [], {}, list(problems), (), "proved")


STANDING = {key: report(key) for key in keys()}


def spoken_of(question: Question) -> dict[str, str]:
    """Verdicts as the answer supposes them."""
    return {
        r.item: "; ".join(other.verdict for other in question.rulings if other.item == r.item) for r in question.rulings
    }


def judged(question: Question, **changed: object) -> Judged:
    """What comes of an answer if all that it rests on stands, but for what is changed."""
    return audit.judge_question(replace(question, **changed), dict(STANDING), spoken_of(question))


@EACH
def test_an_answer_is_supported_if_all_stands(question: Question) -> None:
    assert judged(question).problems == ()
    assert judged(question).verdict == "answered"
    assert len(set(question.rests_on)) == len(question.rests_on) > 0
    assert all(load(key).says for key in question.rests_on)


def known_verdicts() -> dict[str, str]:
    """The verdicts on the paper that its own tests establish; those on assumptions stand in their table."""
    source = ast.parse((Path(__file__).parent / "paper" / "test_verdicts.py").read_text(encoding="utf-8"))
    [found] = [n.value for n in source.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "VERDICTS"]
    rows = {row.key: ", ".join(f"{name} {cell.shows}" for name, cell in row.cells.items()) for row in ROWS}
    return {**ast.literal_eval(found), **rows}


@EACH
def test_the_verdicts_it_speaks_of_are_those_that_are_found(question: Question) -> None:
    bare = replace(question, numbers={}, computations=())
    assert audit.judge_question(bare, dict(STANDING), known_verdicts()).problems == ()


@EACH
def test_an_answer_is_unsupported_once_a_theorem_falls(question: Question) -> None:
    bare = replace(question, numbers={}, computations=())
    for key in question.rests_on:
        found = audit.judge_question(bare, {**STANDING, key: report(key, "step 1")}, spoken_of(question))
        assert found.verdict == "unsupported"
        assert f"{key} does not stand: step 1" in found.problems


@EACH
def test_an_answer_is_unsupported_once_other_evidence_is_broken(question: Question) -> None:
    for place, piece in enumerate(question.computations):
        if isinstance(piece, ByClaim | ByCounterexample):
            claim = replace(piece.claim, relation=NEGATED[piece.claim.relation])
            wrong = replace(piece, claim=claim)
        else:
            wrong = replace(piece, relation=NEGATED[piece.relation])
        others = question.computations
        assert not judged(question, numbers={}, computations=(*others[:place], wrong, *others[place + 1 :])).supported
    for ruling in question.rulings:
        for wrong_ruling in (replace(ruling, verdict="holds, they say"), replace(ruling, item="Theorem 99")):
            assert not judged(question, numbers={}, computations=(), rulings=(wrong_ruling,)).supported


@EACH
def test_an_answer_is_unsupported_once_a_number_has_no_source(question: Question) -> None:
    name, number = next((n, v) for n, v in question.numbers.items() if isinstance(v, Number))
    for wrong in (replace(number, conclusion="none"), replace(number, at={**number.at, "n": "1/2", "zeta": 3})):
        assert not judged(question, numbers={name: wrong}, computations=()).supported
    left = tuple(key for key in question.rests_on if key != number.key)
    [problem, *_] = judged(question, rests_on=left, numbers={name: number}, computations=()).problems
    assert "not among what the answer rests on" in problem


def audited(question: Question) -> Iterator[Finding]:
    """The findings of an audit in which all stands."""
    return (Finding(key, STANDING[key], Comparisons(), 0.0) for key in question.rests_on if key in STANDING)


def test_an_audit_counts_the_answers_and_names_those_that_fall() -> None:
    question = replace(QUESTIONS["T10"], computations=(), numbers={})
    paper = [Judged(item, verdict, ()) for item, verdict in spoken_of(question).items()]
    found = list(audited(question))
    assert "1 answered, from evidence that stands" in "".join(
        findings.questions(audit.judge_questions([question], found, paper), PLAIN)
    )
    fallen = [replace(found[0], report=report(found[0].key, "lost")), *found[1:]]
    said = "".join(findings.questions(audit.judge_questions([question], fallen, paper), PLAIN))
    assert f"T10 is unsupported: {found[0].key} does not stand" in said
    refused = [replace(found[0], comparisons=Comparisons(refused="no such process")), *found[1:]]
    said = "".join(findings.questions(audit.judge_questions([question], refused, paper), PLAIN))
    assert f"T10 is unsupported: {found[0].key} disagrees with a simulation" in said
    behind = replace(refused[0], key="behind", report=report("behind"))
    resting = [replace(found[0], report=replace(found[0].report, rests_on=("behind",))), behind, *found[1:]]
    said = "".join(findings.questions(audit.judge_questions([question], resting, paper), PLAIN))
    assert "T10 is unsupported: behind disagrees with a simulation" in said
    said = "".join(findings.questions(audit.judge_questions([question], found, []), PLAIN))
    assert "and the audit of the paper 'not judged'" in " ".join(said.split())


# The command --------------------------------------------------------------------------------------------


@EACH
def test_the_commands_that_show_it_can_be_run(question: Question) -> None:
    assert 2 <= len(question.see) <= 4
    for command in question.see:
        name, *words = shlex.split(command)
        assert name == "collapse-math"
        assert parsing.parser().parse_args(words)
        if words[0] in ("evaluate", "token", "loop", "list"):
            assert status_of(*words) == 0
        elif words[0] in ("read", "rests-on", "without"):
            assert words[1] in keys()
            if words[0] == "without":
                assert words[2] in [assumption.key for assumption in load(words[1]).assumes]
        elif words[0] == "paper":
            assert literature.named(" ".join(words[1:])) in {"", *(literature.named(item.key) for item in items())}
        else:
            assert words[0] == "assumptions"
            assert not words[1:] or words[1] in {row.key for row in ROWS}


@EACH
def test_the_whole_answer_is_printed_and_written_for_a_program(question: Question) -> None:
    status, out, _ = run("ask", question.key.lower())
    assert status == 0
    for title in ("Rests on", "See it happen", *(["On the paper"] if question.rulings else [])):
        assert f"\n{title}\n" in out
    assert all(key in out for key in question.rests_on)
    record = json.loads(run("ask", question.key, "--json")[1])
    assert record["short_answer"] == question.short
    assert record["rests_on"] == list(question.rests_on)
    assert record["answer"] == text_of(question.key).split("\n\n")
    assert {name: n["source"] for name, n in record["numbers"].items()} == {
        name: number.source for name, number in question.numbers.items()
    }
    assert all(number["value"] in " ".join(record["answer"]) for number in record["numbers"].values())
    assert all(computation["stands"] for computation in record["computations"])


def test_all_questions_for_a_program() -> None:
    status, out, _ = run("ask", "--json")
    assert status == 0
    assert [question["key"] for question in json.loads(out)] == list(QUESTIONS)
    assert all(question["short_answer"] for question in json.loads(out))


CHEAP = replace(QUESTIONS["T20"], rests_on=("tokens.diversity",), numbers={}, text="It is so.", rulings=())
"""An answer that takes little time to check."""


def test_an_answer_is_checked_from_scratch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, "T20", replace(CHEAP, rulings=(Ruling("H8", "lost falls"),)))
    status, out, _ = run("ask", "T20", "--check")
    assert status == 0
    assert "All that this answer rests on was checked just now, and stands." in out
    record = json.loads(run("ask", "T20", "--check", "--json")[1])
    assert (record["supported"], record["problems"]) == (True, [])


def test_an_answer_that_does_not_stand_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    rulings = (Ruling("H8", "lost stands"), Ruling("Inequality 16", "holds"))
    monkeypatch.setitem(QUESTIONS, "T20", replace(CHEAP, rulings=rulings))
    status, out, _ = run("ask", "T20", "--check")
    assert status == 1
    assert out.count("UNSUPPORTED: ") == 2
    assert "the answer says of H8 'lost stands'" in " ".join(out.split())


def test_a_computation_that_comes_out_otherwise_is_marked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    [computation, *_] = QUESTIONS["T10"].computations
    assert isinstance(computation, ByLoop)
    monkeypatch.setitem(QUESTIONS, "T20", replace(CHEAP, computations=(replace(computation, relation="<"),)))
    status, out, _ = run("ask", "T20")
    assert status == 1
    assert "DOES NOT STAND" in out


@pytest.mark.parametrize(("problems", "status"), [((), 0), (("lost",), 1)])
def test_verify_judges_the_answers(problems: tuple[str, ...], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an audit of one theorem, which stands or does not, and no paper."""
    answers = [Answer("established", "proved") for _ in load("tokens.diversity").steps]
    finding = Finding(
        "tokens.diversity", replace(report("tokens.diversity", *problems), answers=answers), Comparisons(), 0.0
    )
    monkeypatch.setattr("derivations.keys", lambda: iter([finding.key]))
    monkeypatch.setattr(audit, "audit", lambda chosen, seed: iter([finding]))
    monkeypatch.setattr(audit, "judge_paper", lambda reports: [])
    monkeypatch.setattr("derivations.thread.QUESTIONS", {"T20": CHEAP})
    found, out, _ = run("verify")
    assert found == status
    said = "T20 is unsupported" if problems else "Questions: 1 answered, from evidence that stands."
    assert said in out
    found, out, _ = run("verify", "--json")
    assert found == status
    [answer] = json.loads(out)["questions"]
    assert (answer["key"], answer["verdict"]) == ("T20", "unsupported" if problems else "answered")

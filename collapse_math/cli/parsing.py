"""The commands, their arguments and their help."""

from __future__ import annotations

import argparse
from typing import NoReturn

from collapse_math.cli.conventions import BadInput, Command
from collapse_math.cli.exact_loops import design, loop, token
from collapse_math.cli.literature import ask, assumptions, paper
from collapse_math.cli.theorems import evaluate, list_theorems, read, rests_on, verify, without


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse."""
        raise BadInput(f"{message}: see '{self.prog} --help'")


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = Parser(
        prog="collapse-math",
        description="The mathematics of recursive training, machine-checked: read it, run it, break its assumptions.",
        epilog="Each command has --help with an example.  Start with: collapse-math list",
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)

    def add(name: str, run: Command, says: str, example: str, *, json_output: bool = True) -> argparse.ArgumentParser:
        words = argparse.RawDescriptionHelpFormatter
        command = commands.add_parser(
            name, help=says, description=says[0].upper() + says[1:] + ".", epilog=example, formatter_class=words
        )
        command.set_defaults(command=run)
        if json_output:
            command.add_argument("--json", action="store_true", help="write JSON, for a program to read")
        return command

    def takes_key(command: argparse.ArgumentParser) -> None:
        command.add_argument("key", metavar="KEY", help="a theorem: gaussian.variance_decay, or just variance_decay")

    listing = add("list", list_theorems, "list the theorems, chapter by chapter", "example: collapse-math list B4")
    listing.add_argument("word", nargs="?", metavar="WORD", help="only those whose key, statement or ids contain it")

    reading = add(
        "read",
        read,
        "print a derivation, each step with its formula and its reason",
        "example: collapse-math read gaussian.variance_decay",
        json_output=False,
    )
    takes_key(reading)

    verifying = add(
        "verify",
        verify,
        "check derivations from scratch and hold them against simulations",
        "example: collapse-math verify\n         collapse-math verify variance_decay --seed 7",
    )
    verifying.add_argument("keys", nargs="*", metavar="KEY", help="theorems; all of them if none is given")
    verifying.add_argument(
        "--seed", type=seed, default=0, metavar="N", help="other draws for the simulations (default 0)"
    )

    foundations = add(
        "rests-on",
        rests_on,
        "say what a theorem rests on: assumptions, axioms, lemmas, solvers, other theorems",
        "example: collapse-math rests-on gaussian.typical_decay",
    )
    takes_key(foundations)

    evaluating = add(
        "evaluate",
        evaluate,
        "evaluate conclusions: an exact fraction where there is one, and decimals each of which is right",
        "example: collapse-math evaluate gaussian.variance_decay n=100 t=50 v_0=1\n"
        "         collapse-math evaluate gaussian.variance_decay expected_variance n=10^15 t=3 v_0=1/3 --digits 40",
    )
    takes_key(evaluating)
    evaluating.add_argument(
        "values", nargs="*", metavar="[CONCLUSION] name=value", help="parameters, such as n=100, v_0=3/2, n=10^15"
    )
    evaluating.add_argument("--digits", type=count, default=15, metavar="N", help="significant digits (default 15)")

    breaking = add(
        "without",
        without,
        "break one assumption in the simulation and see which conclusions fall",
        "example: collapse-math without gaussian.variance_decay gaussian-draws\n"
        "         collapse-math without gaussian.variance_decay divisor-n",
    )
    takes_key(breaking)
    breaking.add_argument("assumption", metavar="ASSUMPTION", help="its key, such as replace; see rests-on")
    breaking.add_argument("--seed", type=seed, default=0, metavar="N", help="other draws (default 0)")

    one_token = add(
        "token",
        token,
        "the exact law of one token among any number of others, refitted to its own samples",
        "example: collapse-math token n=100 p=1/5 t=50\n         collapse-math token n=100 p=1/5 t=50 real_draws=1",
    )
    one_token.add_argument(
        "values", nargs="*", metavar="name=value", help="n, p and t; and real_share or real_draws, if some are real"
    )

    one_loop = add(
        "loop",
        loop,
        "what a loop of fits keeps of the variance, and how far its mean drifts, exactly",
        "example: collapse-math loop --points 100 --real 1 --generations 50\n"
        "         collapse-math loop --points 10,20,40,80 --generations 4 --memory accumulate --divisor n-1\n"
        "         collapse-math loop --points 100 --real-share 1/20 --memory window=3 --generations 20",
    )
    one_loop.add_argument("--points", required=True, metavar="N", help="new points per generation, real ones included")
    one_loop.add_argument("--generations", type=seed, default=10, metavar="T", help="how many fits (default 10)")
    one_loop.add_argument("--real", default="0", metavar="M", help="how many of the points are real (default 0)")
    one_loop.add_argument("--real-share", default="0", metavar="A", help="instead: each is real with this probability")
    one_loop.add_argument(
        "--kept-real", default="0", metavar="K", help="besides: the same K real points in every fit, alone in the first"
    )
    one_loop.add_argument(
        "--memory",
        default="replace",
        metavar="HOW",
        help="replace (default), accumulate, window=GENERATIONS, fade=FACTOR or subsample=POINTS",
    )
    one_loop.add_argument(
        "--divisor", default="n", metavar="C", help="of the fitted variance: n (default), n-1 or a number"
    )

    own_design = add(
        "design",
        design,
        "what becomes of a regression refitted to its own outcomes, on the rows of a file, exactly",
        "example: collapse-math design FILE.csv --generations 50 --noise refitted --real-rows 10\n"
        "         collapse-math design FILE.csv --intercept --noise known --keep --json\n\n"
        "FILE.csv holds one row of inputs per line, numbers separated by commas; a first line without numbers names\n"
        "the columns.",
    )
    own_design.add_argument("file", metavar="FILE", help="the design matrix, as CSV")
    own_design.add_argument("--generations", type=seed, default=10, metavar="T", help="how many fits (default 10)")
    own_design.add_argument(
        "--noise",
        choices=("known", "refitted", "unbiased", "none"),
        default="refitted",
        help="of synthetic outcomes: of the true variance, of RSS/n (default), of RSS/(n-d), or none",
    )
    own_design.add_argument("--noise-variance", default="1", metavar="V", help="of real outcomes (default 1)")
    own_design.add_argument(
        "--real-rows", type=seed, default=0, metavar="R", help="the first R rows have real outcomes (default 0)"
    )
    own_design.add_argument(
        "--real-outcomes",
        choices=("new", "kept"),
        default="new",
        help="measured anew (default), or kept",
    )
    own_design.add_argument(
        "--real-share", default="0", metavar="A", help="instead: outcomes are A times a real one plus the rest"
    )
    own_design.add_argument("--keep", action="store_true", help="keep the rows of all generations in the fit")
    own_design.add_argument("--ridge", default="0", metavar="P", help="penalty on all but --intercept (default 0)")
    own_design.add_argument("--coefficients", metavar="B,B,...", help="the true ones; they matter only with --ridge")
    own_design.add_argument("--intercept", action="store_true", help="put a column of ones before the others")
    own_design.add_argument("--new-rows", metavar="FILE", help="rows whose error is wanted as well, as CSV")

    papers = add(
        "paper",
        paper,
        "list the items of the paper with their verdicts, or show what decides one of them",
        'example: collapse-math paper\n         collapse-math paper "Theorem 2"',
    )
    papers.add_argument("item", nargs="*", metavar="ITEM", help="as it is cited, such as Theorem 2 or lemma_7")

    unstated = add(
        "assumptions",
        assumptions,
        "what each unstated assumption of the paper does: a table, or one of them",
        "example: collapse-math assumptions\n         collapse-math assumptions H6",
    )
    unstated.add_argument("assumption", nargs="?", metavar="ASSUMPTION", help="its key, such as H6")

    asking = add(
        "ask",
        ask,
        "list the questions that were asked in public, or answer one from the theorems",
        "example: collapse-math ask\n         collapse-math ask T10 --check",
    )
    asking.add_argument("question", nargs="?", metavar="QUESTION", help="its key, such as T1")
    asking.add_argument(
        "--check", action="store_true", help="check all that the answer rests on, from scratch, which takes a while"
    )
    return top


def seed(text: str) -> int:
    """A seed: a whole number from 0 on."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 on, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """A number of digits."""
    number = seed(text)
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"must lie between 1 and 1000, not {number}")
    return number

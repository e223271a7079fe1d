"""Where SymPy itself errs on the corpus: run `python -m tests.corpus_sympy [seconds]`.

Each way of asking SymPy gets each claim in a process of its own with a time limit.  An error is a claim
that must not be established and is accepted, or a true one that is denied.  SymPy has no place for side
conditions, so claims that fail only because of them are judged like the others.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection

import sympy

from collapse_math.claims import Claim

from .corpus import CORPUS, Entry

RELATIONS = {"=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}


def simplify(claim: Claim) -> bool | None:
    """Does simplify(left - right) vanish?  A non-zero remainder says nothing."""
    if claim.relation == "=":
        return True if sympy.simplify(claim.left - claim.right) == 0 else None
    return truth(sympy.simplify(RELATIONS[claim.relation](claim.left, claim.right)))


def evaluate(claim: Claim) -> bool | None:
    """The same after doit() on both sides."""
    return simplify(Claim(claim.left.doit(), claim.relation, claim.right.doit()))


def equals(claim: Claim) -> bool | None:
    """(left - right).equals(0)."""
    answer = (claim.left - claim.right).equals(0) if claim.relation in ("=", "!=") else None
    return answer if claim.relation == "=" or answer is None else not answer


def assumptions(claim: Claim) -> bool | None:
    """The assumptions of left - right: is_zero, is_positive and so on."""
    d = claim.left - claim.right
    known = {
        "=": d.is_zero,
        "!=": d.is_nonzero,
        "<": d.is_negative,
        "<=": d.is_nonpositive,
        ">": d.is_positive,
        ">=": d.is_nonnegative,
    }
    answer: bool | None = known[claim.relation]
    return answer


WAYS: tuple[Callable[[Claim], bool | None], ...] = (simplify, evaluate, equals, assumptions)


def truth(answer: object) -> bool | None:
    """True or False if SymPy says so, else None."""
    return {sympy.true: True, sympy.false: False}.get(answer)


def ask(way: Callable[[Claim], bool | None], claim: Claim, seconds: float) -> str:
    """accepted, denied, silent, raised or stopped."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=answer, args=(way, claim, there))
    process.start()
    there.close()
    try:
        return str(here.recv()) if here.poll(seconds) else "stopped"
    except EOFError:
        return "raised"
    finally:
        process.kill()
        process.join()


def answer(way: Callable[[Claim], bool | None], claim: Claim, to: Connection) -> None:
    """Runs in the process of its own."""
    try:
        to.send({True: "accepted", False: "denied"}.get(way(claim), "silent"))
    except Exception as problem:  # whatever SymPy raises is an answer here
        to.send(f"raised {type(problem).__name__}")


def wrong(entry: Entry, verdict: str) -> bool:
    """Accepted though it must not be, or denied though true."""
    return verdict == ("denied" if entry.true else "accepted")


def main() -> None:
    """Print each error and the counts."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    for way in WAYS:
        counts: Counter[tuple[str, str]] = Counter()
        errors = []
        for entry in CORPUS:
            verdict = ask(way, entry.claim, seconds)
            counts["true" if entry.true else "not true", verdict] += 1
            if wrong(entry, verdict):
                errors.append(entry.name)
        print(f"\n{way.__name__}: {len(errors)} errors", flush=True)
        for (kind, verdict), count in sorted(counts.items()):
            print(f"  {kind:8}  {verdict:8}  {count}")
        print("  " + ", ".join(errors), flush=True)


if __name__ == "__main__":
    main()

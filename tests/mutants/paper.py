"""Planted errors in the theorems that only the audit of the paper needs."""

from __future__ import annotations

MUTANTS = {
    "paper.noise": [
        ("equals=d**2 + s)\n", "equals=d**2 + 2 * s)\n", "noise twice as large"),
        ("{added: s * t}", "{added: s * t**2}", "growth like t^2"),
        ("s/(2 * alpha - alpha**2))}", "s/(2 * alpha))}", "a bound that is too small"),
        ("s * sqrt(t))}", "s * sqrt(t)/2)}", "half of the root"),
        (
            "weakening = Refit({d: (1 - 1/sqrt(t + 1)) * d",
            "weakening = Refit({d: (1 - 1/sqrt(t + 2)) * d",
            "the pull of the step after",
        ),
        (
            'Sample("xi", Integer(1), Integer(0), {2: s})',
            'Sample("xi", Integer(1), Integer(1), {2: s})',
            "biased",
        ),
    ],
    "paper.weakening_pull": [
        ("equals=(1 - next_alpha)**2 * d**2 + s)", "equals=(1 - next_alpha) * d**2 + s)", "not squared"),
        ("(1 - alpha(index)) * (1 - 1/(index + 1)))", "(1 - alpha(index)) * (1 - 1/index))", "beta is 1 at the start"),
        ("rest = Lambda(index, (1 - alpha(index)) * (1 - 1/(index + 1)))", "rest = Lambda(index, 1)", "no pull at all"),
        ("Sum(s/kept(k), (k, 1, index)))", "Sum(s/kept(k), (k, 0, index)))", "noise before the start"),
        ("{next_alpha: weak, 1/(t + 2): later}", "{1/(t + 2): later}", "nothing said of alpha"),
        ("rules.c: Integer(2)}", "rules.c: Integer(1)}", "a comparison that fails at the start"),
        ("rules.target: Lambda(index, s/weight(index))", "rules.target: Lambda(index, s * index)", "another target"),
        ("given=(endless, target, below)", "given=(harmonic, target, below)", "the sum of something else"),
        ("uses=COMPOSE,", "uses=COMPOSE[:1],", "noise that may be used again"),
    ],
    "paper.no_rest": [
        ("equals=(1 - next_alpha * (1 - p))**n * rested)", "equals=(1 - next_alpha * p)**n * rested)", "p for 1 - p"),
        ("other = Lambda(index, alpha(index) * (1 - p))", "other = Lambda(index, alpha(index))", "every real draw"),
        ("stays = Lambda(index, (1 - other(index))**n)", "stays = Lambda(index, 1 - other(index))", "one draw for n"),
        ("start={rested: Integer(1)}", "start={rested: Integer(0)}", "not alone at the start"),
        ("given=(endless, more)", "given=(more,)", "the sum not said to diverge"),
        ("rules.c: 1/(1 - p)}", "rules.c: Integer(1)}", "a comparison without 1 - p"),
        ("(INDEPENDENT_DRAWS,), (1 - next_alpha", "(), (1 - next_alpha", "independence"),
        ('"<=", 1 - next_alpha * (1 - p), how', '"<", 1 - next_alpha * (1 - p), how', "also for n = 1"),
        ("PLUG_IN, CONSTANT_SIZE, REPLACE, FRESH_RANDOMNESS),", "PLUG_IN, REPLACE, FRESH_RANDOMNESS),", "sizes"),
    ],
    "paper.information": [
        ("mass * log(mass/(prior * total))", "mass * log(mass/total)/prior", "the prior outside of the logarithm"),
        (
            "content((1 - c) * u, (1 - c) * U)",
            "content((1 - c) * u, U)",
            "a coin that splits one mass",
        ),
        ("content(u, U) + content(w, W), content", "content(u, U), content", "one of two values forgotten"),
        (
            "first, second = U * (u + w)/(u * (U + W))",
            "first, second = u * (U + W)/(U * (u + w))",
            "a ratio upside down",
        ),
        (
            'merged - separate, "<=", Integer(0), given=tangents',
            'merged - separate, "<", Integer(0), given=tangents',
            "always",
        ),
        (
            "given=(split, merging), equals=Integer(0))\ngen",
            "given=(merging, merging), equals=Integer(0))\ngen",
            "no split",
        ),
        ("xreplace({w: u * W/U})", "xreplace({w: u})", "the same masses, not the same ratios"),
        ("(u * W - w * U)**2 * factor", "(u * W - w * U)**2 * factor * 9", "nine times the loss"),
        ("for ratio in (1/first, 1/second)", "for ratio in (first, second)", "parabolas at the wrong ratios"),
        ("assumes=(FRESH_RANDOMNESS, REPLACE)", "assumes=(FRESH_RANDOMNESS,)", "memory allowed"),
    ],
    "paper.finite_class": [
        ("sqrt(w) * scale**n * z**bits.count()", "sqrt(w) * z**bits.count()", "a law that does not add up to one"),
        ("scale = 1/sqrt(1 - p + p * z**2)", "scale = 1/sqrt(1 - p + p * z)", "z for its square"),
        ("equals=sqrt(w) * rho**n)\n\n# 2", "equals=w * rho**n)\n\n# 2", "w for its root"),
        ("given=(mean,), equals=sqrt(w) * rho**n)", "given=(mean,), equals=sqrt(w) * rho**(2 * n))", "twice the draws"),
        ("p * (1 - p) * (z - 1)**2/(1 - p + p * z**2))", "(z - 1)**2/(1 - p + p * z**2))", "p (1 - p) dropped"),
        ('(1 - p + p * z)**2, "<=", 1 - p + p * z**2', '(1 - p + p * z)**2, "<", 1 - p + p * z**2', "also for z = 1"),
        ("(INDEPENDENT_DRAWS,), (p,))", "(), (p,))", "independence"),
    ],
}

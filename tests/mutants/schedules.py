"""Planted errors in the chapter on schedules."""

from __future__ import annotations

MUTANTS = {
    "schedules.setting": [
        ('integers("n", at_least=2)', 'integers("n", at_least=0)', "generations without a point"),
        ("next_n, next_alpha = n(t + 1), alpha(t + 1)", "next_n, next_alpha = n(t + 2), alpha(t + 1)", "sizes one off"),
        ("    next_alpha * m_0 + (1 - next_alpha) * m,\n", "    m,\n", "real points with the mean of the fit"),
        (" + next_alpha * (1 - next_alpha) * (m - m_0)**2}", "}", "the between-group term is lost"),
        ("sum_of_squares/next_n}", "sum_of_squares/(next_n - 1)}", "n - 1 for n"),
        ("(1 - 1/n(i)) * (1 - alpha(i))**2", "(1 - 1/n(i)) * (1 - alpha(i))", "the square of 1 - alpha is lost"),
        ("Sum(1/(n(k) * kept(k))", "Sum(1/kept(k)", "the sampling error without its 1/n"),
    ],
    "schedules.growing_samples": [
        ("left = Product(1 - 1/n(k), (k, 1, t))", "left = Product(1 - 1/n(k), (k, 1, t + 1))", "a factor too many"),
        ("equals=(1 - 1/next_n) * v", "equals=(1 - 1/n(t + 2)) * v", "the size of another generation"),
        ("equals=(m - m_0)**2 + v/next_n", "equals=(m - m_0)**2 + v/(next_n - 1)", "n - 1 for n in the step"),
        ("wander: v_0 * (1 - left)", "wander: v_0 * left", "drift and spread exchanged"),
        ("{share: Lambda(s, 1/n(s))}, given=(slow,)", "{share: Lambda(s, 1/n(s))}, given=(fast,)", "the wrong case"),
        ("{part: Lambda(s, 1/n(s))}, given=(fast,)", "{part: Lambda(s, 2/n(s))}, given=(fast,)", "another product"),
        ("within.right, t, Integer(0), {left", "within.right, t, v_0, {left", "another limit"),
    ],
    "schedules.conservation": [
        ("equals=m + next_alpha * (m_0 - m)", "equals=m - next_alpha * (m_0 - m)", "the mean moves away"),
        (
            "equals=(1 - next_alpha) * squares + next_alpha",
            "equals=(1 - next_alpha)**2 * squares + next_alpha",
            "square",
        ),
        ("m_0 + (m_1 - m_0) * forgotten(t)}", "m_0 + (m_1 - m_0) * forgotten(t + 1)}", "one refit too many"),
        ("v_0 + (v_1 + (m_1 - m_0)**2 - v_0) * forgotten(t)}", "v_0 + (v_1 - v_0) * forgotten(t)}", "distance lost"),
        ("squares = v + (m - m_0)**2", "squares = v - (m - m_0)**2", "wrong sign"),
        ("{one: v_0}, start=TRUTH", "{one: v_0}, start=START", "conserved from any start"),
    ],
    "schedules.drift": [
        ("(1 - 1/next_n) * (1 - next_alpha)**2 * distance", "(1 - next_alpha)**2 * distance", "1 - 1/n is lost"),
        ("* squares + next_alpha * v_0)/next_n,", "* squares + next_alpha * v_0)/(next_n - 1),", "n - 1 for n"),
        ("moved: v_0 * drift(t)}", "moved: v_0 * drift(t + 1)}", "one refit too many"),
        ("wandered: Integer(-1)}", "wandered: Integer(1)}", "wrong sign of the drift"),
        ('drift(t), ">=", Integer(0)', 'drift(t), ">=", Integer(1)', "too sharp a bound"),
        ('"<=", v_0, how', '"<=", v_0/2, how', "too sharp a bound above"),
        ("v_0 * Product(1 - 1/n(k), (k, 1, t))", "v_0 * Product(1 - 1/n(k), (k, 1, t - 1))", "a factor too few"),
    ],
    "schedules.diversity": [
        ("(2 * alpha(s) - alpha(s)**2)", "(2 * alpha(s))", "beta taken for twice alpha"),
        ("(n(s) - 1) *", "n(s) *", "n for n - 1"),
        ("factor: Integer(2)}", "factor: Integer(1)}", "weights that are not larger"),
        ("t, 1/(1 + R), {x: settles}", "t, R/(1 + R), {x: settles}", "another target"),
        ("limit: 1/(1 + R)}", "limit: R/(1 + R)}", "the average follows something else"),
        ("given=(heavy, none)", "given=(heavy, aim)", "the wrong case"),
        ("given=(heavy, aim)", "given=(aim,)", "weights that may be summable"),
        ("v_0 * R/(1 + R), follows", "v_0/(1 + R), follows", "drift and spread exchanged"),
    ],
    "schedules.necessity": [
        ("{t: t + 1})", "{t: t})", "this generation taken for the next"),
        ("v_0 * (1 - 1/next_n) * (1 - (1", "v_0 * (1 - (1", "1 - 1/n is lost"),
        ("(1 - next_alpha)**2 * drift(t))", "(1 - next_alpha) * drift(t))", "the square is lost"),
        ('">=", v_0 * beta/2', '">=", v_0 * beta', "twice too sharp"),
        ("given=(bounded, recursion)", "given=(recursion,)", "a drift without a bound"),
        ('">=", v_0 * next_alpha/2', '">=", v_0 * next_alpha', "twice too sharp for alpha"),
    ],
    "schedules.learning": [
        (
            "(v_1 + (m_1 - m_0)**2 - v_0) * forgotten(s)",
            "(v_1 - v_0) * forgotten(s)",
            "the distance of the start is lost",
        ),
        ("kept(s) * ((m_1 - m_0)**2 + Sum", "kept(s) * (m_1 - m_0 + Sum", "a distance that is not squared"),
        ("total: Integer(1), wandered: Integer(-1)", "total: Integer(1), wandered: Integer(1)", "wrong sign"),
        (
            "{rules.share: Lambda(s, alpha(s))}, given=(endless,)",
            "{rules.share: Lambda(s, alpha(s))}, given=(short,)",
            "case",
        ),
        ("t, v_0, {forgotten(t): start_lost})", "t, v_1, {forgotten(t): start_lost})", "the start is kept"),
        ("rules.c: Integer(2)}", "rules.c: Integer(1)/2}", "weights that are not larger"),
        ("form=Lambda((S_next, share), S_next * share)", "form=Lambda((S_next, share), S_next + share)", "a sum"),
        ("given=(heavy, product))", "given=(product,))", "weights that may be summable"),
        ('"the mean is learned", Integer(0), none', '"the mean is learned", Integer(0), some', "the wrong case"),
    ],
}

"""Planted errors in the chapter on tokens."""

from __future__ import annotations

MUTANTS = {
    "tokens.setting": [
        ("(p, q, u))\ncount", "(p, p, u))\ncount", "two tokens with one share"),
        ("(FAITHFUL_SAMPLING,), (INDEPENDENT_DRAWS,), (p,))", "(FAITHFUL_SAMPLING,), (), (p,))", "independence"),
        ("count.count()/n}, (count,), {}, (PLUG_IN, C", "count.count()/(n - 1)}, (count,), {}, (PLUG_IN, C", "n - 1"),
        ("MEAN_ALONE = Refit({p: count.count()/n}", "MEAN_ALONE = Refit({p: (count.count() + 1)/(n + 2)}", "smoothing"),
        ("vectors.sum_of_squares/n}", "vectors.sum_of_squares/(n - 1)}", "n - 1 for n in the diversity"),
        ("vectors.sum_of_squares/n}", "vectors.power_sum(2)/n}", "squares about zero"),
        ("centre, {2: G}, (F", "centre, {2: 2 * G}, (F", "twice the diversity"),
        ("TRUTH = {p: p_0, q: q_0, u: u_0}", "TRUTH = {p: p_0, q: p_0, u: u_0}", "two tokens with one truth"),
        ("COMPOSE = (REPLACE, FRESH_RANDOMNESS)", "COMPOSE = (FRESH_RANDOMNESS,)", "nothing said of the past"),
        ('t = integer("t", at_least=0)', 't = integer("t", at_least=1)', "generations counted from 1"),
    ],
    "tokens.diversity": [
        ("keep = 1 - 1/n", "keep = 1 - 1/(n - 1)", "n - 1 for n"),
        ("equals=p)\n", "equals=p/n)\n", "a share that shrinks"),
        ("{pairs: keep**t * G_0}", "{pairs: keep**(t + 1) * G_0}", "off by one generation"),
        ("{apart: keep**t * p_0 * q_0,", "{apart: keep**t * p_0,", "a factor dropped"),
        ("rest: keep**t * p_0 * (1 - p_0)}", "rest: keep**t * p_0}", "the rest forgotten"),
        ("(1 - keep**t) * p_0 * (1 - p_0),", "keep**t * p_0 * (1 - p_0),", "what is within for what is between"),
        ("-(1 - keep**t) * p_0 * q_0", "(1 - keep**t) * p_0 * q_0", "shares that grow together"),
        ("p * q, after=REFIT, equals=keep * p * q)", "p * q, after=REFIT, equals=p * q)", "draws without replacement"),
        ("{stay: p_0}", "{stay: p}", "a closed form that is random"),
        ("assumes=DRIFT", "assumes=DRIFT[1:]", "independence not declared"),
    ],
    "tokens.fixation": [
        ("undecided: 1 - count.none() - count.all()}", "undecided: 1 - count.none()}", "alone called open"),
        ("alone: count.all(),", "alone: count.none(),", "gone called alone"),
        (
            "p - n * p * (1 - p), after=AFTER, equals=p - n * mixed(1))",
            "p - p * (1 - p), after=AFTER, equals=p - mixed(1))",
            "1 for n",
        ),
        (
            "4 * p * (1 - p), after=AFTER, equals=4 * mixed(1))",
            "5 * p * (1 - p), after=AFTER, equals=5 * mixed(1))",
            "5 for 4",
        ),
        (
            "n**2/(n - 1) * p * (1 - p), after=AFTER, equals=n * p * (1 - p)",
            "n * p * (1 - p), after=AFTER, equals=n * mixed(1)",
            "n for n^2/(n - 1)",
        ),
        ('alone, "<=", stay', 'alone, "<=", less', "alone less often than that"),
        ("open_above, carry_large", "open_above, carry_quarter", "another bound carried back"),
        ("n * mixed(t_1 - 1), after", "n * mixed(t_1), after", "off by one generation"),
        ("t_1, p_0, geometric)", "t_1, p_0/2, geometric)", "half of the limit"),
        (
            'fixation = theorem.enclosed("which token is left", p_0,',
            'fixation = theorem.enclosed("which token is left", p_0**2,',
            "another limit",
        ),
        ('<=", 2 * n * keep**t_1', '<=", n * keep**t_1', "half of the published bound"),
        ("n * keep**(t_1 - 1) * G_0/2, given", "n * keep**(t_1 - 1) * G_0/4, given", "the factor 2 of the coins"),
        ("start=start, uses=COMPOSE)\nbelow", "start=start, uses=())\nbelow", "nothing said of the past"),
    ],
}

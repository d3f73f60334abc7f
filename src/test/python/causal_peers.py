"""Times what scikit-learn, statsmodels and diff-diff take to compare units that were not treated by lot.

Prints what peers.py prints. With --check it only imports the packages. The inputs are those of
io.assay.benchmark.UnitsInputs and PanelInputs.
"""

import json
import platform
import sys
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
import statsmodels.api as sm
from diff_diff import CallawaySantAnna
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestNeighbors
from statsmodels.treatment.treatment_effects import TreatmentEffect

from peer_times import nanoseconds

ROWS, COVARIATES, CALIPER = 1_000_000, 5, 0.2


UNITS, PERIODS = 20_000, 10


def share(column, rows=np.arange(ROWS)):
    mixed = (rows.astype(np.uint64) * np.uint64(1000) + np.uint64(column)) * np.uint64(
        0x9E3779B97F4A7C15
    )
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


X = np.column_stack([2 * share(k) - 1 for k in range(COVARIATES)])
TREATED = share(50) < 1 / (1 + np.exp(1.2 - 0.5 * X.sum(axis=1)))
OUTCOME = X.sum(axis=1) + TREATED + share(51)


def matched():
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(X, TREATED)
    score = model.predict_proba(X)[:, 1]
    distance, partner = NearestNeighbors(n_neighbors=1).fit(score[~TREATED, None]).kneighbors(score[TREATED, None])
    near = distance[:, 0] <= CALIPER * score.std(ddof=1)
    return (OUTCOME[TREATED][near] - OUTCOME[~TREATED][partner[near, 0]]).mean()


def doubly_robust():
    design = sm.add_constant(X)
    selection = sm.Logit(TREATED.astype(float), design).fit(disp=False)
    effect = TreatmentEffect(sm.OLS(OUTCOME, design), TREATED.astype(float), results_select=selection)
    return effect.aipw(return_results=False)[0]


def panel():
    row = np.arange(UNITS * PERIODS)
    unit, period = row // PERIODS, row % PERIODS + 1
    cohort = np.where(unit % 4 == 0, 0, 2 + 2 * (unit % 4))
    effect = np.where((cohort > 0) & (period >= cohort), 0.5 + 0.1 * (period - cohort), 0)
    outcome = share(60, unit) + 0.1 * period + effect + share(61, row)
    return pd.DataFrame({"unit": unit, "period": period, "cohort": cohort, "outcome": outcome})


PANEL = panel()


def staggered():
    fit = CallawaySantAnna().fit(
        PANEL, outcome="outcome", unit="unit", time="period", first_treat="cohort", aggregate="event_study"
    )
    return np.mean([e["effect"] for t, e in fit.event_study_effects.items() if t >= 0])


# work (a name of io.assay.benchmark.Work), package, what is called, the call
CALLS = [
    ("CAUSAL_MATCHING_AGAIN", "scikit-learn", "LogisticRegression, NearestNeighbors; no error", matched),
    ("CAUSAL_STAGGERED", "diff-diff", "CallawaySantAnna().fit(aggregate=event_study); no bands", staggered),
    ("CAUSAL_DOUBLY_ROBUST", "statsmodels", "Logit, TreatmentEffect.aipw(return_results=False); no error", doubly_robust),
]


def main():
    packages = ["scikit-learn", "statsmodels", "diff-diff", "numpy"]
    versions = {name: version(name) for name in packages}
    if "--check" in sys.argv[1:]:
        return
    print(json.dumps({"python": platform.python_version(), "packages": versions}), flush=True)
    for work, package, name, call in CALLS:
        line = {
            "work": work,
            "packageName": package,
            "call": name,
            "figure": float(call()),
            "nanoseconds": nanoseconds(call),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())

"""Times what packages of PyPI take for the works of io.assay.benchmark.CausalWork.

With --list it prints what they are as one object: python, packages, and by call work, packageName and call. With the number of
a call it makes it, in a process that then has imported and held nothing else, and prints estimate, error, nanoseconds and
peakBytes as the last line. The inputs are those of io.assay.benchmark.RegressionInputs, UnitsInputs and PanelInputs.
"""

import json
import platform
import resource
import sys
import warnings
from importlib.metadata import version

import numpy as np

from peer_times import nanoseconds

UNITS, PERIODS, CALIPER = 20_000, 10, 0.2


def share(column, rows):
    mixed = rows.astype(np.uint64) * np.uint64(1000) + np.uint64(column)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def regression(count, width):
    rows = np.arange(count)
    columns = [share(70 + k, rows) for k in range(width)]
    return columns, columns[0] - columns[1] + (1 + columns[-1]) * share(80, rows)


def frame(count, width, **groups):
    import pandas as pd

    columns, outcome = regression(count, width)
    return pd.DataFrame({**{f"x{k}": column for k, column in enumerate(columns)}, "y": outcome, **groups})


def of_pyfixest(data, formula, vcov, factor=True):
    import pyfixest

    def call():
        fit = pyfixest.feols(formula, data=data, vcov=vcov, ssc=pyfixest.ssc(k_adj=factor))
        return fit.coef()["x0"], fit.se()["x0"]

    return call


def of_statsmodels(count, width, **options):
    import statsmodels.api as sm

    columns, outcome = regression(count, width)
    design = sm.add_constant(np.column_stack(columns))
    del columns

    def call():
        fit = sm.OLS(outcome, design).fit(**options)
        return fit.params[1], fit.bse[1]

    return call


def groups_of(count, groups):
    return (groups * share(81, np.arange(count))).astype(np.int64)


HC3_ROWS, CLUSTERED_ROWS, ROWS = 10_000_000, 4_000_000, 1_000_000


def hc3_statsmodels():
    return of_statsmodels(HC3_ROWS, 5, cov_type="HC3")


def hc3_pyfixest():
    return of_pyfixest(frame(HC3_ROWS, 5), "y ~ x0 + x1 + x2 + x3 + x4", "HC3", factor=False)


def clustered_statsmodels():
    groups = groups_of(CLUSTERED_ROWS, CLUSTERED_ROWS // 4)
    return of_statsmodels(CLUSTERED_ROWS, 2, cov_type="cluster", cov_kwds={"groups": groups})


def clustered_pyfixest():
    data = frame(CLUSTERED_ROWS, 2, group=groups_of(CLUSTERED_ROWS, CLUSTERED_ROWS // 4))
    return of_pyfixest(data, "y ~ x0 + x1", {"CRV1": "group"})


def two_way():
    rows = np.arange(ROWS)
    data = frame(ROWS, 2, unit=rows // 10, period=rows % 10)
    return of_pyfixest(data, "y ~ x0 + x1 | unit + period", {"CRV1": "unit"})


def two_way_unbalanced():
    data = frame(ROWS, 2, unit=np.arange(ROWS) // 10, place=groups_of(ROWS, 1000))
    return of_pyfixest(data, "y ~ x0 + x1 | unit + place", {"CRV1": "unit"})


def wild():
    import pandas as pd
    import statsmodels.api as sm
    from wildboottest.wildboottest import wildboottest

    rows = np.arange(5000)
    columns, _ = regression(len(rows), 3)
    cluster = rows % 50
    outcome = share(80, rows) + share(81, cluster)
    design = pd.DataFrame({f"x{k}": column for k, column in enumerate(columns)})
    model = sm.OLS(pd.Series(outcome, name="y"), sm.add_constant(design))

    def call():
        made = wildboottest(model, param="x2", cluster=pd.Series(cluster), B=99_999, seed=42, show=False)
        return float(made["statistic"].iloc[0]), float(made["p-value"].iloc[0])

    return call


def panel():
    import pandas as pd

    row = np.arange(UNITS * PERIODS)
    unit, period = row // PERIODS, row % PERIODS + 1
    cohort = np.where(unit % 4 == 0, 0, 2 + 2 * (unit % 4))
    effect = np.where((cohort > 0) & (period >= cohort), 0.5 + 0.1 * (period - cohort), 0)
    outcome = share(60, unit) + 0.1 * period + effect + share(61, row)
    return pd.DataFrame({"unit": unit, "period": period, "cohort": cohort, "outcome": outcome})


def staggered_diff_diff():
    from diff_diff import CallawaySantAnna

    data = panel()

    def call():
        fit = CallawaySantAnna().fit(
            data, outcome="outcome", unit="unit", time="period", first_treat="cohort", aggregate="event_study"
        )
        return np.mean([e["effect"] for t, e in fit.event_study_effects.items() if t >= 0]), None

    return call


def staggered_moderndid():
    import moderndid

    data = panel()

    def call():
        effects = moderndid.att_gt(
            data=data, yname="outcome", tname="period", idname="unit", gname="cohort", est_method="reg", boot=True, cband=True
        )
        dynamic = moderndid.aggte(effects, type="dynamic")
        return dynamic.overall_att, None

    return call


def units():
    rows = np.arange(ROWS)
    columns = np.column_stack([2 * share(k, rows) - 1 for k in range(5)])
    treated = share(50, rows) < 1 / (1 + np.exp(1.2 - 0.5 * columns.sum(axis=1)))
    return columns, treated, columns.sum(axis=1) + treated + share(51, rows)


def matching_again():
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import NearestNeighbors

    columns, treated, outcome = units()

    def call():
        model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(columns, treated)
        score = model.predict_proba(columns)[:, 1]
        tree = NearestNeighbors(n_neighbors=1).fit(score[~treated, None])
        distance, partner = tree.kneighbors(score[treated, None])
        near = distance[:, 0] <= CALIPER * score.std(ddof=1)
        return (outcome[treated][near] - outcome[~treated][partner[near, 0]]).mean(), None

    return call


def doubly_robust():
    import statsmodels.api as sm
    from statsmodels.treatment.treatment_effects import TreatmentEffect

    columns, treated, outcome = units()
    design = sm.add_constant(columns)

    def call():
        selection = sm.Logit(treated.astype(float), design).fit(disp=False)
        effect = TreatmentEffect(sm.OLS(outcome, design), treated.astype(float), results_select=selection)
        return effect.aipw(return_results=False)[0], None

    return call


# work, package, what is called, what prepares the call
CALLS = [
    ("HC3", "statsmodels", "OLS.fit(cov_type=HC3)", hc3_statsmodels),
    ("HC3", "pyfixest", "feols(vcov=HC3, ssc=ssc(k_adj=False))", hc3_pyfixest),
    ("CLUSTERED", "statsmodels", "OLS.fit(cov_type=cluster)", clustered_statsmodels),
    ("CLUSTERED", "pyfixest", "feols(vcov=CRV1)", clustered_pyfixest),
    ("TWO_WAY", "pyfixest", "feols(vcov=CRV1)", two_way),
    ("TWO_WAY_UNBALANCED", "pyfixest", "feols(vcov=CRV1)", two_way_unbalanced),
    ("WILD", "wildboottest", "wildboottest; no interval", wild),
    ("STAGGERED", "diff-diff", "CallawaySantAnna().fit(aggregate=event_study); no bands", staggered_diff_diff),
    ("STAGGERED", "moderndid", "att_gt, aggte(type=dynamic); 1000 draws", staggered_moderndid),
    ("MATCHING_AGAIN", "scikit-learn", "LogisticRegression, NearestNeighbors; no error", matching_again),
    ("DOUBLY_ROBUST", "statsmodels", "Logit, TreatmentEffect.aipw(return_results=False); no error", doubly_robust),
]


def main():
    if sys.argv[1] == "--list":
        packages = ["numpy", *sorted({package for _, package, _, _ in CALLS})]
        calls = [{"work": work, "packageName": package, "call": name} for work, package, name, _ in CALLS]
        versions = {name: version(name) for name in packages}
        print(json.dumps({"python": platform.python_version(), "packages": versions, "calls": calls}))
        return
    call = CALLS[int(sys.argv[1])][3]()
    estimate, error = call()
    line = {
        "estimate": float(estimate),
        "error": None if error is None else float(error),
        "nanoseconds": nanoseconds(call),
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())

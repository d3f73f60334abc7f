"""Times what xgboost, scikit-learn and shap take to train, score and explain models that Assay trains as well.

Prints what peers.py prints. With --check it only imports the packages. The inputs are those of
io.assay.benchmark.ModelInputs.
"""

import json
import platform
import sys
import warnings
from importlib.metadata import version

import numpy as np
import shap
import xgboost
from sklearn.linear_model import LogisticRegression

from peer_times import nanoseconds

ROWS, EXPLAINED, NUMBERS, LEVELS = 200_000, 1_000, 30, 60
PARAMETERS = {
    "objective": "binary:logistic",
    "tree_method": "hist",
    "grow_policy": "lossguide",
    "max_depth": 0,
    "max_leaves": 31,
    "learning_rate": 0.1,
}


def share(column):
    mixed = (np.arange(ROWS, dtype=np.uint64) * np.uint64(1000) + np.uint64(column)) * np.uint64(
        0x9E3779B97F4A7C15
    )
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def outcome():
    total = np.zeros(ROWS)
    for column in range(10):
        total += share(column) * (column - 4)
    total += 6 * share(10) * share(11) - 4 * share(12) * share(0)
    for noise in range(3):
        total += 2 * share(100 + noise)
    return (total > 8.5).astype(float)


def numbers():
    row = np.arange(ROWS)
    table = np.empty((ROWS, NUMBERS), dtype=np.float32)
    for column in range(NUMBERS):
        table[:, column] = np.where((row * 31 + column * 17) % 50 == 0, np.nan, share(column))
    return table


def encoded():
    table = np.zeros((ROWS, NUMBERS - 1 + LEVELS))
    for column in range(NUMBERS - 1):
        table[:, column] = share(column)
    table[np.arange(ROWS), NUMBERS - 1 + (LEVELS * share(NUMBERS)).astype(int)] = 1
    return table


TARGET, TABLE, ENCODED = outcome(), numbers(), encoded()
PARAMETERS["base_score"] = float(np.float32(TARGET.mean()))


def train():
    return xgboost.train(PARAMETERS, xgboost.DMatrix(TABLE, label=TARGET), 100)


BOOSTER = train()
FEW = TABLE[:EXPLAINED]
ONE = TABLE[:1]
EXPLAINER = shap.TreeExplainer(BOOSTER)


def logistic(**options):
    return LogisticRegression(C=1, **options).fit(ENCODED, TARGET)


# work (a name of io.assay.benchmark.Work), package, what is called, the call, its figure
CALLS = [
    (
        "MODEL_BOOSTING_FIT",
        "xgboost",
        "DMatrix, train",
        train,
        lambda booster: booster.predict(xgboost.DMatrix(ONE), output_margin=True)[0],
    ),
    (
        "MODEL_LOGISTIC_FIT",
        "scikit-learn",
        "LogisticRegression(C=1, max_iter=1000).fit",
        lambda: logistic(max_iter=1000),
        lambda model: model.coef_[0, 0],
    ),
    (
        "MODEL_LOGISTIC_FIT",
        "scikit-learn",
        "LogisticRegression(C=1, solver='newton-cholesky', tol=1e-10).fit",
        lambda: logistic(solver="newton-cholesky", tol=1e-10),
        lambda model: model.coef_[0, 0],
    ),
    (
        "MODEL_ONE_ROW",
        "xgboost",
        "inplace_predict",
        lambda: BOOSTER.inplace_predict(ONE, predict_type="margin"),
        lambda margins: margins[0],
    ),
    (
        "MODEL_EXPLAIN",
        "shap",
        "TreeExplainer.shap_values",
        lambda: EXPLAINER.shap_values(FEW),
        lambda values: values[0, 0],
    ),
    (
        "MODEL_EXPLAIN",
        "xgboost",
        "DMatrix, predict(pred_contribs=True)",
        lambda: BOOSTER.predict(xgboost.DMatrix(FEW), pred_contribs=True),
        lambda values: values[0, 0],
    ),
]


def main():
    packages = ["xgboost", "scikit-learn", "shap", "numpy"]
    versions = {name: version(name) for name in packages}
    if "--check" in sys.argv[1:]:
        return
    print(json.dumps({"python": platform.python_version(), "packages": versions}), flush=True)
    for work, package, name, call, figure in CALLS:
        line = {
            "work": work,
            "packageName": package,
            "call": name,
            "figure": float(figure(call())),
            "nanoseconds": nanoseconds(call),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())

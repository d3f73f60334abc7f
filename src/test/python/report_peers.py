"""From a CSV file to a cross-validated report, as a data scientist writes it with scikit-learn: the time it takes.

Called with a file that io.assay.benchmark.ModelInputs wrote and one of the packages; prints one line of JSON. With --check it
only imports the packages.
"""

import json
import resource
import sys
import time
import warnings

import lightgbm
import pandas as pd
import xgboost
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

MODELS = {
    "scikit-learn": lambda: LogisticRegression(max_iter=1000),
    "xgboost": lambda: xgboost.XGBClassifier(n_estimators=100, tree_method="hist"),
    "lightgbm": lambda: lightgbm.LGBMClassifier(n_estimators=100, num_leaves=31, verbose=-1),
}


def features(table):
    words = [name for name in table.columns if table[name].dtype.kind not in "if"]
    numbers = [name for name in table.columns if name not in words]
    return ColumnTransformer(
        [
            ("num", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            (
                "cat",
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"),
                    OneHotEncoder(handle_unknown="ignore", sparse_output=False),
                ),
                words,
            ),
        ]
    )


def report(file, model):
    table = pd.read_csv(file)
    target = (table.pop("churn") == "yes").astype(int)
    return cross_validate(
        make_pipeline(features(table), model),
        table,
        target,
        cv=StratifiedKFold(5, shuffle=True, random_state=42),
        scoring=["roc_auc", "average_precision"],
        return_train_score=True,
    )


def main():
    if "--check" in sys.argv[1:]:
        return
    file, package = sys.argv[1:]
    model = MODELS[package]()
    begun = time.perf_counter()
    scores = report(file, model)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "auc": float(scores["test_roc_auc"].mean()), "peakBytes": peak}))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())

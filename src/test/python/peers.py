"""Times what scipy, statsmodels, gbstats and scikit-learn take for comparisons that Assay makes as well.

Prints a JSON object per line: first the versions, then one per call, with the figure it gave and the median over
batches of the nanoseconds per call. With --check it only imports the packages. The inputs are those of
io.assay.benchmark.Inputs, ReadoutInputs and FeatureInputs.
"""

import json
import platform
import sys
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
from scipy import stats
from scipy.stats import contingency
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from statsmodels.stats import proportion
from gbstats import utils
from gbstats.frequentist.tests import (
    FrequentistConfig,
    SequentialConfig,
    SequentialTwoSidedTTest,
    TwoSidedTTest,
)
from gbstats.gbstats import process_experiment_results
from gbstats.models.statistics import (
    ProportionStatistic,
    RegressionAdjustedStatistic,
    SampleMeanStatistic,
)

from peer_times import nanoseconds

CONTROL, TREATMENT, UNITS = 1000, 1100, 10000
TABLE = np.array([[TREATMENT, UNITS - TREATMENT], [CONTROL, UNITS - CONTROL]])
SMALL_TABLE = np.array([[20, 80], [10, 90]])
ARMS = (
    ProportionStatistic(n=UNITS, sum=CONTROL),
    ProportionStatistic(n=UNITS, sum=TREATMENT),
)
OBSERVED = np.array([50123, 49877])

READOUT_ARMS, READOUT_METRICS, READOUT_UNITS = 5, 50, 20000
# Bonferroni, and the planned units of two arms
READOUT_LEVEL = 0.05 / ((READOUT_ARMS - 1) * READOUT_METRICS)
READOUT_TUNED_AT = 4 * READOUT_UNITS


def score_interval(compare):
    return proportion.confint_proportions_2indep(
        TREATMENT, UNITS, CONTROL, UNITS, method="score", compare=compare, alpha=0.05
    )


def two_sided_t_test():
    return TwoSidedTTest(*ARMS, FrequentistConfig(alpha=0.05)).compute_result()


def sums(metric, arm):
    """Of the value and its covariate: sums, sums of squares, sum of products."""
    cell = metric * READOUT_ARMS + arm

    def share(which):
        return (cell * 4 + which) % 1009 * 7919 % 1009 / 1009

    value, before = 10 + 0.2 * share(0), 9 + 0.2 * share(1)

    def cross(covariance, product):
        return (READOUT_UNITS - 1) * covariance + READOUT_UNITS * product

    return {
        "main_sum": READOUT_UNITS * value,
        "main_sum_squares": cross(25 + share(2), value * value),
        "covariate_sum": READOUT_UNITS * before,
        "covariate_sum_squares": cross(20, before * before),
        "main_covariate_sum_product": cross(12 + share(3), value * before),
    }


READOUT_SUMS = [
    [sums(metric, arm) for arm in range(READOUT_ARMS)]
    for metric in range(READOUT_METRICS)
]


def adjusted(arm):
    return RegressionAdjustedStatistic(
        n=READOUT_UNITS,
        post_statistic=SampleMeanStatistic(
            n=READOUT_UNITS, sum=arm["main_sum"], sum_squares=arm["main_sum_squares"]
        ),
        pre_statistic=SampleMeanStatistic(
            n=READOUT_UNITS,
            sum=arm["covariate_sum"],
            sum_squares=arm["covariate_sum_squares"],
        ),
        post_pre_sum_of_products=arm["main_covariate_sum_product"],
        theta=0,
    )


def readout_by_tests():
    """Every treatment against control by both tests, on one scale."""
    fixed = FrequentistConfig(alpha=READOUT_LEVEL, difference_type="absolute")
    sequential = SequentialConfig(
        alpha=READOUT_LEVEL,
        difference_type="absolute",
        sequential_tuning_parameter=READOUT_TUNED_AT,
    )
    results = []
    for control, *treatments in READOUT_SUMS:
        for treatment in treatments:
            results.append(
                TwoSidedTTest(adjusted(control), adjusted(treatment), fixed).compute_result()
            )
            results.append(
                SequentialTwoSidedTTest(
                    adjusted(control), adjusted(treatment), sequential
                ).compute_result()
            )
    return results


def engine_input():
    arms = [str(arm) for arm in range(READOUT_ARMS)]
    analysis = {
        "var_names": arms,
        "var_ids": arms,
        "weights": [1 / READOUT_ARMS] * READOUT_ARMS,
        "stats_engine": "frequentist",
        "difference_type": "absolute",
        "alpha": READOUT_LEVEL,
    }
    metric = {
        "statistic_type": "mean_ra",
        "main_metric_type": "count",
        "covariate_metric_type": "count",
    }
    names = [f"metric{i}" for i in range(READOUT_METRICS)]
    return {
        "metrics": {name: {"id": name, "name": name, **metric} for name in names},
        "analyses": [
            analysis,
            {
                **analysis,
                "sequential_testing_enabled": True,
                "sequential_tuning_parameter": READOUT_TUNED_AT,
            },
        ],
        "query_results": [
            {
                "metrics": [name],
                "rows": [
                    {
                        "dimension": "All",
                        "variation": arm,
                        "users": READOUT_UNITS,
                        "count": READOUT_UNITS,
                        **{f"m0_{key}": value for key, value in figures.items()},
                    }
                    for arm, figures in zip(arms, by_arm)
                ],
            }
            for name, by_arm in zip(names, READOUT_SUMS)
        ],
    }


ENGINE_INPUT = engine_input()


def first_p_value(results):
    return results[0]["analyses"][0]["dimensions"][0]["variations"][1]["pValue"]


FEATURE_ROWS, FEATURE_MILLION, FEATURE_NUMBERS, FEATURE_LEVELS = 200_000, 1_000_000, 29, 60


def feature_table(rows):
    row = np.arange(rows, dtype=np.uint64)

    def share(column):
        offset = np.uint64(column * 40503 * 40503)
        return ((row * np.uint64(2654435761) + offset) & np.uint64(0xFFFFFFFF)) / 2.0**32

    def missing(column):
        return (row * np.uint64(31) + np.uint64(column * 17)) % np.uint64(50) == 0

    columns = {}
    for column in range(FEATURE_NUMBERS):
        values = column + 100 * share(column)
        values[missing(column)] = np.nan
        columns[f"n{column}"] = values
    place = (FEATURE_LEVELS * share(FEATURE_NUMBERS) ** 2).astype(int)
    levels = np.array([f"level{level}" for level in range(FEATURE_LEVELS)], dtype=object)
    category = levels[place]
    category[missing(FEATURE_NUMBERS)] = np.nan
    columns["category"] = category
    return pd.DataFrame(columns)


def column_transformer():
    return ColumnTransformer(
        [
            (
                "num",
                make_pipeline(SimpleImputer(strategy="median"), StandardScaler()),
                [f"n{column}" for column in range(FEATURE_NUMBERS)],
            ),
            (
                "cat",
                make_pipeline(
                    SimpleImputer(strategy="most_frequent"),
                    OneHotEncoder(handle_unknown="ignore", sparse_output=False),
                ),
                ["category"],
            ),
        ]
    )


class LazyTable:
    """A table and what was fitted on it, made when the first call needs them."""

    def __init__(self, rows):
        self.rows = rows
        self.made = None

    def get(self):
        if self.made is None:
            table = feature_table(self.rows)
            self.made = table, column_transformer().fit(table), table.tail(1)
        return self.made

    def fit(self):
        return column_transformer().fit(self.get()[0])

    def apply(self):
        return self.get()[1].transform(self.get()[0])

    def apply_one(self):
        return self.get()[1].transform(self.get()[2])


FEATURES, MILLION = LazyTable(FEATURE_ROWS), LazyTable(FEATURE_MILLION)


def first_scale(fitted):
    return fitted.named_transformers_["num"][-1].scale_[0]


def last_row(features):
    return features[-1, 0]


# work (a name of io.assay.benchmark.Work), package, what is called, the call, its figure
CALLS = [
    (
        "POOLED_Z",
        "statsmodels",
        "proportions_ztest",
        lambda: proportion.proportions_ztest([TREATMENT, CONTROL], [UNITS, UNITS]),
        lambda result: result[1],
    ),
    (
        "POOLED_Z",
        "scipy",
        "chi2_contingency(correction=False)",
        lambda: stats.chi2_contingency(TABLE, correction=False),
        lambda result: result.pvalue,
    ),
    (
        "SCORE_DIFFERENCE",
        "statsmodels",
        "confint_proportions_2indep(compare='diff', method='score')",
        lambda: score_interval("diff"),
        lambda result: result[0],
    ),
    (
        "SCORE_LIFT",
        "statsmodels",
        "confint_proportions_2indep(compare='ratio', method='score')",
        lambda: score_interval("ratio"),
        lambda result: result[0] - 1,
    ),
    (
        "ANALYZE",
        "gbstats",
        "TwoSidedTTest.compute_result (p and lift interval, by another method)",
        two_sided_t_test,
        lambda result: result.p_value,
    ),
    (
        "SAMPLE_RATIO",
        "scipy",
        "chisquare",
        lambda: stats.chisquare(OBSERVED),
        lambda result: result.pvalue,
    ),
    (
        "SAMPLE_RATIO",
        "gbstats",
        "check_srm",
        lambda: utils.check_srm([50123, 49877], [0.5, 0.5]),
        lambda result: result,
    ),
    (
        "SAMPLE_RATIO_EXACT",
        "scipy",
        "binomtest",
        lambda: stats.binomtest(263, 500, 0.5),
        lambda result: result.pvalue,
    ),
    (
        "FISHER",
        "scipy",
        "fisher_exact",
        lambda: stats.fisher_exact(SMALL_TABLE),
        lambda result: result.pvalue,
    ),
    (
        "BARNARD",
        "scipy",
        "barnard_exact(pooled=True)",
        lambda: stats.barnard_exact(SMALL_TABLE.T, pooled=True),
        lambda result: result.pvalue,
    ),
    (
        "BOSCHLOO",
        "scipy",
        "boschloo_exact",
        lambda: stats.boschloo_exact(SMALL_TABLE.T),
        lambda result: result.pvalue,
    ),
    (
        "SAMPLE_SIZE",
        "statsmodels",
        "samplesize_proportions_2indep_onetail",
        lambda: proportion.samplesize_proportions_2indep_onetail(
            0.005, 0.10, 0.8, alpha=0.05
        ),
        lambda result: result,
    ),
    (
        "READOUT",
        "gbstats",
        "TwoSidedTTest and SequentialTwoSidedTTest of RegressionAdjustedStatistic, one scale",
        readout_by_tests,
        lambda results: results[0].p_value,
    ),
    (
        "READOUT",
        "gbstats",
        "process_experiment_results with both analyses, one scale",
        lambda: process_experiment_results(ENGINE_INPUT),
        first_p_value,
    ),
    ("FEATURES_FIT", "scikit-learn", "ColumnTransformer.fit", FEATURES.fit, first_scale),
    ("FEATURES_APPLY", "scikit-learn", "ColumnTransformer.transform", FEATURES.apply, last_row),
    (
        "FEATURES_ONE_ROW",
        "scikit-learn",
        "ColumnTransformer.transform",
        FEATURES.apply_one,
        last_row,
    ),
    ("FEATURES_FIT_MILLION", "scikit-learn", "ColumnTransformer.fit", MILLION.fit, first_scale),
    (
        "FEATURES_APPLY_MILLION",
        "scikit-learn",
        "ColumnTransformer.transform",
        MILLION.apply,
        last_row,
    ),
]


def main():
    packages = ["scipy", "statsmodels", "gbstats", "numpy", "pandas", "scikit-learn"]
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

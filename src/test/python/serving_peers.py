"""Makes of a run's model.json what MLServer and `mlflow models serve` serve: XGBoost's own model, tree by tree the same.

    serving_peers.py --check                          imports the packages and prints their versions
    serving_peers.py MODEL_JSON MLSERVER [MLFLOW]     writes a folder for either server
"""

import json
import math
import platform
import sys
from importlib import import_module
from importlib.metadata import packages_distributions, version
from pathlib import Path

import numpy as np
import xgboost

MODULES = ["mlserver", "mlserver_xgboost", "mlflow", "xgboost"]
NOBODY = 2147483647  # the parent of a root, in XGBoost's files


def tree(ours, number, features):
    """A tree of ours, in pre-order and with a leaf's value where a split has its threshold, as XGBoost writes it: its
    predictor takes the right child to come right after the left one."""
    order, left, parents = [0], [], [NOBODY]
    for place, node in enumerate(order):
        left.append(len(order) if ours["feature"][node] >= 0 else -1)
        if left[-1] >= 0:
            order += [node + 1, ours["right"][node]]
            parents += [place, place]
    nodes = len(order)

    def placed(values):
        return [values[node] for node in order]

    return {
        "base_weights": [0.0] * nodes,
        "categories": [],
        "categories_nodes": [],
        "categories_segments": [],
        "categories_sizes": [],
        "default_left": placed(ours["missing_left"]),
        "id": number,
        "left_children": left,
        "loss_changes": [0.0] * nodes,
        "parents": parents,
        "right_children": [child + 1 if child >= 0 else -1 for child in left],
        "split_conditions": placed(ours["value"]),
        "split_indices": [max(feature, 0) for feature in placed(ours["feature"])],
        "split_type": [0] * nodes,
        "sum_hessian": placed(ours["cover"]),
        "tree_param": {
            "num_deleted": "0",
            "num_feature": str(features),
            "num_nodes": str(nodes),
            "size_leaf_vector": "1",
        },
    }


def booster(ours):
    features, trees = len(ours["features"]), ours["trees"]
    # The frame of the file is XGBoost's own.
    rows = np.zeros((2, features), dtype=np.float32)
    parameters = {
        "objective": "binary:logistic",
        "base_score": 1 / (1 + math.exp(-ours["base"][0])),
    }
    frame = xgboost.train(parameters, xgboost.DMatrix(rows, label=[0, 1]), 1)
    saved = json.loads(frame.save_raw("json"))
    learner = saved["learner"]
    model = learner["gradient_booster"]["model"]
    model["trees"] = [tree(one, number, features) for number, one in enumerate(trees)]
    model["tree_info"] = [0] * len(trees)
    model["iteration_indptr"] = list(range(len(trees) + 1))
    model["gbtree_model_param"]["num_trees"] = str(len(trees))
    loaded = xgboost.Booster()
    loaded.load_model(bytearray(json.dumps(saved).encode()))
    return loaded


def main(arguments):
    if arguments == ["--check"]:
        for module in MODULES:
            import_module(module)
        # XGBoost comes as xgboost-cpu, too, and MLflow together with its parts.
        distributions = packages_distributions()
        names = [min(distributions[module], key=len) for module in MODULES]
        print(json.dumps({"python": platform.python_version(), "packages": {name: version(name) for name in names}}))
        return
    source, mlserver, *mlflow_model = map(Path, arguments)
    made = booster(json.loads(source.read_text()))
    mlserver.mkdir(parents=True)
    # MLServer takes it for a regressor, whose predict is the probability: scikit-learn 1.7 and XGBoost 3.0.4 do not agree
    # on what a classifier is.
    made.save_model(mlserver / "model.json")
    settings = {
        "name": "peer",
        "implementation": "mlserver_xgboost.XGBoostModel",
        "parameters": {"uri": "./model.json", "version": "1"},
    }
    (mlserver / "model-settings.json").write_text(json.dumps(settings))
    for folder in mlflow_model:
        import_module("mlflow.xgboost").save_model(made, str(folder), model_format="json")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

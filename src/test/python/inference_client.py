"""Asks a server of the Open Inference Protocol by Triton's client and by MLServer's types and codecs, as their manuals do.

    inference_client.py SERVER WORK     WORK is JSON: what to ask, see the functions below; prints JSON

What is printed is what the clients made of the answers.
"""

import json
import sys
import urllib.request

import numpy as np
import pandas as pd
import tritonclient.http as triton
from mlserver.codecs import NumpyCodec, NumpyRequestCodec, PandasCodec, StringCodec
from mlserver.types import InferenceResponse, MetadataModelResponse, MetadataServerResponse, RequestOutput
from tritonclient.utils import InferenceServerException


def post(server, model, request):
    """By MLServer's types, over plain HTTP."""
    sent = urllib.request.Request(
        f"http://{server}/v2/models/{model}/infer",
        data=request.model_dump_json().encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(sent) as answer:
        return InferenceResponse.model_validate_json(answer.read())


def get(server, path, kind):
    with urllib.request.urlopen(f"http://{server}{path}") as answer:
        return kind.model_validate_json(answer.read()).model_dump()


def server(address, work):
    client = triton.InferenceServerClient(address)
    return {
        "live": client.is_server_live(),
        "ready": client.is_server_ready(),
        "metadata": client.get_server_metadata(),
        "mlserver": get(address, "/v2", MetadataServerResponse),
    }


def model(address, work):
    client = triton.InferenceServerClient(address)
    return {
        "ready": client.is_model_ready(work["model"]),
        "version_ready": client.is_model_ready(work["model"], "1"),
        "other_ready": client.is_model_ready(work["model"] + "x"),
        "metadata": client.get_model_metadata(work["model"]),
        "mlserver": get(address, "/v2/models/" + work["model"], MetadataModelResponse),
    }


def frame(address, work):
    """A data frame with words and gaps by MLServer's codec for pandas."""
    request = PandasCodec.encode_request(pd.DataFrame(work["columns"]), use_bytes=False)
    request.id = "frame"
    answer = post(address, work["model"], request)
    outputs = {output.name: output for output in answer.outputs}
    return {
        "id": answer.id,
        "version": answer.model_version,
        "probabilities": NumpyCodec.decode_output(outputs["predict_proba"]).tolist(),
        "labels": StringCodec.decode_output(outputs["predict"]),
    }


def array(address, work):
    """An array by MLServer's codec for numpy."""
    request = NumpyRequestCodec.encode_request(np.array(work["rows"], dtype=np.float32))
    request.outputs = [RequestOutput(name="predict_proba")]
    answer = post(address, work["model"], request)
    (output,) = answer.outputs
    return {"probabilities": NumpyCodec.decode_output(output).tolist()}


def tensors(address, work):
    """One tensor, and one for each column, by Triton's client."""
    rows = np.array(work["rows"], dtype=np.float32)
    client = triton.InferenceServerClient(address)
    whole = triton.InferInput("rows", list(rows.shape), "FP32")
    whole.set_data_from_numpy(rows, binary_data=False)
    each = []
    for name, column in zip(work["names"], rows.T):
        tensor = triton.InferInput(name, [len(column), 1], "FP32")
        tensor.set_data_from_numpy(column.reshape(-1, 1), binary_data=False)
        each.append(tensor)
    wanted = [triton.InferRequestedOutput(name, binary_data=False) for name in ("predict_proba", "id")]
    first = client.infer(work["model"], [whole], request_id="tensors", outputs=wanted)
    second = client.infer(work["model"], each, model_version="1")
    return {
        "id": first.get_response()["id"],
        "ids": first.as_numpy("id").tolist(),
        "probabilities": first.as_numpy("predict_proba").tolist(),
        "by_column": second.as_numpy("predict_proba").tolist(),
        "classes": second.as_numpy("predict").tolist(),
    }


def refusals(address, work):
    """What the clients say where they are refused."""
    client = triton.InferenceServerClient(address)
    said = {}

    def refused(name, model, tensor):
        try:
            client.infer(model, [tensor])
            said[name] = "was answered"
        except InferenceServerException as refusal:
            said[name] = f"{refusal.status()}: {refusal.message()}"

    rows = np.zeros((1, 2), dtype=np.float32)
    binary = triton.InferInput("rows", [1, 2], "FP32")
    binary.set_data_from_numpy(rows)
    narrow = triton.InferInput("rows", [1, 2], "FP32")
    narrow.set_data_from_numpy(rows, binary_data=False)
    refused("binary", work["model"], binary)
    refused("narrow", work["model"], narrow)
    refused("unknown", "nobody", narrow)
    return said


if __name__ == "__main__":
    asked = json.loads(sys.argv[2])
    print(json.dumps({name: globals()[name](sys.argv[1], work) for name, work in asked.items()}))

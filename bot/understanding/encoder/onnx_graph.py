"""Lays the encoder's layers out as a graph for ONNX Runtime, with matrices and what they multiply in eight bits.

Operators: onnx.ai/onnx/operators and, for the domain `com.microsoft`, docs/ContribOperators.md of microsoft/onnxruntime.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from bot.understanding.encoder.weights_file import WeightsFile
from bot.understanding.models.lexical import Floats

OPSET, IR_VERSION = 18, 9
TOKENS, VECTOR = "tokens", "vector"
"""The names of the input, (texts, tokens), and of the output, (texts, numbers), each of length 1."""
_CONTRIB = "com.microsoft"
# Seven of eight bits: a processor without VNNI adds two products in 16 bits, where 255 · 127 · 2 does not fit, and the
# same sentence would mean something else there (ONNX Runtime's documents, "Quantize ONNX models", reduce_range).
_STEPS = 63
_FUSED = ("q", "k", "v")


class _Graph:
    """Collects nodes and constants; what a node is given and gives are names."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, values: "np.ndarray[tuple[int, ...], np.dtype[np.generic]]") -> str:
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def node(
        self,
        operator: str,
        given: Sequence[str],
        gives: str | Sequence[str],
        domain: str = "",
        **settings: object,
    ) -> str:
        """Add a node; the first of the names that it gives."""
        names = [gives] if isinstance(gives, str) else list(gives)
        named: dict[str, Any] = {"domain": domain, **settings}
        self.nodes.append(helper.make_node(operator, given, names, **named))
        return names[0]

    def linear(self, given: str, name: str, weights: Floats, bias: Floats) -> str:
        """Given · weightsᵀ + bias; the scale of each column of its own."""
        scale = np.maximum(np.abs(weights).max(axis=1), 1e-12) / _STEPS
        whole = np.clip(np.round(weights / scale[:, None]), -_STEPS, _STEPS).astype(np.int8)
        constants = [
            self.constant(f"{name}.w", np.ascontiguousarray(whole.T)),
            self.constant(f"{name}.s", scale.astype(np.float32)),
            self.constant(f"{name}.z", np.zeros(len(scale), dtype=np.int8)),
            self.constant(f"{name}.b", bias),
        ]
        return self.node("DynamicQuantizeMatMul", [given, *constants], f"{name}.out", _CONTRIB)


def encoder_graph(
    weights: WeightsFile, vector: Callable[[str], Floats], kept: Sequence[int]
) -> onnx.ModelProto:
    """The whole encoder. vector: a tensor of full precision, tuned; kept: the tokens of the vocabulary that are used."""
    graph, shape = _Graph(), weights.shape
    state = _embedded(graph, weights, vector, kept)
    graph.constant("thirds", np.array([shape.hidden] * 3))
    for layer in range(shape.layers):
        state = _layer(graph, weights, vector, f"l{layer}", state)
    mean = graph.node("ReduceMean", [state, graph.constant("of_tokens", np.array([1]))], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], VECTOR, axis=-1, p=2)
    given = helper.make_tensor_value_info(TOKENS, TensorProto.INT64, ["texts", "tokens"])
    gives = helper.make_tensor_value_info(VECTOR, TensorProto.FLOAT, ["texts", shape.hidden])
    return helper.make_model(
        helper.make_graph(graph.nodes, "encoder", [given], [gives], graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(_CONTRIB, 1)],
        ir_version=IR_VERSION,
    )


def _embedded(
    graph: _Graph, weights: WeightsFile, vector: Callable[[str], Floats], kept: Sequence[int]
) -> str:
    """Tokens and their positions as vectors, normed."""
    hidden = weights.shape.hidden
    words = weights.matrix("emb.word", hidden)[list(kept)]
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / _STEPS
    of_places = vector("emb.pos").reshape(-1, hidden) + vector("emb.type")[:hidden]
    places, start = (
        graph.constant("positions", of_places.astype(np.float32)),
        graph.constant("start", np.array([0])),
    )
    whole = graph.constant("words", np.round(words / scales).astype(np.int8))
    steps = graph.node(
        "Cast", [graph.node("Gather", [whole, TOKENS], "whole")], "steps", to=TensorProto.FLOAT
    )
    scale = graph.node("Gather", [graph.constant("scales", scales.astype(np.float32)), TOKENS], "scale")
    told = graph.node("Mul", [steps, scale], "told")
    length = graph.node("Shape", [TOKENS], "length", start=1, end=2)
    here = graph.node("Slice", [places, start, length, start], "here")
    together = graph.node("Add", [told, here], "together")
    norm = [graph.constant(f"emb.ln.{part}", vector(f"emb.ln.{part}")) for part in ("w", "b")]
    return graph.node(
        "LayerNormalization", [together, *norm], "embedded", axis=-1, epsilon=weights.shape.epsilon
    )


def _layer(
    graph: _Graph, weights: WeightsFile, vector: Callable[[str], Floats], layer: str, given: str
) -> str:
    """Attention of all heads, then the two matrices of the layer; each added to what was given, and normed."""
    hidden, inner = weights.shape.hidden, weights.shape.inner

    def linear(said: str, name: str, columns: int) -> str:
        matrix = weights.matrix(f"{layer}.{name}.w", columns)
        return graph.linear(said, f"{layer}.{name}", matrix, vector(f"{layer}.{name}.b"))

    def added(said: str, before: str, name: str) -> str:
        norm = [
            graph.constant(f"{layer}.{name}.{part}", vector(f"{layer}.{name}.{part}")) for part in ("w", "b")
        ]
        return graph.node(
            "SkipLayerNormalization",
            [said, before, *norm],
            f"{layer}.{name}.out",
            _CONTRIB,
            epsilon=weights.shape.epsilon,
        )

    fused = graph.linear(
        given,
        f"{layer}.qkv",
        np.concatenate([weights.matrix(f"{layer}.{name}.w", hidden) for name in _FUSED]),
        np.concatenate([vector(f"{layer}.{name}.b") for name in _FUSED]),
    )
    parts = [f"{layer}.{name}.part" for name in _FUSED]
    graph.node("Split", [fused, "thirds"], parts, axis=-1)
    seen = graph.node("MultiHeadAttention", parts, f"{layer}.seen", _CONTRIB, num_heads=weights.shape.heads)
    attended = added(linear(seen, "ao", hidden), given, "aln")
    thought = graph.node("Gelu", [linear(attended, "fi", hidden)], f"{layer}.thought", _CONTRIB)
    return added(linear(thought, "fo", inner), attended, "oln")

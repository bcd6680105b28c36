"""Writes a checkpoint as a folder of sections for `encoder_data pack`, with sentences whose outputs the product must give.

usage: export.py CHECKPOINT.pt VECTORS.npy VOCABULARY.txt DATA.pkl FOLDER
FOLDER gets one file a section (docs/formats/model.md), `vocabulary`, and golden.words, golden.y, golden.head: made-up
sentences, the last layer's and the heads' outputs as this code computes them from the rounded weights."""
import os
import pickle
import shutil
import sys

import numpy
import torch

import corpora
import evaluate
from network import STATES, Encoder

GOLDEN = """The president of Ukraine said on Friday that two people were killed in Kharkiv .
U.S. officials did n't comment on the report by Reuters , which was published at 10:30 a.m. in Washington .
SHELLING KILLS THREE IN EASTERN TOWN , MAYOR SAYS
Who knows ?
Nairobi
Rebels who had seized the old airport near Goma in 2012 were driven out by troops of the African Union , a spokeswoman told the BBC .
Міністр Kovalenko visited Lviv – “ a proud city ” – with 12,000 soldiers … 😀"""


def load(path, vectors):
    saved = torch.load(path)
    network = Encoder(torch.cat([torch.zeros(1, vectors.shape[1]), vectors]), **saved["sizes"])
    network.load_state_dict(saved["state"])
    network.hashed = saved["hashed"]
    network.eval()
    return network, saved["tags"]


def int8_rows(matrix, limit):
    """Whole numbers and a scale a row; a row of zeros keeps scale 0."""
    scale = matrix.abs().amax(1) / limit
    steps = torch.round(matrix / scale.clamp(min=1e-12)[:, None]).clamp(-limit, limit)
    return steps.to(torch.int8), scale.float()


class Folder:
    def __init__(self, path):
        self.path = path
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)

    def array(self, name, values, kind):
        values = values.detach().numpy() if isinstance(values, torch.Tensor) else numpy.array(values)
        with open(os.path.join(self.path, name), "wb") as f:
            f.write(numpy.ascontiguousarray(values, kind).tobytes())

    def text(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as f:
            f.write(text)

    def rows(self, name, matrix, limit):
        steps, scale = int8_rows(matrix.detach(), limit)
        self.array(name[0], steps, numpy.int8)
        self.array(name[1], scale, numpy.float32)
        return steps.float() * scale[:, None]

    def product(self, name, product):
        steps, scale = int8_rows(product.weight.detach(), 63)
        self.array(name + ".w", steps, numpy.int8)
        self.array(name + ".scale", scale, numpy.float32)
        self.array(name + ".bias", product.bias, numpy.float32)


def main():
    checkpoint, vectors_path, vocabulary, data_path, path = sys.argv[1:6]
    torch.set_num_threads(1)
    vectors = torch.from_numpy(numpy.load(vectors_path))
    network, tags = load(checkpoint, vectors)
    folder, s = Folder(path), network.sizes
    words = network.vectors @ network.projection.detach()
    words[1:] += network.hashed[s["hashed_rows"] + 1:]
    words[0] = network.unknown.detach()
    words = folder.rows(("word.rows", "word.scale"), words, 127)
    hashed = folder.rows(("hash.rows", "hash.scale"), network.hashed[:s["hashed_rows"]], 127)
    network.hashed = torch.cat([hashed, torch.zeros(len(words), s["width"])])
    # From here on the network reads the rounded rows, as the product does.
    network.vectors, network.projection = words, torch.nn.Parameter(torch.eye(s["width"]))
    network.unknown = torch.nn.Parameter(words[0])
    network.set_quantise(True)
    folder.array("enc.shape", [1, len(words), s["hashed_rows"], s["width"], s["layers"], s["hidden"], s["arc"], s["label"],
                               s["tags"], STATES, s["deprels"]], numpy.int32)
    folder.array("in.bias", network.bias, numpy.float32)
    for i, layer in enumerate(network.layers):
        folder.product(f"l{i}", layer)
    folder.product("head", network.heads)
    folder.product("lab", network.labels)
    folder.array("enc.in_scale", [float(p.scale) for p in [*network.layers, network.heads, network.labels]], numpy.float32)
    folder.array("arc.bilinear", network.bilinear, numpy.float32)
    folder.array("arc.prior", network.prior, numpy.float32)
    folder.array("enc.root", network.root, numpy.float32)
    folder.array("name.next", network.following, numpy.float32)
    folder.text("enc.deprels", "".join(name + "\n" for name in corpora.DEPRELS))
    shutil.copy(vocabulary, os.path.join(path, "vocabulary"))
    with open(data_path, "rb") as f:
        data, _ = pickle.load(f)
    rows_of = data["rows_of"]
    golden = [line.split(" ") for line in GOLDEN.split("\n")]
    rows = rows_of(golden)
    begin = torch.tensor(numpy.concatenate([[0], numpy.cumsum([len(g) for g in golden])]))
    with torch.no_grad():
        y, _, _ = network.encode(torch.from_numpy(rows.copy()), begin, golden)
        heads = network.heads(y)
    words = "".join("".join(w + "\n" for w in sentence) + "\n" for sentence in golden)
    folder.text("golden.words", words)
    folder.text("self.test", words)
    folder.array("golden.y", y, numpy.float32)
    folder.array("golden.head", heads, numpy.float32)
    print(evaluate.report(network, data, tags, True)[0])


if __name__ == "__main__":
    main()

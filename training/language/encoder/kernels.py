"""The loops of kernels/*.cc as PyTorch functions. The library is built at the first import, into a folder of
its own beside the temporary files, with g++."""
import ctypes
import hashlib
import os
import subprocess
import tempfile

import numpy
import torch

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernels")


def _build():
    files = sorted(os.path.join(_FOLDER, name) for name in os.listdir(_FOLDER))
    digest = hashlib.sha256()
    for file in files:
        with open(file, "rb") as f:
            digest.update(f.read())
    path = os.path.join(tempfile.gettempdir(), f"encoder-kernels-{os.getuid()}-{digest.hexdigest()[:16]}.so")
    if not os.path.exists(path):
        part = f"{path}.{os.getpid()}"
        subprocess.run(["g++", "-O3", "-march=native", "-ffast-math", "-std=c++20", "-shared", "-fPIC",
                        *(file for file in files if file.endswith(".cc")), "-o", part], check=True)
        os.replace(part, path)
    return ctypes.CDLL(path)


_LIB = _build()
_LIB.names_loss.restype = ctypes.c_double


def _at(tensor):
    assert tensor.is_contiguous()
    return ctypes.c_void_p(tensor.data_ptr())


class Scan(torch.autograd.Function):
    """The two gated scans of a layer: what the gates saw [words, 2, 3, width] and the highway [words, 2, width]
    to the output [words, 2, width]."""

    @staticmethod
    def forward(ctx, gates, highway, begin):
        gates, highway = gates.contiguous(), highway.contiguous()
        words, _, width = highway.shape
        kept = torch.empty(words, 2, 4, width)
        out = torch.empty(words, 2, width)
        _LIB.scan_forward(_at(gates), _at(highway), _at(begin), len(begin) - 1, width, _at(kept), _at(out))
        ctx.save_for_backward(highway, kept, begin)
        return out

    @staticmethod
    def backward(ctx, grad):
        highway, kept, begin = ctx.saved_tensors
        words, _, width = highway.shape
        grad = grad.contiguous()
        gates_grad = torch.empty(words, 2, 3, width)
        highway_grad = torch.empty(words, 2, width)
        _LIB.scan_backward(_at(grad), _at(highway), _at(kept), _at(begin), len(begin) - 1, width,
                           _at(gates_grad), _at(highway_grad))
        return gates_grad, highway_grad, None


class NamesLoss(torch.autograd.Function):
    """Minus the log of the share of allowed sequences, summed over the sentences."""

    @staticmethod
    def forward(ctx, emissions, following, allowed, begin):
        emissions, following = emissions.contiguous(), following.contiguous()
        grad = torch.zeros_like(emissions)
        following_grad = torch.zeros_like(following)
        loss = _LIB.names_loss(_at(emissions), _at(following), _at(allowed), _at(begin), len(begin) - 1,
                               _at(grad), _at(following_grad))
        ctx.save_for_backward(grad, following_grad)
        return torch.tensor(loss, dtype=torch.float32)

    @staticmethod
    def backward(ctx, scale):
        grad, following_grad = ctx.saved_tensors
        return grad * scale, following_grad * scale, None, None


def sum_rows(table, ids):
    """The sum of the rows of each word; ids [words, columns] int32, negative: nothing."""
    out = torch.empty(len(ids), table.shape[1])
    _LIB.rows_forward(_at(table), _at(ids), ctypes.c_int64(len(ids)), ids.shape[1], table.shape[1], _at(out))
    return out


class RowAdam:
    """Adam for the table of hashed rows, on the rows that a step used."""

    def __init__(self, table, decays=(0.9, 0.98)):
        self.table = table
        self.mean, self.square, self.grad = (torch.zeros_like(table) for _ in range(3))
        self.decays = decays
        self.steps = 0

    def step(self, ids, sum_grad, rate, shrink=0.0):
        self.steps += 1
        first, second = self.decays
        c1, c2 = 1 / (1 - first ** self.steps), 1 / (1 - second ** self.steps)
        f = ctypes.c_float
        _LIB.rows_adam(_at(self.table), _at(self.mean), _at(self.square), _at(self.grad), _at(ids),
                       _at(sum_grad.contiguous()), ctypes.c_int64(len(ids)), ids.shape[1], self.table.shape[1],
                       f(rate), f(first), f(second), f(c1), f(c2), f(shrink))


def decode_names(emissions, following, begin):
    emissions, following = emissions.contiguous(), following.contiguous()
    out = numpy.zeros(len(emissions), numpy.uint8)
    _LIB.names_decode(_at(emissions), _at(following), _at(begin), len(begin) - 1,
                      out.ctypes.data_as(ctypes.c_void_p))
    return out


def decode_tree(scores):
    """scores: numpy float32 [n + 1, n + 1], [word][head]; row 0 is not read. Heads of the words, [n]."""
    n = scores.shape[0] - 1
    scores = numpy.ascontiguousarray(scores, numpy.float32)
    heads = numpy.zeros(n + 1, numpy.int32)
    _LIB.tree_decode(scores.ctypes.data_as(ctypes.c_void_p), n, heads.ctypes.data_as(ctypes.c_void_p))
    return heads[1:]

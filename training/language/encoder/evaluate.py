"""Scores of the development parts, computed as the scorers of the project do: tags and trees over given tokens, LAS without
subtypes; names as exact spans whose class the label allows."""
import numpy
import torch

import corpora
import kernels


def _batches(packed, words=4000):
    first = 0
    while first < len(packed):
        last = first + 1
        while last < len(packed) and packed.begin[last + 1] - packed.begin[first] <= words:
            last += 1
        yield first, last
        first = last


def _likely(scores, count):
    """The likeliest choices of each row and their shares: int16 and float32, [rows, count]."""
    share, choice = torch.softmax(scores, 1).topk(min(count, scores.shape[1]), 1)
    share, choice = (torch.nn.functional.pad(x, (0, count - x.shape[1])) for x in (share, choice))
    return choice.numpy().astype(numpy.int16), (share / share.sum(1, keepdim=True)).numpy()


def run(network, packed, casing=0, likely=0):
    """tags, heads (0: root), deprels and states of all words; with `likely` also as many of the likeliest tags and heads
    with their shares."""
    network.eval()
    out = {key: [] for key in ("tags", "heads", "deprels", "states", "likely_tags", "tag_shares", "likely_heads",
                               "head_shares")}
    root = corpora.DEPRELS.index("root")
    with torch.no_grad():
        for first, last in _batches(packed):
            b, e = packed.begin[first], packed.begin[last]
            begin = torch.from_numpy(packed.begin[first:last + 1] - b)
            f = network(torch.from_numpy(packed.rows[casing][b:e]), begin, packed.forms[first:last])
            out["tags"].append(f["tags"].argmax(1).numpy())
            out["states"].append(kernels.decode_names(f["names"], network.following.detach(), begin))
            if likely:
                for key, value in zip(("likely_tags", "tag_shares"), _likely(f["tags"], likely)):
                    out[key].append(value)
            if not packed.has_tree:
                continue
            heads, dependents, governors = [], [], []
            for i in range(last - first):
                p, q = int(begin[i]), int(begin[i + 1])
                scores = network.arc_scores(f["d"][p:q], f["k"][p:q])
                if likely:
                    scores[torch.arange(q - p), torch.arange(1, q - p + 1)] = -1e4
                    for key, value in zip(("likely_heads", "head_shares"), _likely(scores, likely)):
                        out[key].append(value)
                scores = scores.numpy()
                h = kernels.decode_tree(numpy.concatenate([scores[:1], scores]))
                heads.append(h)
                governors.append(numpy.where(h == 0, 0, h - 1) + p)
            h = numpy.concatenate(heads)
            scores = network.label_scores(f["ld"], f["lk"][numpy.concatenate(governors)])
            scores[:, root] = -1e9
            labels = scores.argmax(1).numpy()
            labels[h == 0] = root
            out["heads"].append(h)
            out["deprels"].append(labels)
    return {key: numpy.concatenate(value) for key, value in out.items() if value}


def score_trees(network, packed, tags, casing=0):
    got = run(network, packed, casing)
    upos = numpy.array([t[0] for t in tags])[got["tags"]] == numpy.array(packed.upos)
    xpos = numpy.array([t[1] for t in tags])[got["tags"]] == numpy.array(packed.xpos)
    plain = numpy.array([name.split(":")[0] for name in corpora.DEPRELS])
    head = got["heads"] == packed.heads
    las = head & (plain[got["deprels"]] == plain[packed.deprels])
    return {"upos": upos.mean() * 100, "xpos": xpos.mean() * 100, "uas": head.mean() * 100, "las": las.mean() * 100}


def _spans(states):
    spans, first = [], 0
    for i, s in enumerate(states):
        part = (int(s) - 1) % 4
        if s == 0:
            continue
        if part in (0, 3):
            first = i
        if part in (2, 3):
            spans.append((first, i + 1, (int(s) - 1) // 4))
    return spans


# Begin and unit of any class.
_OPENS = sum(1 << (1 + 4 * c) | 1 << (4 + 4 * c) for c in range(6))


def score_names(network, packed):
    states = run(network, packed)["states"]
    allowed = packed.allowed
    wanted = int(((allowed & 1) == 0)[(allowed & _OPENS) != 0].sum())
    found = right = 0
    for n in range(len(packed)):
        b, e = packed.begin[n], packed.begin[n + 1]
        for first, end, name_class in _spans(states[b:e]):
            found += 1
            right += all(allowed[b + i] & 1 == 0 and allowed[b + i] >> int(states[b + i]) & 1
                         for i in range(first, end))
    p, r = right / max(found, 1), right / max(wanted, 1)
    return {"p": 100 * p, "r": 100 * r, "f1": 200 * p * r / max(p + r, 1e-9)}


def report(network, data, tags, capitals=False):
    """One line of all scores."""
    parts, keep = [], {}
    for name, packed in data.items():
        if not name.endswith(".dev"):
            continue
        if packed.has_tree:
            s = score_trees(network, packed, tags)
            parts.append(f"{name[:-4]} upos {s['upos']:.2f} xpos {s['xpos']:.2f} uas {s['uas']:.2f} las {s['las']:.2f}")
            keep[name] = s["las"]
            if capitals:
                c = score_trees(network, packed, tags, 1)
                parts.append(f"capitals upos {c['upos']:.2f} las {c['las']:.2f}")
        else:
            s = score_names(network, packed)
            parts.append(f"{name[:-4]} p {s['p']:.2f} r {s['r']:.2f} f1 {s['f1']:.2f}")
            keep[name] = s["f1"]
    return "; ".join(parts), keep

#!/usr/bin/env python3
"""Short reports with gold claims (tests/cases/claims/reports): how much of the gold a build finds, each set apart.

usage: score_reports.py BINARY FOLDER [--errors] [--set tuned|validation|held-out] [--check]
A report file holds "set: tuned", "set: validation" or "set: held-out" and reports in the form of the text cases (tests/cases/README.md). Every claim
that the guideline asks for has a line, in the order of the text, and nothing else is a claim. On such a line `|` parts answers
that are all right (types, names, relations), a missing field means that the guideline leaves the slot empty, and realis is
asserted where none is given. Several places have their relation behind each. `time` and `count` are begin..end and min..max.

A predicted claim and a gold one pair when the type is one of the gold's and the trigger lies in the same sentence; the greedy
pairing prefers triggers that touch, then more right slots. A slot counts where the gold fills it; `spurious` counts slots that only
the reading fills. A whole claim is right when every filled slot is. Days are right within one day, as the shared scorer has it.
With --check the exit is 1 where a figure of a set lies below its floor, so that ctest notices a loss.
"""
import datetime
import json
import os
import re
import subprocess
import sys

from options import parse

SLOTS = ("source", "kind", "side", "place", "relation", "time", "count", "realis", "evidence", "agent")
FLOORS = {"tuned": {"claims": 92, "whole": 70}, "validation": {"claims": 66, "whole": 36}, "held-out": {"claims": 73, "whole": 41}}


def plain(name):
    """A name without its article, its case and the kind of its region."""
    name = re.sub(r"[’']s\b", "", (name or "").lower()).replace("’", "'")
    name = re.sub(r"\b(oblast|province)\b", "region", name)
    return re.sub(r"^(the|a|an|local|some|two)\s+", "", " ".join(name.split()))


def parse_line(line, where):
    """(is_forbidden, types, [(key, value)]) of a claim line."""
    parts = re.findall(r'([\w-]+)=((?:"[^"]*"|[^\s"|]+)(?:\|(?:"[^"]*"|[^\s"|]+))*)|(\S+)', line)
    words = [p[2] for p in parts if p[2]]
    forbidden = words[0] == "!"
    words = words[1:] if forbidden else words
    if words[0] != "claim" or len(words) != 2:
        raise SystemExit(f"{where}: found {line!r}, expected: claim TYPE key=value")
    return forbidden, words[1].split("|"), [(k, v.replace('"', "")) for k, v, _ in parts if k]


def read_reports(path):
    """[{"set", "name", "date", "publisher", "text", "gold"}] of one file."""
    found, part, group = [], None, None
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        where = f"{path}:{number}"
        if line.startswith("set: "):
            group = line[5:]
        elif line.startswith("== "):
            found.append({"set": group, "name": line[3:], "text": "", "gold": [], "date": None, "publisher": None})
            part = "head"
        elif part and line in ("text:", "expect:"):
            part = line[:-1]
        elif part == "head" and ": " in line:
            key, value = line.split(": ", 1)
            found[-1][key] = value
        elif part == "text":
            found[-1]["text"] += line + "\n"
        elif part == "expect" and line:
            found[-1]["gold"].append((where,) + parse_line(line, where))
    for report in found:
        report["text"] = report["text"].rstrip("\n")
        place_gold(report)
    return found


def place_gold(report):
    """Finds the trigger of each gold claim, at or behind the one before."""
    at, claims = 0, []
    for where, forbidden, types, fields in report["gold"]:
        if forbidden:
            continue
        triggers = dict(fields).get("trigger", "").split("|")
        spots = [(report["text"].find(t, at), t) for t in triggers]
        spots = [s for s in spots if s[0] >= 0] or [(report["text"].find(t), t) for t in triggers]
        begin, words = min(spots)
        if begin < 0 or not words:
            raise SystemExit(f"{where}: the trigger is not in the text")
        at = begin + 1
        claims.append({"where": where, "types": types, "fields": fields, "span": (begin, begin + len(words)), "words": words})
    report["claims"] = claims


def read_with(binary, report):
    """The reading of the text."""
    command = [binary, "read", "--format", "json", "--offsets", "codepoint"]
    if report["date"]:
        command += ["--date", report["date"]]
    if report["publisher"]:
        command += ["--publisher", report["publisher"]]
    done = subprocess.run(command + ["-"], input=report["text"].encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"{binary} failed on {report['name']!r}")
    return json.loads(done.stdout)


def described(claim, reading):
    """The slots of a predicted claim as sets of comparable values."""
    named = {e["id"]: e for e in reading["entities"]}
    places = {p["id"]: p for p in reading["places"]}
    spots = {x["id"]: x for x in reading["locations"]}
    text = reading["document"]["text"]
    source = claim.get("source") or {}
    own_voice = not claim.get("attribution") and source.get("kind") in (None, "outlet")
    entity = named.get(source.get("entity"), {})
    where = []
    for key in claim.get("locations") or []:
        spot = spots[key]
        for one in [places[p] for p in spot.get("places") or []]:
            names = {plain(one["name"]), plain(text[slice(*one["span"])])}
            where.append((names, spot.get("relation"), spot.get("bearing")))
    agents = set()
    for role in claim.get("roles") or []:
        if role["role"] == "agent":
            who = named.get(role.get("entity"), {})
            agents |= {plain(x) for x in (role.get("side"), role.get("name"), who.get("side"), who.get("name"), who.get("actor")) if x}
    time, quantity = claim.get("time") or {}, claim.get("quantity") or {}
    return {"type": claim["type"], "span": tuple(claim["trigger"]), "sentence": claim["sentence"],
            "source": set() if own_voice else {plain(n) for n in (source.get("name"), entity.get("name")) if n},
            "kind": "outlet" if own_voice else source.get("kind"), "side": source.get("side"), "place": where,
            "time": time.get("interval") if time.get("basis") == "stated" or time.get("interval") else None,
            "count": quantity or None, "realis": claim.get("realis"), "agent": agents,
            "evidence": {e["kind"] for e in claim.get("evidence") or []}}


def gold_relations(fields):
    """[(names, relations)] of the gold's places."""
    out = []
    for key, value in fields:
        if key == "place":
            out.append([{plain(v) for v in value.split("|")}, {"in", "at"}])
        elif key == "relation":
            out[-1][1] = set(value.split("|")) | ({"in", "at"} if {"in", "at"} & set(value.split("|")) else set())
    return out


def has_relation(wanted, relation, bearing):
    """west-of is a side or an offset with that bearing; around is near."""
    for one in wanted:
        base, _, rest = one.partition("-")
        if rest == "of" and relation in ("side", "offset", "near") and bearing == base[:1].upper():
            return True
        if relation == {"around": "near", "through": "across"}.get(base, base):
            return True
    return False


def day(text):
    return datetime.date.fromisoformat(text[:10]).toordinal() if text else None


def near(mine, wanted):
    return (mine is None) == (wanted is None) and (mine is None or abs(mine - wanted) <= 1)


def same_count(count, fields):
    low, high = fields["count"].split("..")
    unit = fields.get("unit", "").split("|")
    count = count or {}
    one = lambda u: {"people": "person"}.get(u, re.sub(r"s$", "", u or ""))
    return (count.get("min") == (float(low) if low else None) and count.get("max") == (float(high) if high else None)
            and (unit == [""] or one(count.get("unit")) in {one(u) for u in unit}))


def judge(gold, mine):
    """({slot: is right}, {slots that only the reading fills})."""
    fields = dict(gold["fields"])
    right, extra = {}, set()
    if "source" in fields:
        right["source"] = bool({plain(n) for n in fields["source"].split("|")} & mine["source"])
    else:
        right["source"] = not mine["source"] or mine["kind"] == "outlet"
    right["kind"] = mine["kind"] in fields.get("kind", "outlet" if "source" not in fields else mine["kind"] or "").split("|")
    if "side" in fields:
        right["side"] = mine["side"] == fields["side"]
    wanted = gold_relations(gold["fields"])
    if wanted:
        left, good = list(mine["place"]), True
        right["relation"] = True
        for names, relations in wanted:
            hits = [p for p in left if p[0] & names]
            if not hits:
                good = right["relation"] = False
                continue
            best = max(hits, key=lambda p: has_relation(relations, p[1], p[2]))
            right["relation"] = right["relation"] and has_relation(relations, best[1], best[2])
            left.remove(best)
        right["place"] = good and not left
    elif mine["place"]:
        extra.add("place")
    if "time" in fields:
        begin, end = map(day, fields["time"].split(".."))
        interval = [day(x) for x in mine["time"] or [None, None]]
        right["time"] = bool(mine["time"]) and near(interval[0], begin) and near(interval[1], end)
    elif mine["time"]:
        extra.add("time")
    if "count" in fields:
        right["count"] = same_count(mine["count"], fields)
    elif mine["count"]:
        extra.add("count")
    right["realis"] = mine["realis"] in fields.get("realis", "asserted").split("|")
    if "evidence" in fields:
        right["evidence"] = mine["evidence"] == set(fields["evidence"].split("|"))
    elif mine["evidence"]:
        extra.add("evidence")
    if "agent" in fields:
        right["agent"] = bool({plain(n) for n in fields["agent"].split("|")} & mine["agent"])
    elif mine["agent"]:
        extra.add("agent")
    return right, extra


def pair(report, reading):
    """[(gold, predicted, right slots, extra slots)], and what is left on both sides."""
    spans = [tuple(s) for s in reading["sentences"]]
    predicted = [described(c, reading) for c in reading["claims"]]
    options = []
    for g, gold in enumerate(report["claims"]):
        home = next((i for i, s in enumerate(spans) if s[0] <= gold["span"][0] < s[1]), None)
        for p, mine in enumerate(predicted):
            if mine["type"] in gold["types"] and mine["sentence"] == home:
                right, extra = judge(gold, mine)
                touches = mine["span"][0] < gold["span"][1] and gold["span"][0] < mine["span"][1]
                options.append((-touches, -sum(right.values()), g, p, right, extra))
    pairs, gone = [], (set(), set())
    for _, _, g, p, right, extra in sorted(options, key=lambda o: o[:4]):
        if g not in gone[0] and p not in gone[1]:
            gone[0].add(g)
            gone[1].add(p)
            pairs.append((report["claims"][g], predicted[p], right, extra))
    missed = [g for i, g in enumerate(report["claims"]) if i not in gone[0]]
    spurious = [p for i, p in enumerate(predicted) if i not in gone[1]]
    return pairs, missed, spurious


def percent(right, all_):
    return 100.0 * right / all_ if all_ else 0.0


def score(reports, readings, errors):
    """The figures of one set."""
    hits = gold = found = whole = 0
    slots = {s: [0, 0, 0] for s in SLOTS}  # right, filled in the gold, filled by the reading alone
    for report, reading in zip(reports, readings):
        pairs, missed, spurious = pair(report, reading)
        gold, found, hits = gold + len(report["claims"]), found + len(reading["claims"]), hits + len(pairs)
        for one, mine, right, extra in pairs:
            whole += all(right.values())
            for slot, ok in right.items():
                slots[slot][0] += ok
                slots[slot][1] += 1
            for slot in extra:
                slots[slot][2] += 1
            wrong = [s for s, ok in right.items() if not ok] + ["+" + s for s in sorted(extra)]
            if errors and wrong:
                shown = {s.lstrip("+"): mine[{"relation": "place"}.get(s.lstrip("+"), s.lstrip("+"))] for s in wrong}
                print(f"  {one['where']} {one['types'][0]} {one['words']!r}: {' '.join(wrong)}: {shown}", file=sys.stderr)
        if errors:
            for one in missed:
                print(f"  {one['where']} missed {'|'.join(one['types'])} {one['words']!r}", file=sys.stderr)
            for one in spurious:
                words = reading["document"]["text"][slice(*one["span"])]
                print(f"  {report['name']}: spurious {one['type']} {words!r}", file=sys.stderr)
    f1 = lambda r: percent(2 * r, gold + found)
    return {"reports": len(reports), "gold": gold, "found": found, "hits": hits, "claims": f1(hits), "whole": f1(whole), "slots": slots}


def print_figures(name, figures):
    print(f"{name}: {figures['reports']} reports, {figures['gold']} gold claims, {figures['found']} found")
    print(f"  claims F1 {figures['claims']:.1f} (P {percent(figures['hits'], figures['found']):.1f} R {percent(figures['hits'], figures['gold']):.1f})"
          f"   whole claim F1 {figures['whole']:.1f}")
    for slot, (right, filled, extra) in figures["slots"].items():
        print(f"  {slot:9s} {percent(right, filled):6.1f}  ({right} of {filled}; {extra} where the gold has none)")


def main():
    options = parse(__doc__, FLOORS)
    names = sorted(n for n in os.listdir(options.folder) if n.endswith(".report"))
    reports = [r for n in names for r in read_reports(os.path.join(options.folder, n))]
    failed = False
    for group in sorted(FLOORS, reverse=True):
        chosen = [r for r in reports if r["set"] == group]
        if options.set not in (None, group) or not chosen:
            continue
        figures = score(chosen, [read_with(options.binary, r) for r in chosen], options.errors)
        print_figures(group, figures)
        for key, floor in FLOORS[group].items():
            if options.check and figures[key] < floor:
                print(f"{group}: found {key} F1 {figures[key]:.1f}, expected {floor} or more", file=sys.stderr)
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

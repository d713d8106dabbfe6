"""A report as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from narco_corpus.evaluate.report import Figure, Report, Scores


def lines(report: Report) -> Iterator[str]:
    """The report, one figure a line, with intervals where there are any."""
    for name, row in report.structure.items():
        yield _share(name, row)
    yield f"{'comments invented':18s} {report.comments_invented:4d}"
    yield f"{'mentions':18s} {_found(report.mentions, report, 'mentions')}"
    yield f"{'spans':18s} {_found(report.spans, report, 'spans')}"
    parts = {f"label {name}": row for name, row in report.labels.items()}
    parts |= {f"field {name}": row for name, row in report.fields.items()}
    for name, scores in (parts | (report.listed or {})).items():
        yield f"  {name.rpartition(' ')[2]:16s} {_found(scores, report, name)}"
    for name, row in report.linking.items():
        yield _share(name, row) + _interval(report, name)
    yield ""
    yield f"annotated \\ ours   {' '.join(f'{_short(name):>9s}' for name in _columns(report))}"
    for name, counts in report.confusion.items():
        yield f"  {_short(name):16s} {' '.join(f'{counts.get(c, 0):9d}' for c in _columns(report))}"
    if report.calibration_error is not None:
        yield ""
        yield f"confidence         mentions  precision   (expected calibration error {report.calibration_error:.3f})"
        for row in report.reliability:
            span = f"{row['from']:.1f}-{row['to']:.1f}"
            yield f"  {span:16s} {row['mentions']:8.0f}  {row['precision']:9.3f}"
    if report.methods:
        yield ""
        yield "method"
        for name, row in report.methods.items():
            yield f"  {_share(name, row, 16)}"


def _share(name: str, row: Figure, width: int = 18) -> str:
    return f"{name:{width}s} {row['right']:4.0f} of {row['of']:4.0f}  {row['share']:.3f}"


def _found(row: Scores, report: Report, name: str) -> str:
    p, r, f1 = (_figure(row[figure]) for figure in ("p", "r", "f1"))
    return f"P {p}  R {r}  F1 {f1}  gold {row['gold']:.0f}" + _interval(report, f"{name} f1")


def _figure(value: float | None) -> str:
    """A figure of no case is not 0."""
    return "    –" if value is None else f"{value:.3f}"


def _interval(report: Report, name: str) -> str:
    if name not in report.intervals:
        return ""
    low, high = report.intervals[name]
    return f"  [{low:.3f}, {high:.3f}]"


def _columns(report: Report) -> list[str]:
    seen = {name for row in report.confusion.values() for name in row}
    return [name for name in (*report.labels, "none") if name in seen]


def _short(label: str) -> str:
    return {"CRIMINAL_ORG": "CRIM_ORG"}.get(label, label)

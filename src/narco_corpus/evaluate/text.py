"""A report as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from narco_corpus.evaluate.report import Report, Row


def lines(report: Report) -> Iterator[str]:
    """The report, one figure a line, with intervals where there are any."""
    for name, row in report.structure.items():
        yield _share(name, row)
    yield f"{'comments invented':18s} {report.comments_invented:4d}"
    yield f"{'mentions':18s} {_found(report.mentions, report, 'mentions')}"
    yield f"{'spans':18s} {_found(report.spans, report, 'spans')}"
    for kind, rows in (("label", report.labels), ("kind", report.kinds)):
        for name, row in rows.items():
            yield f"  {name:16s} {_found(row, report, f'{kind} {name}')}"
    for name, row in (report.listed or {}).items():
        yield f"  {name:16s} {_found(row, report, name)}"
    for name, row in report.linking.items():
        yield _share(name, row) + _interval(report, name)
    yield ""
    yield f"annotated \\ ours   {' '.join(f'{_short(name):>9s}' for name in _columns(report))}"
    for name, counts in report.confusion.items():
        yield f"  {_short(name):16s} {' '.join(f'{counts.get(c, 0):9d}' for c in _columns(report))}"
    if report.calibration_error is not None:
        yield ""
        yield f"confidence         mentions  precision   (mean distance {report.calibration_error:.3f})"
        for row in report.reliability:
            span = f"{row['from']:.1f}-{row['to']:.1f}"
            yield f"  {span:16s} {row['mentions']:8.0f}  {row['precision']:9.3f}"
    if report.methods:
        yield ""
        yield "method"
        for name, row in report.methods.items():
            yield f"  {_share(name, row, 16)}"


def _share(name: str, row: Row, width: int = 18) -> str:
    return f"{name:{width}s} {row['right']:4.0f} of {row['of']:4.0f}  {row['share']:.3f}"


def _found(row: Row, report: Report, name: str) -> str:
    figures = f"P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  gold {row['gold']:.0f}"
    return figures + _interval(report, f"{name} f1")


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

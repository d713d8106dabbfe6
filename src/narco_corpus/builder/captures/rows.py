"""Makes captures of the rows of a table, whatever file holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from narco_corpus.builder.captures.capture import Capture, LeftOut, Unreadable
from narco_corpus.builder.captures.columns import TableColumns
from narco_corpus.builder.captures.instant import instant, since_1970
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.urls import left_out, wanted

if TYPE_CHECKING:
    from narco_corpus.builder.parse.html.days import Day

_HALF = re.compile("[\ud800-\udfff]")
_COMPACT = re.compile(r"((?:19|20)\d{6})(?:\d{6})?(?:\.0)?", re.ASCII)
"""20110921, with the clock or without, also as a number."""
_SHORT_YEAR = re.compile(r"(\d{1,2})[-/ ]([^\W\d_]{3,10})\.?[-/ ](\d\d)(?![\d:])", re.ASCII)
"""01-Sep-11."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def capture_of(
    row: Mapping[str, Any], columns: TableColumns, path: str, where: str, options: ReadOptions
) -> Capture | Unreadable | LeftOut:
    """The capture of one row, if its URL is wanted. The path ends in the row's place."""
    url = _text(value_at(row, columns.url))
    if not wanted(url, options.urls):
        return left_out(url)
    text = value_at(row, columns.text)
    if not isinstance(text, str | bytes):
        what = f"holds {type(text).__name__}, not text"
        if text is None:
            what = "is empty (null)" if has(row, columns.text) else "is missing"
        return Unreadable(path=path, reason=f"column {columns.text!r} {what}", where=where)
    content = _whole(text).encode() if isinstance(text, str) else text
    if not content or content.isspace():
        return Unreadable(path=path, reason=f"column {columns.text!r} is empty", where=where)
    if len(content) > options.max_capture_bytes:
        return Unreadable(path=path, reason=too_large(len(content), options), where=where)
    published = day(value_at(row, columns.date), columns, url)
    retrieved_at = _instant(value_at(row, columns.retrieved_at))
    return Capture(
        path=path,
        where=where,
        content=content,
        form="fields",
        url=url,
        title=_text(value_at(row, columns.title)),
        author=_people(value_at(row, columns.author)),
        published_on=published.on,
        day_in_utc=published.in_utc,
        unclear_day=published.unclear,
        unread_day=None if published.on or published.unclear else _stated(value_at(row, columns.date)),
        retrieved_at=retrieved_at,
        unread_time=None if retrieved_at else _stated(value_at(row, columns.retrieved_at)),
        license=_text(value_at(row, columns.license)),
    )


def too_large(size: int, options: ReadOptions) -> str:
    """The reason for refusing a capture of this size, in bytes."""
    bound = f"{options.max_capture_bytes:,} (--capture-mib, ReadOptions.max_capture_bytes)"
    return f"{size:,} bytes in one capture; the bound is {bound}"


def value_at(row: Mapping[str, Any], name: str | None) -> Any:
    """The value of a column; a dot leads into an object where no column has the whole name."""
    if name is None:
        return None
    if name in row or "." not in name:
        return row.get(name)
    outer, _, inner = name.partition(".")
    within = row.get(outer)
    return within.get(inner) if isinstance(within, Mapping) else None


def has(row: Mapping[str, Any], name: str) -> bool:
    """Whether a row has a column, be its value null."""
    outer, _, inner = name.partition(".")
    within = row.get(outer)
    return name in row or (isinstance(within, Mapping) and inner in within)


def day(value: Any, columns: TableColumns, url: str | None) -> Day:
    """The day of a date, a time, a text that states one, or seconds or milliseconds since 1970.

    Of a text that can be two days it is the one in the month that the URL names, else the one in the order of day and
    month that the column keeps to.
    """
    from narco_corpus.builder.parse.html.days import Day, day_of_post
    from narco_corpus.builder.parse.html.times import in_numbers, says_utc, stated_time, whole_year

    if value is None:
        return Day()
    if isinstance(value, datetime):
        return Day(value.date(), value.utcoffset() == timedelta(0))
    if isinstance(value, date):
        return Day(value)
    text = _scalar(value)
    if (since := since_1970(text)) is not None:
        return Day(since.date(), True)
    if compact := _COMPACT.fullmatch(text):
        text = compact[1]
    if short := _SHORT_YEAR.match(text):
        text = f"{short[1]} {short[2]} {whole_year(int(short[3]))}{text[short.end() :]}"
    stated = stated_time(text)
    found = day_of_post([] if stated else [text], stated, url)
    numbers = in_numbers(found.unclear) if found.unclear else None
    if numbers and (day_first := columns.day_first.get(columns.date or "", {}).get(numbers.form)) is not None:
        found = Day(numbers.day_first if day_first else numbers.month_first)
    return found._replace(in_utc=found.in_utc or (found.on is not None and says_utc(text)))


def _whole(text: str) -> str:
    """The text with halves of surrogate pairs put together, U+FFFD for one that stands alone."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(value: Any) -> str | None:
    """What stands beside a text: one line, so control characters are white space."""
    return _CONTROL.sub(" ", _whole(value)).strip() or None if isinstance(value, str) else None


def _people(value: Any) -> str | None:
    """The names of persons, a line each: of a text, of an object with a name, of a list of them."""
    if isinstance(value, Mapping):
        return _people(value.get("name"))
    if isinstance(value, list):
        return "\n".join(name for each in value if (name := _people(each))) or None
    if not isinstance(value, str):
        return None
    return "\n".join(name for line in value.splitlines() if (name := _text(line)) and not name.isdigit()) or None


def _scalar(value: Any) -> str:
    """A text or a number as text; empty for all others."""
    if isinstance(value, str):
        return _text(value) or ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _instant(value: Any) -> str | None:
    return instant(value.isoformat() if isinstance(value, date) else _scalar(value))


def _stated(value: Any) -> str | None:
    """A value that could not be read, as text; None for what stands for none."""
    if value is None or value != value or value in ("", [], {}):  # NaN is not itself
        return None
    return _text(str(value))

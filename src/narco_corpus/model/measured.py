"""What was measured of a release's recogniser, as the release's manifest states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Figures of a recogniser on one set of annotated texts, which are not the release's; shares from 0 to 1."""

    gold: str
    """What the annotated texts are."""
    gold_sha256: str
    """Hash of the annotations."""
    posts: int
    mentions: int
    """Annotated ones."""
    precision: float
    recall: float
    f1: float
    """Of mentions with exactly the annotated characters and label."""
    f1_low: float
    f1_high: float
    """Ends of the 95 % interval of `f1`, by bootstrap over posts."""
    span_f1: float
    """Whatever the label."""
    links_of_names: float | None
    """Share of right links of organisations and persons; None where none was to be linked."""
    links_of_places: float | None
    left_unlinked: float | None
    """Share of the mentions that nothing is known of which are rightly left without a link."""


def measured_to_json(measured: Measured) -> dict[str, Any]:
    """As the manifest states it."""
    return asdict(measured)


def measured_from_json(content: Mapping[str, Any]) -> Measured:
    """Read what `measured_to_json` gave; raises KeyError, TypeError or ValueError where it is something else."""
    return Measured(
        gold=str(content["gold"]),
        gold_sha256=str(content["gold_sha256"]),
        posts=int(content["posts"]),
        mentions=int(content["mentions"]),
        precision=_share(content["precision"]),
        recall=_share(content["recall"]),
        f1=_share(content["f1"]),
        f1_low=_share(content["f1_low"]),
        f1_high=_share(content["f1_high"]),
        span_f1=_share(content["span_f1"]),
        links_of_names=_share_if_any(content["links_of_names"]),
        links_of_places=_share_if_any(content["links_of_places"]),
        left_unlinked=_share_if_any(content["left_unlinked"]),
    )


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is no share from 0 to 1")
    return float(value)


def _share_if_any(value: object) -> float | None:
    return None if value is None else _share(value)

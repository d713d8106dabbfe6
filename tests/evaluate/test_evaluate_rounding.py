"""A figure is rounded once, where it is shown."""

from __future__ import annotations

from narco_corpus.evaluate.tally import Share, SpanCounts


def test_a_figure_just_below_a_half_is_not_rounded_up_in_two_steps() -> None:
    f1 = SpanCounts(true_positives=28, false_positives=5, false_negatives=5).row()["f1"]
    assert f1 is not None
    assert (f"{f1:.3f}", f"{Share(28, 33).row()['share']:.3f}") == ("0.848", "0.848")

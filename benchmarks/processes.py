"""What a process and all that it starts take: CPU seconds and memory, looked at from outside while it runs (Linux)."""

from __future__ import annotations

import os
import threading
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


class Family:
    """A process and its descendants: `with Family(pid) as family: …`, then its figures."""

    def __init__(self, pid: int, interval: float = 0.5) -> None:
        self._pid = pid
        self._interval = interval
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._cpu: dict[int, float] = {}
        self.peak = 0
        """Bytes of all of them together, at most; pages that they share are counted once."""
        self.largest = 0
        """Bytes of the largest one, at most."""

    @property
    def cpu(self) -> float:
        """CPU seconds of all of them, but for what one took after it was last looked at."""
        return sum(self._cpu.values())

    def __enter__(self) -> Family:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._interval):
            together = 0
            for pid, seconds in _descendants(self._pid).items():
                self._cpu[pid] = max(seconds, self._cpu.get(pid, 0.0))
                together += _bytes(pid, "smaps_rollup", "Pss:")
                self.largest = max(self.largest, _bytes(pid, "status", "VmHWM:"))
            self.peak = max(self.peak, together)


def _descendants(ancestor: int) -> dict[int, float]:
    """CPU seconds of the living process and its living descendants."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                fields = (place / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(place.name)] = int(fields[1])
            seconds[int(place.name)] = (int(fields[11]) + int(fields[12])) / _TICKS
    found = {}
    for pid in parents:
        above = pid
        while above not in (ancestor, 0):
            above = parents.get(above, 0)
        if above == ancestor:
            found[pid] = seconds[pid]
    return found


def _bytes(pid: int, file: str, field: str) -> int:
    try:
        lines = Path("/proc", str(pid), file).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith(field)), 0)

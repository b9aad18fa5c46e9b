"""The table, beside the references of design: printed, and kept as docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks import works
from benchmarks.counts import Count
from benchmarks.figures import Load, percentile, ratio
from benchmarks.lighthouse import BARE, TIMES, Reading
from benchmarks.works import CLUB, CROWD, HELLO, POSTGRESQL, TWIN, Work

Runs = Mapping[tuple[str, str], Sequence[Load]]  # of a server, a work: a load each round
Lines = list[str]

LABELS = {
    works.LIST: "List of 20 cartels, signed in",
    works.PACKED: "The same, compressed for the browser",
    works.HOME: "Home, signed in",
    works.BOOK: "Receipt book",
    works.DESK: "Desk: a voucher read (fragment)",
    works.SCAN: "Scan, new credit (fragment)",
    works.QUEUED: "Scan, new credit (JSON, the offline queue)",
    works.CLAIM: "Gift claimed",
}
TO_HELLO = {works.LIST: "≤ 7.5 ×, first 10 ×", works.DESK: "≤ 6.8 ×", works.SCAN: "≤ 8.5 ×, first 12 ×"}
TO_TWIN = {works.LIST: "≤ 0.25 ×", works.SCAN: "≤ 0.33 ×"}
TO_SQLITE = {works.LIST: "≤ 1.35 ×", works.SCAN: "≤ 1.25 ×"}

OPENING = """\
# What the club costs

Written by `make bench` on {day}: {cores} cores, Python {python}.

Figures are CPU-milliseconds a request of the server's process group, under granian, one process each, all up at once,
in {rounds} interleaved rounds of {seconds:g} s. Ratios are taken inside each round, and the middle one is told: on a
busy machine they hold where milliseconds and rates do not. “Hello” is a bare Flask view; the Django twin is the same
page and the same scan, as an ordinary Django project writes them (`benchmarks/twin.py`). The club runs as in
production: rights, limits, CSRF, policy headers, logs. Each scan is a credit, found again in the ledger afterwards.
"""


def costs(runs: Sequence[Load]) -> list[float]:
    """CPU-milliseconds a request, one figure a round."""
    return [load.cost for load in runs]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Lines:
    """A Markdown table one can read as it stands."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in (head, *rows)]
    padded.insert(1, ["-" * width for width in widths])
    return [f"| {' | '.join(row)} |" for row in padded]


def against_others(runs: Runs) -> Lines:
    """Each work of the club beside hello, and beside the twin where it has the same."""
    hello = costs(runs[HELLO, "hello"])
    rows = [["Hello", f"{median(hello):.2f}", "1", "", "", ""]]
    for name, label in LABELS.items():
        mine = costs(runs[CLUB, name])
        row = [label, f"{median(mine):.2f}", f"{ratio(mine, hello):.1f} ×", TO_HELLO.get(name, "")]
        twin = runs.get((TWIN, name))
        row += [f"{ratio(mine, costs(twin)):.2f} ×", TO_TWIN[name]] if twin else ["", ""]
        rows.append(row)
    for (server, name), loads in runs.items():
        if server == TWIN:
            mine = costs(loads)
            rows.append([f"Django twin: {name}", f"{median(mine):.2f}", f"{ratio(mine, hello):.1f} ×", "", "1", ""])
    return table(["Work", "CPU-ms", "to hello", "reference", "to Django", "reference"], rows)


def between_clubs(runs: Runs, other: str, references: Mapping[str, str], otherwise: str) -> list[list[str]]:
    """The works another club does too, beside the first's."""
    return [
        [LABELS[name], f"{ratio(costs(loads), costs(runs[CLUB, name])):.2f} ×", references.get(name, otherwise)]
        for (server, name), loads in runs.items()
        if server == other
    ]


def scan_lines(runs: Runs, durable: Sequence[float]) -> list[list[str]]:
    """The scan's rate beside the disk's, and its slowest answers beside the others."""
    scans = runs[CLUB, works.SCAN]
    share = ratio([load.rate for load in scans], durable)
    tails = [percentile(load.latencies, 0.99) / percentile(load.latencies, 0.5) for load in scans]
    middle = median(percentile(load.latencies, 0.5) for load in scans) * 1000
    return [
        ["Rows the disk takes, each synced, a second", f"{median(durable):.0f}", ""],
        ["Scans a second, one process, beside that", f"{share * 100:.0f} %", "≥ 18 %"],
        ["Scan: 50 % of answers within (4 at once)", f"{middle:.1f} ms", ""],
        ["Scan: 99 % of answers within", f"{median(tails):.1f} × that", "≤ 3 ×"],
    ]


def by_lighthouse(read: Sequence[Reading]) -> Lines:
    """The pages as Lighthouse reads them, each beside the bare one."""
    if not read:
        return ["There was no npm, or no Chromium, to read with."]
    bare = next(reading for reading in read if reading.page == BARE)
    rows = [
        [
            reading.page,
            *map(str, reading.scores),
            f"{reading.paint:.0f} ms",
            f"{reading.paint / bare.paint:.2f} ×",
            f"{reading.blocking:.0f} ms",
            f"{reading.shift:.3f}",
        ]
        for reading in read
    ]
    rows.append(["Reference", "≥ 98", "100", "100", "100", "", "≤ 1.25 ×", "0 ms", "≤ 0.02"])
    names = ["performance", "accessibility", "best practices", "SEO", "LCP", "beside bare", "TBT", "CLS"]
    return table(["Page", *names], rows)


def written(
    runs: Runs,
    durable: Sequence[float],
    memory: float,
    counts: Sequence[Count],
    read: Sequence[Reading],
    crowd: str,
    day: str,
) -> Lines:
    """The whole report."""
    opening = OPENING.format(
        day=day,
        cores=os.cpu_count(),
        python=platform.python_version(),
        rounds=len(durable),
        seconds=works.SECONDS,
    )
    reference = ["Figure", "Here", "Reference"]
    others = [*scan_lines(runs, durable), ["Memory of a serving process (Pss_Anon)", f"{memory:.0f} MB", "≤ 65 MB"]]
    lines = [opening, "## Beside a bare view, and beside Django", "", *against_others(runs)]
    lines += ["", "## Writing, memory", "", *table(reference, others)]
    postgresql = between_clubs(runs, POSTGRESQL, TO_SQLITE, "")
    lines += ["", "## PostgreSQL beside SQLite, CPU of the club's processes", ""]
    lines += table(reference, postgresql) if postgresql else ["PostgreSQL was not installed."]
    lines += [
        "",
        f"## {crowd} beside a thousand members",
        "",
        *table(reference, between_clubs(runs, CROWD, {}, "≤ 1.2 ×")),
    ]
    lines += ["", f"## Lighthouse, mobile, the middle of {TIMES}", "", *by_lighthouse(read)]
    told = [[count.what, f"{count.found}", f"≤ {count.most}{'' if count.kept else ' FAILS'}"] for count in counts]
    return [*lines, "", "## Counts and bytes, which fail", "", *table(reference, told)]


def by_work(all_works: Sequence[Work]) -> Runs:
    return {(work.server, work.name): work.loads for work in all_works}

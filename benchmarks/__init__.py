"""`make bench`: what the club costs, beside a bare Flask view and a minimal Django twin, all up at once.

Figures are CPU-milliseconds per request of the server's process group, and ratios of them taken inside each round:
they hold on a noisy machine, where times do not. Only counts and bytes can make it fail.

hello, twin   what the club is compared with
club          a club furnished for measuring, and the requests one sends to it
servers       the same server under each, and its processes' CPU and memory
client        the load, sent from a process of its own
works         what is measured: request, proof that the answer is the right one, reference
disk          what the disk can do at most
counts        requests, bytes and statements of a page, which may not grow
figures       ratios, medians, percentiles
report        the table, and docs/performance.md
"""

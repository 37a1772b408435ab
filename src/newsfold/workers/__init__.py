"""Work on every core: a function over many items by processes of ours that stay, in order, nothing lost.

A worker is a fresh interpreter (start method "spawn": safe where this process has threads) that loads what
the function needs once. It does one item after the other, with one thread in each library. Where it ends
before its item is done (killed, out of memory), the item is tried once more in a fresh worker, and then
given up as `Lost`; the items behind it go on. Workers ignore Ctrl-C, end with this process however it ends,
and after some seconds without work.
"""

from newsfold.workers.machine import WORKER_BYTES, Capacity, capacity
from newsfold.workers.pool import Lost, begin_pool, each, processes

__all__ = ["WORKER_BYTES", "Capacity", "Lost", "begin_pool", "capacity", "each", "processes"]

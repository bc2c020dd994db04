"""Ratios of the engine's times to compiled ones: python3 ratios.py < lines

The lines are those of `cargo bench -p flow-tests --bench workloads -- --engine`, of one or several runs; of each figure the
least median counts. A geometric mean stands last.
"""

import json
import math
import sys

best = {}
for line in sys.stdin:
    if line.startswith("{"):
        row = json.loads(line)
        key = (row["workload"], row["metric"], row["batch"], row["threads"])
        times = best.setdefault(key, {})
        times[row["peer"]] = min(row["us"], times.get(row["peer"], math.inf))

ratios = []
for key, times in sorted(best.items()):
    if {"flow", "engine"} <= set(times):
        ratios.append(times["engine"] / times["flow"])
        print(*key, f"{times['flow']:.2f} us compiled, {times['engine']:.2f} us engine: {ratios[-1]:.2f}")
if ratios:
    print(f"geometric mean of {len(ratios)}: {math.exp(sum(map(math.log, ratios)) / len(ratios)):.3f}, most {max(ratios):.2f}")

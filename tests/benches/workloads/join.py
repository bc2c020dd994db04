#!/usr/bin/env python3
"""A table of ratios of two files of JSON lines, ours over the fastest peer's: join.py OURS PEERS

Lines are those of `cargo bench … --bench workloads` and of the peers' benchmark. A row is one workload, metric, batch and number
of threads; of several lines of one row the fastest counts, on both sides.
"""
import json, math, sys


def fastest(path):
    rows = {}
    for line in open(path):
        if not line.startswith("{"):
            continue
        line = json.loads(line)
        if "us" not in line or "metric" not in line:
            continue
        key = line["workload"], line["threads"], line["metric"], line["batch"]
        if key not in rows or line["us"] < rows[key]["us"]:
            rows[key] = line
    return rows


def number(us):
    return f"{us:,.1f}" if us < 1e4 else f"{us:,.0f}"


ours, peers = fastest(sys.argv[1]), fastest(sys.argv[2])
both = [key for key in ours if key in peers]
order = {"train": 0, "logp": 1, "sample": 2}
both.sort(key=lambda key: (key[1], key[0], order.get(key[2], 3), key[3]))
print("| threads | workload | metric | batch | ours, µs | fastest peer, µs | | ratio |")
print("|---|---|---|---|---|---|---|---|")
for key in both:
    workload, threads, metric, batch = key
    a, b = ours[key], peers[key]
    peer = b["peer"] + (" " + b["variant"] if "variant" in b else "")
    print(f"| {threads} | {workload} | {metric} | {batch} | {number(a['us'])} | {number(b['us'])} | {peer} | {a['us'] / b['us']:.2f} |")
for threads in sorted({key[1] for key in both}):
    ratios = [ours[key]["us"] / peers[key]["us"] for key in both if key[1] == threads]
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    print(f"\n{threads} thread(s): geometric mean {mean:.3f}, worst {max(ratios):.2f}, of {len(ratios)} rows.")
for key, line in sorted(ours.items()):
    workload, threads, metric, batch = key
    alone = ours.get((workload, 1, metric, batch))
    if "peak_gain" in line and alone:
        gain = alone["us"] / line["us"]
        print(f"{workload} {metric}: {threads} threads gain {gain:.2f}, the peak {line['peak_gain']:.2f}: {gain / line['peak_gain']:.2f} of it.")
for key in sorted(set(ours) - set(peers)):
    print("no peer measured:", *key)

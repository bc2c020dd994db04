#!/usr/bin/env python3
"""A table of ratios of two files of JSON lines, ours over the fastest peer's: join.py OURS PEERS

Lines are those of `cargo bench … --bench workloads` and of the peers' benchmark. A row is one workload, metric, batch and number
of threads; of several lines of one row the fastest counts, on both sides.
"""
import json, math, sys


def fastest(path, counts=lambda line: True):
    rows = {}
    for line in open(path):
        if not line.startswith("{"):
            continue
        line = json.loads(line)
        if "us" not in line or "metric" not in line or not counts(line):
            continue
        key = line["workload"], line["threads"], line["metric"], line["batch"]
        if key not in rows or line["us"] < rows[key]["us"]:
            rows[key] = line
    return rows


def number(us):
    return f"{us:,.1f}" if us < 1e4 else f"{us:,.0f}"


ours, peers = fastest(sys.argv[1]), fastest(sys.argv[2])
libraries = fastest(sys.argv[2], lambda line: not line["peer"].endswith("hand"))
both = [key for key in ours if key in peers]
order = {"train": 0, "logp": 1, "sample": 2}
both.sort(key=lambda key: (key[1], key[0], order.get(key[2], 3), key[3]))
for threads in sorted({key[1] for key in both}):
    keys = [key for key in both if key[1] == threads]
    ratio = {key: ours[key]["us"] / peers[key]["us"] for key in keys}
    mean = math.exp(sum(map(math.log, ratio.values())) / len(ratio))
    above = ", ".join(f"{w} {metric}@{batch} {ratio[w, t, metric, batch]:.2f}" for w, t, metric, batch in keys if ratio[w, t, metric, batch] > 0.7)
    print(f"\n{threads} thread(s): geometric mean {mean:.3f} of {len(keys)} rows; above 0.7: {above or 'none'}.\n")
    print("| workload | metric | batch | ours [µs] | fastest peer [µs] | which | fastest library [µs] | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for key in keys:
        (workload, _, metric, batch), peer, library = key, peers[key], libraries.get(key)
        which = f"{peer['peer']} {peer.get('variant', '')}".strip()
        library = f"{number(library['us'])} {library['peer']}" if library else ""
        print(f"| {workload} | {metric} | {batch} | {number(ours[key]['us'])} | {number(peer['us'])} | {which} | {library} | {ratio[key]:.2f} |")
print()
for (workload, threads, metric, _), line in sorted(ours.items()):
    if "gain" in line:
        gain, peak = line["gain"], line["peak_gain"]
        print(f"{workload} {metric}: {threads} threads gain {gain:.2f}, the peak {peak:.2f}: {gain / peak:.2f} of it.")
for key in sorted(set(ours) - set(peers)):
    print("no peer measured:", *key)

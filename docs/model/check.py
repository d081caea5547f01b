"""Checks Weft.tla, Calls.tla and Loans.tla with TLC, and that each guard which is switched off is missed. Called by ./check; see README.md."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import callruns

HERE = os.path.dirname(os.path.abspath(__file__))
FIXES = "fourth uniqueGen pass goneBook finishOpen floorLocked noWorker drainAtomic stamp pairSession".split()
BOUNDS = dict(NJobs=1, NChapters=2, NProvs=1, NSessions=2, NNodes=2, MaxDeath=0, MaxWrong=0, MaxLost=0, MaxLate=0, MaxWipe=0,
              MaxFail=0, MaxCancel=0, MaxRetry=0, MaxPause=0, MaxDelete=0, MaxWord=0, MaxRollback=0, MaxProvPause=0)
INVARIANTS = """OneWeave Facts EndedSession NoOpenRun Resolved ResolvedTrue DeletedStays FloorTrue Covered Owned BackFirst""".split()

# name: (bounds, optional actions, what must come true in the end)
SCENARIOS = {
    "death": (dict(MaxDeath=1, NSessions=3), "", "Ends"),
    "wrong": (dict(MaxWrong=1, MaxLost=1, NSessions=3), "lost", "Ends"),
    "late": (dict(MaxLate=1, MaxDeath=1, MaxWrong=1, NChapters=1, NSessions=3), "", "Ends"),
    "wipe": (dict(MaxWipe=1, MaxDeath=1, NChapters=1, NSessions=3), "reco", "Ends"),
    "people": (dict(MaxFail=1, MaxRetry=1, MaxPause=1), "", "Ends"),
    "floor": (dict(MaxFail=1, MaxRetry=1, NSessions=1, NNodes=1), "floor", "Ends"),
    "twojobs": (dict(NJobs=2, NChapters=1, MaxWrong=1, MaxFail=1), "reco", "EndsAndResolves"),
    "cancel": (dict(NJobs=2, NChapters=1, MaxCancel=1), "", ""),
    "cancelzombie": (dict(NChapters=1, MaxWrong=1, MaxCancel=1, NSessions=3), "reco", ""),
    "cancelfull": (dict(NJobs=2, NChapters=1, MaxWrong=1, MaxCancel=1), "", ""),
    "delete": (dict(MaxDelete=1, MaxWrong=1, NChapters=1), "reco", "EndsAndResolves"),
    "word": (dict(MaxWord=1, MaxDeath=1, NChapters=1), "reco", "EndsAndResolves"),
    "rungs": (dict(NProvs=2, NChapters=1, MaxFail=1, MaxProvPause=1), "", "Ends"),
    "rungsdown": (dict(NProvs=2, NChapters=1, MaxDeath=1), "split", "Ends"),
    "forever": (dict(NProvs=2, NChapters=1, MaxProvPause=1), "forever split", "Ends"),
    "drain": (dict(MaxLate=1, NChapters=1), "drain", "Ends"),
    "lost": (dict(MaxLost=1, NChapters=1), "lost", "Ends"),
    "idle": (dict(MaxWrong=1, MaxDeath=1, NChapters=1, NSessions=3), "norestart", "Ends"),
    "gone": (dict(MaxDelete=1, NChapters=1, NSessions=1, NNodes=1), "reco", "Ends"),
    "draindown": (dict(NProvs=2, NChapters=1), "split drain", "Ends"),
    "marks": (dict(MaxDeath=1, NChapters=3), "norestart", "Ends"),
    "rollback": (dict(MaxRollback=1, NChapters=1), "", ""),
}

# What is left out, in which scenario, and what TLC must say then. A name that is no guard is a sentence of the design.
MISSED = [
    ("attempt", "wrong", "OneWeave"),
    ("owner", "wrong", "EndedSession"),
    ("session", "late", "EndedSession"),
    ("ringGen", "people", "Covered"),
    ("token", "twojobs", "Resolved"),
    ("bookFound", "delete", "DeletedStays"),
    ("stray", "lost", "liveness"),
    ("readRow", "lost", "liveness"),
    ("endLook", "lost", "liveness"),
    ("floorLowered", "floor", "FloorTrue"),
    ("markGen", "marks", "BackFirst"),
    ("uniqueGen", "wipe", "Covered"),
    ("pass", "death", "Covered"),
    ("goneBook", "gone", "liveness"),
    ("finishOpen", "people", "NoOpenRun"),
    ("floorLocked", "floor", "FloorTrue"),
    ("noWorker", "rungsdown", "liveness"),
    ("drainAtomic", "draindown", "Covered"),
    ("stamp", "word", "WordsIn"),
    ("pairSession", "rollback", "Facts"),
]
SETS = ["quick", "short", "all"]
LIVE = ["rungsdown", "forever", "lost", "gone"]  # Of the larger ones TLC takes hours: their invariants Covered and Owned stand in.
UNENDING = ["twojobs", "cancelfull"]
LARGE_MISSED = ["token"]  # Twojobs: a minute or more.
SHORT = ["floor", "lost", "gone", "rungsdown", "drain", "draindown", "rollback", "marks", "death"]
QUICK = ["floor", "gone", "draindown", "rollback", "marks"]
QUICK_MISSED = ["ringGen", "bookFound", "stray", "readRow", "endLook", "floorLowered", "floorLocked", "markGen", "pairSession", "drainAtomic"]


def configuration(name, without=(), off=(), live=True):
    bounds, acts, end = SCENARIOS[name]
    invariants = INVARIANTS + (["WordsIn"] if name == "word" else [])
    if name == "rollback":  # Promises outside fenced pairs are not kept by a ledger that forgets.
        invariants = ["OneWeave", "Facts"]
    live = live and end
    constants = {key: str(value) for key, value in dict(BOUNDS, **bounds).items()}
    constants["Fixes"] = callruns.as_set(fix for fix in FIXES if fix not in without)
    constants["Off"] = callruns.as_set(off)
    constants["Acts"] = callruns.as_set(acts.split())
    lines = [f"SPECIFICATION {'FairSpec' if live else 'Spec'}", "CHECK_DEADLOCK FALSE", "CONSTANTS"]
    lines += [f"  {key} = {value}" for key, value in constants.items()]
    lines += ["INVARIANTS"] + ["  " + invariant for invariant in invariants] + ([f"PROPERTIES {end}"] if live else [])
    return "\n".join(lines) + "\n"


def tlc(jar, module, text, limit):
    """What TLC wrote, and how many seconds it took. None = not done within the limit."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(HERE, module + ".tla"), folder)
        with open(os.path.join(folder, "m.cfg"), "w") as file:
            file.write(text)
        command = ["nice", "-n", "10", "java", "-XX:+UseSerialGC", "-Xmx3g", "-cp", jar, "tlc2.TLC", "-workers", "1"]
        began = time.monotonic()
        try:
            done = subprocess.run(
                command + ["-metadir", folder, "-config", "m.cfg", module + ".tla"],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, timeout=limit)
        except subprocess.TimeoutExpired:
            return None, time.monotonic() - began
        return done.stdout, time.monotonic() - began


def verdict(out):
    """`ok`, the invariant that is broken, `liveness`, `not done` or `ERROR`."""
    if out is None:
        return "not done"
    broken = re.search(r"Invariant (\w+) is violated", out)
    if broken:
        return broken.group(1)
    if "Temporal properties were violated" in out:
        return "liveness"
    return "ok" if "No error has been found" in out else "ERROR"


def check(jar, label, module, text, expected, limit, trace):
    out, seconds = tlc(jar, module, text, limit)
    found = verdict(out)
    states = re.findall(r"([\d,]+) distinct states found", out or "")
    moves = re.findall(r"^State \d+: <(\w+).*?line", out or "", re.M)
    as_expected = found == expected
    print(f"{'ok ' if as_expected else 'BAD'} {label:34} {found:14} {states[-1] if states else '?':>9} states {seconds:5.0f} s  {' '.join(moves)}", flush=True)
    if not as_expected:
        print(f"    expected: {expected}")
    if out and (trace or found == "ERROR"):
        print(out[-6000:])
    return as_expected


def planned(words, options):
    """(label, module, configuration, expected) of each run."""
    names = [word for word in words if word not in SETS]
    if names:
        without, off = ([name for name in options.get(key, "").split(",") if name] for key in ("without", "off"))
        for name in names:
            yield name, "Weft", configuration(name, without, off, "safety" not in options), options.get("expect", "ok")
        return
    size = words[0] if words else "short"
    for name in {"quick": QUICK, "short": SHORT}.get(size) or [name for name in SCENARIOS if name not in UNENDING]:
        yield name, "Weft", configuration(name, live=name in LIVE), "ok"
    for left_out, name, expected in MISSED:
        if size == "all" or (left_out in QUICK_MISSED if size == "quick" else left_out not in LARGE_MISSED):
            fix = left_out in FIXES
            text = configuration(name, [left_out] if fix else [], [] if fix else [left_out], live=expected == "liveness")
            yield f"{name} without {left_out}", "Weft", text, expected
    for label, text, expected in callruns.runs(size):
        yield "calls " + label, "Calls", text, expected
    with open(os.path.join(HERE, "Loans.cfg")) as file:
        loans = file.read()
    yield "loans", "Loans", loans, "ok"
    yield "loans without chapterFirst", "Loans", callruns.off("chapterFirst", loans), "liveness"


def main():
    jar = os.path.abspath(sys.argv[1])
    words = [argument for argument in sys.argv[2:] if not argument.startswith("--")]
    options = dict((argument[2:] + "=").split("=")[:2] for argument in sys.argv[2:] if argument.startswith("--"))
    unknown = [word for word in words if word not in SCENARIOS and word not in SETS]
    if unknown:
        sys.exit(f"no scenario is named {unknown[0]}; there are: {', '.join(SETS + list(SCENARIOS))}")
    limit = int(options.get("limit") or 1800)
    results = [check(jar, *run, limit, "trace" in options) for run in planned(words, options)]
    print(f"{sum(results)} as expected, {len(results) - sum(results)} not")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()

"""The runs of Calls.tla: as it stands, without each sentence of the design, without each guard."""

import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def as_set(names):
    return "{" + ", ".join(f'"{name}"' for name in names) + "}"


def bounds(text, **values):
    for key, value in values.items():
        text = re.sub(rf"\b{key} = \d+", f"{key} = {value}", text)
    return text


def without(fix, text):
    return re.sub(rf'(, )?"{fix}"', "", text).replace("{, ", "{")


def off(guard, text):
    return text.replace("Off = {}", 'Off = {"%s"}' % guard)


def runs(size):
    """(label, configuration, expected) of each run of the set: quick, short or all."""
    with open(os.path.join(HERE, "Calls.cfg")) as file:
        base = file.read()
    two = bounds(base, Limit=2, NSessions=2, MaxDeath=0, MaxCut=0)  # Two permits, nobody dies: two jobs with one passage.
    poor = bounds(base, Budget=1)
    # A chapter with two lanes beside another session: a death ends both lanes' calls, and frees both their permits.
    lanes = bounds(base, Lanes=2, MaxCut=0)
    zombie = bounds(base, Lanes=2, MaxDeath=0, MaxLost=0)
    # Several passages: nobody waits for another's row.
    other = without("waitRow", base).replace("  CallsBound\n", "").replace("  NotAgain\n", "")
    yield "two permits", two, "ok"
    # The number found out goes up and down meanwhile.
    yield "calls at once found out", bounds(two, MaxMove=3, MaxWipe=0), "ok"
    if size != "quick":
        yield "budget of one call", poor, "ok"
        yield "two lanes, two permits", bounds(lanes, MaxWipe=0, MaxLost=0, Limit=2), "ok"
        yield "two lanes, one permit", bounds(lanes, MaxLost=0), "ok"
        yield "two lanes of a zombie", zombie, "ok"
    if size == "all":
        yield "as it stands", base, "ok"
        yield "several passages", other, "ok"
        yield "without look", off("look", base), "ok"  # The call row checks the same once more.
    missed = [
        ("told", without("told", bounds(other, NSessions=2, MaxDeath=0, MaxCut=0, MaxWipe=0)), "PermitLimit"),
        ("rowId", without("rowId", base), "NoDouble"),
        ("waitRow", without("waitRow", two), "CallsBound"),
        ("budget", off("budget", poor), "InBudget"),
        ("seed", off("seed", other), "PermitLimit"),
        ("overdue", off("overdue", other), "PermitLimit"),
        ("grantPermit", without("grantPermit", other), "PermitLimit"),
        ("rowIfNone", without("rowIfNone", base), "NotAgain"),
        ("seedWaits", without("seedWaits", other), "PermitLimit"),
        ("rowSession", without("rowSession", base), "CallsBound"),
        ("writeOnce", off("writeOnce", base), "OnlyOnce"),
        ("overdue, two lanes", off("overdue", zombie), "PermitLimit"),
        ("look and rowIfNone", off("look", without("rowIfNone", base)), "NotAgain"),
    ]
    for label, text, expected in missed[:6] if size == "quick" else missed:
        yield "without " + label, text, expected

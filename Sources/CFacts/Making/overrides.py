"""Reads overrides.tsv and lays its rows over what the schemas say."""

import fnmatch

COLUMNS = {
    "update": 5, "keep": 5, "reference": 5, "attribute": 5, "data": 5, "telling": 5,
    "stateless": 5}
BEHAVIOURS = {"replacement", "may-replace", "in-place", "refused"}
KINDS = {"arn", "id", "name", "url", "address", "other"}


class Mistake(Exception):
    """Something in the overrides or the schemas that has to be settled by a person."""


def read(path):
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != COLUMNS.get(row[0]) or not all(row):
                raise Mistake(f"overrides.tsv:{number}: not a row of its kind")
            rows.append((number, *row))
    keys = [row[1:4] for row in rows]
    for row, key in zip(rows, keys):
        if keys.count(key) > 1:
            raise Mistake(f"overrides.tsv:{row[0]}: stands there twice")
    return rows


def apply(rows, types, stateful):
    """Adds the rows to the facts; what does not fit any more is a mistake, not ignored."""
    for number, kind, name, subject, fact, reason in rows:
        if kind in ("telling", "stateless"):
            continue
        facts = types.get(name)
        problem = f"there is no type {name}" if facts is None else add(
            facts, kind, subject, fact, reason)
        if problem:
            raise Mistake(f"overrides.tsv:{number}: {problem}")
    missing = sorted(name for name in stateful if name in types and "data" not in types[name])
    if missing:
        raise Mistake("the published list of stateful types has more: " + ", ".join(missing))
    decide(rows, types)


def decide(rows, types):
    """Of every type that sounds as if it held data a row has to say whether it does."""
    words = [word for row in rows if row[1] == "telling" for word in row[3].split("|")]
    open_types = {
        name for name in types if any(word in name.split("::")[-1] for word in words)}
    open_types -= {name for name in types if "data" in types[name]}
    for number, kind, pattern, *_ in rows:
        if kind == "stateless":
            found = fnmatch.filter(types, pattern)
            held = [name for name in found if "data" in types[name]]
            if held or not found:
                raise Mistake(f"overrides.tsv:{number}: {held or 'no type'} fits {pattern}")
            open_types -= set(found)
    if open_types:
        raise Mistake("nobody says whether these hold data: " + ", ".join(sorted(open_types)))


def add(facts, kind, subject, fact, reason):
    """Lays one row over a type's facts; returns what is wrong with it, if anything is."""
    if kind in ("update", "keep") and path_in(facts["root"], subject) != subject:
        return f"there is no property {subject}; is a * missing?"
    if kind == "update":
        if fact not in BEHAVIOURS:
            return f"{fact} is no behaviour"
        facts.setdefault("updates", []).append((subject, fact, reason))
    elif kind == "reference":
        members = [] if subject == "-" else subject.split("|")
        unknown = [part for part in members if path_in(facts["root"], part) != part]
        if fact not in KINDS or unknown:
            return f"{fact} is no kind, or there is no {unknown}"
        facts["reference"] = {"kind": fact, "members": members}
    elif kind == "attribute":
        if subject in facts.get("attributes", []):
            return f"{subject} is known already"
        if fact == "add":
            facts["attributes"] = sorted([*facts.get("attributes", []), subject])
        elif fact != "absent":
            return f"{fact} is neither add nor absent"
    elif kind == "data":
        facts["data"] = fact
    return None


def canonical(node, steps):
    """A path with `*` wherever it enters an item, which some upstream leave out; else nothing."""
    if not steps:
        return []
    ways = []
    below = node.below
    if "items" in below:
        ways.append(("*", below["items"], steps[1:] if steps[0] == "*" else steps))
    for name, child in below.get("properties", []):
        if name == steps[0]:
            ways.append((name, child, steps[1:]))
    for name, child in below.get("patternProperties", []):
        if steps[0] == "*":
            ways.append(("*", child, steps[1:]))
    for step, child, rest in ways:
        end = canonical(child, rest)
        if end is not None:
            return [step, *end]
    for keyword in ("allOf", "anyOf", "oneOf"):
        for child in below.get(keyword, []):
            way = canonical(child, steps)
            if way is not None:
                return way
    return None


def path_in(node, path):
    """The canonical spelling of a path, or nothing if it leads nowhere."""
    steps = canonical(node, path.split("/"))
    return None if steps is None else "/".join(steps)


def reference(identifier):
    """What `Ref` returns by the rule: the primary identifier, its parts joined."""
    last = identifier[0].split("/")[-1] if len(identifier) == 1 else ""
    kinds = [("arn", "arn"), ("url", "url"), ("name", "name")]
    kind = next((kind for ending, kind in kinds if last.lower().endswith(ending)), "other")
    return {"kind": "id" if last.endswith("Id") else kind, "members": identifier}



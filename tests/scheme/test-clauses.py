#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every clause has its place, and every place is there. TAP.

    test-clauses.py SCHEMES_DIR TESTS_DIR

clauses.tsv beside this file lists the clauses; clauses.json of the packs says where each is met. A
clause that is missing, that has no place, or whose place cannot be found fails.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

schemes, tests = (pathlib.Path(a) for a in sys.argv[1:3])
DOCUMENTS = {"医": "医療概要", "I": "IoT概要", "規": "IaaS・PaaS(IoT)運用規程", "創": "創設発表", "2011": "2011年講演"}
DATA = {"fees", "grounds", "classes", "unit_conditions", "minimum", "gates", "timeline", "guidelines", "in_use"}
results = []


def check(name, problems):
    results.append(not problems)
    print("%s %d %s" % ("not ok" if problems else "ok", len(results), name))
    for problem in problems:
        print("# " + problem)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def listed():
    rows = (schemes_row.split("\t") for schemes_row in
            (pathlib.Path(__file__).parent / "clauses.tsv").read_text(encoding="utf-8").splitlines()
            if not schemes_row.startswith("#"))
    return {row[0]: (row[1], [k.strip() for k in row[2].replace("–", "none").split("/")]) for row in rows}


def packs():
    paths = sorted(p for p in schemes.glob("*/*.json") if p.parent.name != "source")
    return {"%s@%s" % (p.parent.name, p.stem): read(p) for p in paths}


def documents(where):
    """The documents that "医I 4(4)ア, 規 4" names."""
    found = set()
    for part in re.split(r", ", where):
        head = part.split(" ")[0]
        for short, name in DOCUMENTS.items():
            if head == short or (head == "医I" and short in ("医", "I")):
                found.add(name)
    return found


def rule_tests():
    """Of each rule of clause-rows.c and test-evidence.c: whether a case speaks and whether one is silent."""
    text = "".join((tests / "rules" / name).read_text(encoding="utf-8") for name in ("clause-rows.c", "test-evidence.c"))
    spoken, silent = set(), set()
    for match in re.finditer(r'\{\s*"[^"]+",\s*"([A-Z]\d+)",\s*"[^"]+",\s*(NULL|"(?:block|warn|human)")', text):
        (silent if match.group(2) == "NULL" else spoken).add(match.group(1))
    for path in (tests / "rules").glob("test-*.c"):
        found = re.findall(r'fixture_find \(fixture, "([A-Z]\d+)"', path.read_text(encoding="utf-8"))
        spoken.update(found)
        silent.update(found)
    return spoken, silent


def fields(pack):
    return {f["id"] for s in pack["sections"] for f in s.get("fields", [])}


def texts(pack):
    for section in pack["sections"]:
        for field in section.get("fields", []):
            yield field["name"]
        for item in section.get("items", []):
            yield item["name"]
            yield from (p["text"] for p in item["prompts"])


def holds(place, pack, commands, reference):
    kind, ref = place["kind"], place.get("ref", "")
    if kind == "rule":
        return any(r["id"].split("/")[0] == ref for r in pack["rules"])
    if kind == "setting":
        return ref in pack["settings"] or (ref == "minimum.*" and any(
            i.get("gate", {}).get("kind") == "minimum" for s in pack["sections"] for i in s.get("items", [])))
    if kind == "question":
        return ref in fields(pack) or ref in ("*.outsourced", "*.withhold")
    if kind == "command":
        return ref in commands
    if kind == "absent":
        return not any(ref in t for t in texts(pack))
    if ref.startswith("words."):
        return ref[len("words."):] in pack["words"]
    if ref in ("timeline", "guidelines"):
        return bool(reference[ref])
    if ref == "gates":
        return any("gate" in i for s in pack["sections"] for i in s.get("items", []))
    return bool(pack.get(ref))


def commands():
    shown = subprocess.run([os.environ["KAIJI_CLI"], "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout
    words = [line.split()[1:] for line in shown.splitlines() if line.startswith("  kaiji-cli ")]
    return {w[0] for w in words} | {" ".join(w[:2]) for w in words if len(w) > 1}


def main():
    table, ids, all_packs, known = read(schemes / "clauses.json"), listed(), packs(), commands()
    reference = read(schemes / "reference.json")
    clauses = {c["id"]: c for c in table["clauses"]}
    own = {s["id"]: s["document"] for s in table["schemes"]}
    spoken, silent = rule_tests()

    check("every clause is in the table", sorted(set(ids) - set(clauses)))
    check("the table has no other", sorted(set(clauses) - set(ids)))
    check("no clause stands twice", [] if len(clauses) == len(table["clauses"]) else ["an id is used twice"])
    check("kinds", ["%s: %s" % (i, ids[i][1]) for i, c in clauses.items() if c["kinds"] != ids[i][1]])
    check("documents", [
        "%s: %s" % (i, ids[i][0]) for i, c in clauses.items()
        if not documents(ids[i][0]) <= {s["document"] for s in c["sources"]}])
    check("a demand and a place", [
        i for i, c in clauses.items() if not c["demand"] or not any(p.get("ref") or p.get("text") for p in c["places"])])
    check("schemes exist", [s for s in own if not any(p.startswith(s + "@") for p in all_packs)])

    lost, unknown, untested, unplaced = [], [], [], []
    for i, clause in clauses.items():
        for place in clause["places"]:
            if place["kind"] == "later":
                continue
            if place["kind"] == "datum" and place["ref"] not in DATA and not place["ref"].startswith("words."):
                unknown.append("%s: datum %s" % (i, place["ref"]))
            wanted = place.get("schemes")
            found = {s for s, p in all_packs.items() if holds(place, p, known, reference)}
            if not found:
                lost.append("%s: no pack has %s %s" % (i, place["kind"], place["ref"]))
            for scheme in wanted or []:
                if not any(f.startswith(scheme + "@") for f in found):
                    lost.append("%s: %s has no %s %s" % (i, scheme, place["kind"], place["ref"]))
            if place["kind"] == "rule" and place["ref"] not in spoken & silent:
                untested.append("%s: rule %s is not tested both ways" % (i, place["ref"]))
        # A scheme whose own document states the clause has a place for it.
        for source in clause["sources"]:
            for scheme in (s for s, d in own.items() if d == source["document"]):
                pack = next(p for n, p in all_packs.items() if n.startswith(scheme + "@"))
                if not any(p["kind"] == "later" or (scheme in p.get("schemes", [scheme]) and holds(p, pack, known, reference))
                           for p in clause["places"]):
                    unplaced.append("%s: %s" % (i, scheme))
    check("data are known", unknown)
    check("places exist", lost)
    check("rules are tested", untested)
    check("what a document states has a place in its scheme", unplaced)
    labels = read(schemes / "settings.json")["labels"]
    check("every setting has a name", sorted({k for p in all_packs.values() for k in p["settings"] if k not in labels}))
    check("every rule of a pack is a clause, or says that it is the program's", sorted({
        r["id"] for p in all_packs.values() for r in p["rules"]
        if (r["id"][0] == "X") != (r["source"] == "本プログラム") or (r["id"][0] != "X" and r["id"].split("/")[0] not in ids)}))
    own_rules = {r["id"].split("/")[0] for p in all_packs.values() for r in p["rules"] if r["id"][0] == "X"}
    check("rules of the program are tested", sorted(own_rules - (spoken & silent)))
    for scheme in sorted({n.split("@")[0] for n in all_packs}):
        shown = json.loads(subprocess.run([os.environ["KAIJI_CLI"], "scheme", "show", scheme, "--clauses", "--json"],
                                          stdout=subprocess.PIPE, text=True, check=True).stdout)
        check("shown for " + scheme, sorted(set(ids) ^ {c["id"] for c in shown})
              + [c["id"] for c in shown if c["stated"] and (c["state"] == "none" or not c["place"])])
    print("1..%d" % len(results))
    sys.exit(0 if all(results) else 1)


main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The packs against the JSON Schema, and damaged packs, which it must refuse. TAP.

    test-schema.py SCHEMES_DIR
"""
import copy
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(77)

schemes = pathlib.Path(sys.argv[1])
schema = json.loads((schemes / "scheme.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
results = []


def check(name, good, detail=""):
    results.append(good)
    print("%s %d %s" % ("ok" if good else "not ok", len(results), name))
    if not good and detail:
        print("# " + detail)


def problem(pack):
    error = jsonschema.exceptions.best_match(validator.iter_errors(pack))
    return "%s: %s" % (error.json_path, error.message[:200]) if error else ""


def first(pack, form, predicate):
    for section in pack["sections"]:
        for entry in section.get(form, []):
            if predicate(entry):
                return entry
    raise LookupError(form)


def gate(pack):
    return first(pack, "items", lambda i: "gate" in i)["gate"]


def prompt(pack):
    return first(pack, "items", lambda i: i["verified"] == "document")["prompts"][0]


def assumed(pack):
    return first(pack, "fields", lambda f: f["verified"] == "unverified" and f["required"] != "never")


DAMAGE = {
    "unknown member": lambda p: p.update(extra=1),
    "unknown member of a prompt": lambda p: prompt(p).update(extra=1),
    "other format": lambda p: p.update(format=2),
    "missing name": lambda p: p.pop("name"),
    "bad date": lambda p: p.update(revision="2022-13"),
    "unknown kind": lambda p: prompt(p).update(kind="picture"),
    "choice without options": lambda p: prompt(p).update(kind="choice", options=None),
    "columns without a table": lambda p: prompt(p).update(columns=[{"key": "a", "label": "b", "kind": "text"}]),
    "verified without source": lambda p: prompt(p).pop("source"),
    "empty text": lambda p: prompt(p).update(text=""),
    "negative fee": lambda p: p["fees"][0].update(net_yen=-1),
    "value given as a text": lambda p: p["fees"][0].update(net_yen="1"),
    "gate of no kind": lambda p: gate(p).pop("kind"),
    "condition with two parts": lambda p: prompt(p).update(visible={"yes": "A.revoked", "no": "A.revoked"}),
    "words missing": lambda p: p["words"].pop("none"),
    "unset but verified": lambda p: p["settings"]["mark.artwork"].update(verified="document"),
    "set and provisional": lambda p: p["settings"]["term.base"].update(provisional="certified-on"),
    "assumed field that blocks": lambda p: assumed(p).update(blocking=True),
    "rule without severity": lambda p: p["rules"].append({"id": "X", "kind": "x", "message": "m", "verified": "unverified"}),
    "rule without source": lambda p: p["rules"][0].pop("source"),
    "reading without source": lambda p: p["settings"]["term.last_day"]["readings"][0].pop("source"),
    "fee whose tax is a text": lambda p: p["fees"][0].update(tax_yen="19,000"),
    "fee without source": lambda p: p["fees"][0].pop("source"),
    "ground without source": lambda p: p["grounds"][0].pop("source"),
    "ground with a note": lambda p: p["grounds"][0].update(note="x"),
    "unit condition on no field": lambda p: p["unit_conditions"][0].update(field="unit"),
    "class without work": lambda p: p["classes"][0].pop("work"),
    "setting without verified": lambda p: p["settings"]["term.years"].pop("verified"),
    "key that is no key": lambda p: p["settings"].update({"Term": {"note": "x"}}),
    "section with fields and items": lambda p: p["sections"][0].update(items=[]),
}

jsonschema.Draft202012Validator.check_schema(schema)
packs = sorted(f for f in schemes.glob("*/*.json") if f.parent.name != "source")
check("there are packs", bool(packs))
for path in packs:
    pack = json.loads(path.read_text(encoding="utf-8"))
    trouble = problem(pack)
    check("%s/%s" % (path.parent.name, path.name), not trouble, trouble)
base = json.loads((schemes / "iryo" / "2022-04-01.json").read_text(encoding="utf-8"))
for name, damage in DAMAGE.items():
    pack = copy.deepcopy(base)
    damage(pack)
    check("refused: " + name, not validator.is_valid(pack))
print("1..%d" % len(results))
sys.exit(0 if all(results) else 1)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All schemes by the command line: listed, linted, and a case of each."""
import glob
import json
import os

from kaiji_cli import DATA, Case, main

PACKS = sorted(glob.glob(os.path.join(DATA, "schemes", "*", "[0-9]*.json")))


class Schemes(Case):
    def list(self):
        return self.ok("scheme", "list", "--json").json()

    def test_list(self):
        schemes = self.list()
        self.assertEqual(len(schemes), 9)
        self.assertEqual({s["id"] for s in schemes},
                         {"ai", "asp-iot", "asp-saas", "datacenter", "iaas-paas", "iaas-paas-iot", "iryo", "tokutei"})
        self.assertEqual({s["table"] for s in schemes} - {s["id"] for s in schemes}, {"asp-saas-v3"})
        self.assertEqual([s["revision"] for s in schemes if s["id"] == "asp-saas" and not s["in_use"]], ["2022-10"])
        for scheme in schemes:
            self.assertEqual(scheme["required"] + scheme["optional"], scheme["items"], scheme)
            self.assertTrue(0 < scheme["gate"] <= scheme["required"], scheme)
            self.assertTrue(0 < scheme["unverified"] <= scheme["items"], scheme)
        text = self.ok("scheme", "list").out
        self.assertEqual(len(text.splitlines()), 9)

    def test_lint(self):
        self.assertEqual(len(PACKS), 9)
        self.ok("scheme", "lint", *PACKS)

    def test_lint_names_the_place(self):
        for path in PACKS:
            with open(path, encoding="utf-8") as file:
                pack = json.load(file)
            section = next(n for n, s in enumerate(pack["sections"]) if "items" in s)
            pack["sections"][section]["items"][0]["prompts"][0]["kind"] = "dates"
            bad = self.write("bad.json", json.dumps(pack))
            self.fails(1, "scheme", "lint", bad, says=f"{bad}: $.sections[{section}].items[0].prompts[0].kind: ")

    def test_case(self):
        for scheme in self.list():
            spec = scheme["id"] if scheme["in_use"] else scheme["id"] + "@" + scheme["revision"]
            self.ok("case", "new", "--scheme", spec, self.path(spec + ".kaiji"))
            self.case = self.path(spec + ".kaiji")
            report = self.check()
            self.assertEqual(report["scheme"], scheme["id"] + "@" + scheme["revision"])
            self.assertFalse(report["ready"])
            self.assertEqual(report["required"], {"answered": 0, "total": scheme["required"]})
            first = scheme["table"] + ".001"
            self.ok("case", "set", self.case, first, "2026年11月2日")
            self.assertEqual(self.ok("case", "get", self.case, first + ".1").out, "2026年11月2日\n")
            self.assertEqual(self.check()["required"]["answered"], 1)
            # What rests on no document of the scheme is said to, and blocks nothing but what is 必須.
            for finding in self.check()["findings"]:
                if finding["severity"] == "block":
                    self.assertTrue(finding["rule"] == "D3" or "出典未確認" not in finding["source"], finding)

    def test_ids_of_another_scheme(self):
        self.ok("case", "new", "--scheme", "asp-saas", self.case)
        self.fails(2, "case", "set", self.case, "asp-saas-v3.001.1", "2026年11月2日")
        self.fails(2, "case", "set", self.case, "A.medical_information", "診療録")
        self.fails(2, "case", "new", "--scheme", "asp-saas-v3", self.path("b.kaiji"), says="asp-saas-v3")


if __name__ == "__main__":
    main()

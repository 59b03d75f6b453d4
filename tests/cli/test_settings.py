#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kaiji-cli scheme set, unset, show --clauses: what the office lays down, and what the clauses demand."""
import json
import os
import shutil
import unittest

from kaiji_cli import DATA, Case, run

MINIMUM = "minimum.iryo.037.1"


class Office(Case):
    def setUp(self):
        super().setUp()
        os.environ["KAIJI_USER_DATADIR"] = self.path("user")
        self.addCleanup(os.environ.pop, "KAIJI_USER_DATADIR")
        self.file = self.path("user/schemes/iryo/2022-04-01.settings.json")

    def setting(self, key, spec="iryo"):
        settings = self.ok("scheme", "show", spec, "--json").json()["settings"]
        return next(s for s in settings if s["key"] == key)

    def findings(self, rule, field):
        report = run("check", self.case, "--json").json()
        return [f for f in report["findings"] if f["rule"] == rule and f["id"] == field]


class Settings(Office):
    def test_shown(self):
        minimum = self.setting(MINIMUM)
        self.assertIsNone(minimum["value"])
        self.assertIsNone(minimum["choice"])
        self.assertTrue(minimum["choosable"])
        self.assertIn("最低水準数値", minimum["label"])
        self.assertEqual(minimum["units"], ["ヶ月前", "日前"])
        equality = self.setting("gate.equality")
        self.assertEqual([r["value"] for r in equality["readings"]], ["pass", "fail"])
        self.assertEqual(len({r["source"] for r in equality["readings"]}), 2)
        text = self.ok("scheme", "show", "iryo").out
        self.assertRegex(text, MINIMUM + ".*未設定")
        for reading in equality["readings"]:
            self.assertIn(reading["text"], text)
            self.assertIn(reading["source"], text)

    def test_the_minimum_decides(self):
        self.ok("case", "new", "--scheme", "iryo", self.case)
        self.ok("case", "set", self.case, "iryo.037.1", "3ヶ月前")
        self.assertEqual([f["severity"] for f in self.findings("R2", "iryo.037.1")], ["human"])
        self.ok("scheme", "set", "iryo", MINIMUM, "6ヶ月前", "--source", "窓口のメール", "--by", "例示 花子")
        (finding,) = self.findings("R2", "iryo.037.1")
        self.assertEqual(finding["severity"], "block")
        self.assertIn("非認定", finding["message"])
        self.assertIn("窓口の定め: 窓口のメール", finding["source"])
        self.ok("case", "set", self.case, "iryo.037.1", "6ヶ月前")
        self.assertEqual([f["severity"] for f in self.findings("R2", "iryo.037.1")], ["human"])
        self.ok("scheme", "set", "iryo@2022-04-01", "gate.equality", "pass", "--source", "窓口のメール")
        self.assertEqual(self.findings("R2", "iryo.037.1"), [])
        self.ok("scheme", "set", "iryo@2022-04-01", "gate.equality", "fail", "--source", "窓口のメール")
        self.assertEqual([f["severity"] for f in self.findings("R2", "iryo.037.1")], ["block"])
        self.ok("scheme", "unset", "iryo", MINIMUM)
        self.assertEqual([f["severity"] for f in self.findings("R2", "iryo.037.1")], ["human"])

    def test_choice_is_shown_with_its_source(self):
        said = self.ok("scheme", "set", "iryo", "term.base", "disclosed-on", "--source", " 窓口の\n回答 ", "--by", "例示").out
        self.assertIn("窓口の定め", said)
        setting = self.setting("term.base")
        self.assertEqual((setting["value"], setting["source"]), ("disclosed-on", "窓口の 回答"))
        self.assertEqual((setting["choice"]["by"], setting["choice"]["stated"]), ("例示", "certified-on"))
        self.assertIn("概要 8", setting["choice"]["stated_source"])
        self.assertEqual(os.stat(self.file).st_mode & 0o777, 0o600)
        self.assertEqual(self.ok("scheme", "unset", "iryo", "term.base").status, 0)
        self.assertEqual(self.setting("term.base")["value"], "certified-on")

    def test_refused(self):
        for words, says in ((["gate.equality", "maybe", "--source", "a"], "pass"), (["no.such", "1", "--source", "a"], "no.such"),
                            (["gate.equality", "pass"], "--source"), (["gate.equality", "pass", "--source", " "], "gate.equality"),
                            (["term.years", "3", "--source", "a"], "概要 8"), ([MINIMUM, "6年前", "--source", "a"], "ヶ月前"),
                            ([MINIMUM, "", "--source", "a"], MINIMUM)):
            self.fails(2, "scheme", "set", "iryo", *words, says=says)
        self.fails(2, "scheme", "set", "nothing", "gate.equality", "pass", "--source", "a")
        self.fails(2, "scheme", "unset", "iryo", "gate.equality", says="gate.equality")
        self.fails(2, "scheme", "unset", "iryo", "no.such", says="no.such")
        self.assertFalse(os.path.exists(self.file))

    def test_damaged(self):
        self.ok("scheme", "set", "iryo", "gate.equality", "pass", "--source", "a")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write("{")
        shown = self.ok("scheme", "show", "iryo")
        self.assertIn(self.file, shown.err)
        self.ok("case", "new", "--scheme", "iryo", self.case)
        self.assertIn(self.file, run("check", self.case).err)
        self.fails(2, "scheme", "set", "iryo", "gate.equality", "pass", "--source", "a", says=self.file)


class Clauses(Office):
    def test_table(self):
        rows = {r["id"]: r for r in self.ok("scheme", "show", "iryo", "--clauses", "--json").json()}
        self.assertEqual(list(rows["R2"]), ["id", "clause", "stated", "kind", "kinds", "demand", "state", "place", "places"])
        self.assertEqual((rows["R2"]["state"], rows["R2"]["kind"]), ("rule", "block / human"))
        self.assertEqual(rows["D10"]["state"], "absent")
        self.assertEqual(rows["N7"]["state"], "later")
        self.assertEqual(rows["C3"]["state"], "output")
        self.assertFalse(rows["N10"]["stated"])
        setting = next(p for p in rows["R2"]["places"] if p["ref"] == "gate.equality")
        self.assertFalse(setting["set"])
        text = self.ok("scheme", "show", "iryo", "--clauses").out
        for row in rows.values():
            self.assertIn(row["id"] + "  " + row["clause"], text)
        rules = {r["id"]: r for r in self.ok("scheme", "show", "iaas-paas-iot", "--clauses", "--json").json()}
        self.assertFalse(rules["E1"]["stated"])
        self.assertTrue(rules["N10"]["stated"])
        self.assertTrue(rules["N10"]["clause"].endswith("12-1"))


class Revisions(Office):
    def test_newer(self):
        """A case of an older revision says that a newer one is in use."""
        data = self.path("data")
        shutil.copytree(DATA, data)
        self.ok("case", "new", "--scheme", "iryo", self.case)
        old = os.path.join(data, "schemes/iryo/2022-04-01.json")
        with open(old, encoding="utf-8") as file:
            pack = json.load(file)
        for revision, in_use in (("2022-04-01", False), ("2031-04-01", True)):
            pack.update(revision=revision, in_use=in_use)
            with open(os.path.join(data, "schemes/iryo", revision + ".json"), "w", encoding="utf-8") as file:
                json.dump(pack, file)
        self.assertEqual(self.findings("K4", "A.application_date"), [])
        report = run("check", self.case, "--json", KAIJI_DATADIR=data).json()
        (finding,) = [f for f in report["findings"] if f["rule"] == "K4"]
        self.assertEqual(finding["severity"], "human")
        self.assertIn("2031-04-01", finding["message"])

    def test_imported(self):
        """The same of a revision that was made from a newer sheet."""
        sheet = self.write("sheet.csv", "番号,大分類,項目,記述内容,必須/選択\n1,事業所,事業者名,名称,必須\n")
        self.ok("case", "new", "--scheme", "iryo", self.case)
        self.assertEqual(self.findings("K4", "A.application_date"), [])
        self.ok("scheme", "import", sheet, "--scheme", "iryo", "--revision", "2031-04-01", "--add")
        (finding,) = self.findings("K4", "A.application_date")
        self.assertIn("2031-04-01", finding["message"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

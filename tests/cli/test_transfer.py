#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking answers over, and comparing what cases say of the company, by the command line."""
import hashlib
import os

from kaiji_cli import Case, main


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Transfer(Case):
    def sample(self):
        path = self.path("sample.kaiji")
        self.ok("sample", path, "--complete")
        return path

    def test_new_case_of_another_scheme(self):
        sample, out = self.sample(), self.path("out.kaiji")
        before = digest(sample)
        report = self.ok("case", "transfer", sample, "asp-saas@2007-11-27", out, "--json").json()
        counts = report["counts"]
        self.assertEqual(report["to"], "asp-saas@2007-11-27")
        self.assertEqual(counts["mapped"], counts["same"] + counts["required"] + counts["moved"])
        self.assertEqual(counts["mapped"] + counts["wording"] + counts["new"] + counts["dropped"], len(report["rows"]))
        self.assertGreater(counts["evidence"], 0)
        for row in report["rows"]:
            if row["decision"] == "take" and row["answer"]:
                self.assertEqual(self.ok("case", "get", out, row["to"], "--json").json()["value"], row["answer"])
                break
        states = {row["state"] for row in report["rows"]}
        self.assertLessEqual({"same", "wording", "new", "dropped"}, states)
        self.assertTrue(all(row["read"] for row in report["rows"] if row["state"] == "wording"))
        self.assertTrue(all(row["decision"] == "none" for row in report["rows"] if row["state"] in ("new", "dropped")))
        self.assertEqual(digest(sample), before)
        self.ok("evidence", "verify", out)
        self.assertEqual(len(self.ok("evidence", "list", out, "--json").json()), counts["evidence"])
        # One step: one undo.
        self.ok("case", "undo", out)
        self.assertEqual(self.ok("evidence", "list", out, "--json").json(), [])
        self.assertEqual(self.ok("case", "get", out, "A.provider_name").out, "\n")
        self.fails(1, "case", "undo", out)

    def test_into_a_copy(self):
        sample, other, out = self.sample(), self.path("other.kaiji"), self.path("out.kaiji")
        self.ok("case", "new", "--scheme", "iryo", other)
        self.ok("case", "set", other, "iryo.008.1", "12名")
        self.ok("case", "set", other, "iryo.034.1", "自分のサービス")
        before = digest(other)
        text = self.ok("case", "transfer", sample, other, out, "--section", "人材").out
        self.assertIn("iryo.008.1", text)
        self.assertNotIn("iryo.034.1", text)
        self.assertEqual(digest(other), before)
        wanted = self.ok("case", "get", sample, "iryo.008.1").out
        self.assertEqual(self.ok("case", "get", out, "iryo.008.1").out, wanted)
        self.assertEqual(self.ok("case", "get", out, "iryo.034.1").out, "自分のサービス\n")
        self.assertEqual(self.ok("case", "get", out, "iryo.002.1").out, "\n")

    def test_refusals(self):
        sample, out = self.sample(), self.path("out.kaiji")
        self.fails(2, "case", "transfer", sample, "nothing", out)
        self.fails(2, "case", "transfer", sample, self.path("none.kaiji"), out)
        self.fails(2, "case", "transfer", self.path("none.kaiji"), "iryo", out)
        self.fails(2, "case", "transfer", sample, "tokutei", out, "--section", "ない区分")
        self.assertFalse(os.path.exists(out))
        self.write("out.kaiji", "mine")
        self.fails(2, "case", "transfer", sample, "tokutei", out)
        self.fails(2, "case", "transfer", sample, sample, out)
        with open(out, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_compare(self):
        sample, out = self.sample(), self.path("out.kaiji")
        self.ok("case", "transfer", sample, "tokutei", out)
        report = self.ok("case", "compare", sample, out, "--json").json()
        self.assertEqual((report["different"], report["rows"]), (0, []))
        self.assertGreater(report["compared"], 20)
        self.assertEqual(report["original"], sample)
        self.ok("case", "set", out, "tokutei.006.1", "別の代表者")
        result = self.fails_quietly("case", "compare", sample, out, "--json")
        self.assertEqual([row["id"] for row in result.json()["rows"]], ["iryo.006.1"])
        self.assertIn("別の代表者", self.fails_quietly("case", "compare", sample, out).out)
        self.fails(2, "case", "compare", sample)
        self.fails(2, "case", "compare", sample, self.path("none.kaiji"))

    def fails_quietly(self, *args):
        from kaiji_cli import run
        result = run(*args)
        self.assertEqual((result.status, result.err), (1, ""))
        return result


if __name__ == "__main__":
    main()

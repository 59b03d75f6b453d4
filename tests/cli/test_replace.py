#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence replaced by the command line: what is proposed, decided, logged, and refused."""
import os
import shutil
import subprocess
import unittest

from kaiji_cli import Case, main, sample_pdf

NEWER = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "pdf", "newer.pdf")
REFERENCE = "/usr/share/debian-reference/debian-reference.ja.pdf"
EDUCATION = "すべての従業者に対し、採用時及び毎年1回以上、情報セキュリティ教育を実施しなければならない。"


class Replacing(Case):
    def setUp(self):
        super().setUp()
        self.new()
        self.ok("evidence", "add", self.case, sample_pdf("security-rules.pdf"))
        self.ok("evidence", "cite", self.case, "iryo.024.1", "E1", "--page", "5", "--quote", EDUCATION)
        self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "1")
        self.ok("evidence", "cite", self.case, "iryo.065.1", "E1", "--page", "9", "--quote", "定義ファイルを毎日更新する")
        self.old = self.ok("evidence", "list", self.case, "--json").json()[0]["sha256"]

    def replace(self, path=NEWER, *args):
        return self.ok("evidence", "replace", self.case, "E1", path, "--json", *args).json()

    def findings(self):
        return {(x["rule"], x["id"], x["severity"]) for x in self.check()["findings"] if x["rule"] in ("D4", "D5")}

    def test_proposals(self):
        report = self.replace()
        self.assertEqual((report["id"], report["previous"], report["pages"], report["file"]),
                         ("E1", self.old, 9, "newer.pdf"))
        self.assertEqual(report["counts"], {"confirmed": 0, "same": 1, "moved": 1, "lost": 1})
        cover, education, virus = report["citations"]
        self.assertEqual((cover["id"], cover["n"], cover["state"], cover["found"]), ("iryo.022.1", 1, "moved", "same"))
        self.assertEqual((education["found"], education["from"]["page"], education["to"]["page"]), ("changed", 5, 6))
        self.assertIn("毎年1回以上", education["from"]["quote"])
        self.assertIn("毎年2回以上", education["to"]["quote"])
        self.assertEqual((virus["state"], virus["to"], virus["from"]["page"]), ("lost", None, 9))
        self.assertEqual({x for x in self.findings() if x[1] == "iryo.024.1"}, {("D4", "iryo.024.1", "human")})
        self.assertIn(("D4", "iryo.065.1", "human"), self.findings())
        # An answer that nothing else proves is not proved by a place that is lost.
        self.ok("case", "set", self.case, "iryo.065.1", "導入し毎日更新")
        self.assertIn(("D4", "iryo.065.1", "block"), self.findings())

    def test_words(self):
        out = self.ok("evidence", "replace", self.case, "security-rules", NEWER).out
        self.assertIn("iryo.024.1 1", out)
        self.assertIn("5枚目 → 6枚目", out)
        self.assertIn("3件", out)
        log = self.ok("case", "log", self.case).out
        self.assertIn(self.old[:16], log)
        self.assertIn("newer.pdf", log)

    def test_deciding(self):
        self.replace()
        self.assertIn("1件", self.ok("evidence", "confirm", self.case, "E1").out)
        self.ok("evidence", "confirm", self.case, "iryo.024.1", "1")
        self.fails(1, "evidence", "confirm", self.case, "iryo.024.1", "1")
        self.fails(1, "evidence", "confirm", self.case, "iryo.065.1", "1")
        self.fails(2, "evidence", "confirm", self.case, "iryo.065.1", "1", "--page", "99")
        self.fails(2, "evidence", "confirm", self.case, "iryo.065.1", "1", "--quote", "x", says="--page")
        self.fails(2, "evidence", "confirm", self.case, "iryo.065.1", "2")
        self.ok("evidence", "confirm", self.case, "iryo.065.1", "1", "--page", "8", "--quote", "12文字以上")
        self.assertEqual(self.findings(), set())
        # Undone step by step, the last one brings the old version back.
        for _ in range(4):
            self.ok("case", "undo", self.case)
        self.assertEqual(self.ok("evidence", "list", self.case, "--json").json()[0]["sha256"], self.old)
        self.assertEqual(self.findings(), set())

    def test_refused(self):
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"))
        before = self.ok("case", "log", self.case).out
        same = self.ok("evidence", "replace", self.case, "E1", sample_pdf("security-rules.pdf"))
        self.assertIn("同じ", same.err)
        self.fails(2, "evidence", "replace", self.case, "E1", sample_pdf("company.pdf"), says="company")
        self.fails(2, "evidence", "replace", self.case, "E9", NEWER, says="E9")
        self.fails(2, "evidence", "replace", self.case, "E1", self.write("text.pdf", "no pdf"), says="text.pdf")
        self.fails(2, "evidence", "replace", self.case, "E1", NEWER, "--captured-on", "yesterday", says="yesterday")
        self.assertEqual(self.ok("case", "log", self.case).out, before)

    def test_password(self):
        data = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "pdf", "encrypted.pdf")
        self.fails(2, "evidence", "replace", self.case, "E1", data, says="--password-fd")
        read, write = os.pipe()
        os.write(write, b"himitsu\n")
        os.close(write)
        self.ok("evidence", "replace", self.case, "E1", data, "--password-fd", str(read), pass_fds=(read,))
        os.close(read)

    def test_verify(self):
        self.replace()
        states = self.ok("evidence", "verify", self.case, "--json").json()["evidence"]
        self.assertEqual([(x["id"], x["state"], x["replaced"]) for x in states],
                         [("E1", "intact", False), ("E1", "intact", True)])
        self.assertEqual(states[1]["sha256"], self.old)

    @unittest.skipUnless(shutil.which("qpdf") and os.path.exists(REFERENCE), "no qpdf or no debian-reference-ja here")
    def test_large(self):
        """Pages of a real book are taken out and put elsewhere; each citation follows its page."""
        self.ok("evidence", "add", self.case, REFERENCE)
        pages = list(range(1, 21)) + list(range(60, 81)) + list(range(21, 60)) + list(range(100, 273))
        shuffled = self.path("shuffled.pdf")
        subprocess.run(["qpdf", REFERENCE, "--pages", REFERENCE, "1-20,60-80,21-59,100-272", "--", shuffled], check=True)
        targets = ["iryo.%03d.1" % n for n in (1, 2, 3, 5, 6, 7, 8)]
        cited = (5, 30, 65, 90, 120, 150, 200)
        for target, page in zip(targets, cited):
            self.ok("evidence", "cite", self.case, target, "E2", "--page", str(page))
        report = self.ok("evidence", "replace", self.case, "E2", shuffled, "--json").json()
        found = {x["id"]: x["to"]["page"] if x["to"] else None for x in report["citations"]}
        self.assertEqual(found, {target: pages.index(page) + 1 if page in pages else None
                                 for target, page in zip(targets, cited)})


if __name__ == "__main__":
    main()

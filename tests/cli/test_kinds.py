#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of evidence by the command line, what the check says of it, and that papers about a person stay where they are."""
import json
import os
import shutil
import sqlite3
import subprocess
import unittest

from kaiji_cli import TODAY, Case, main, run, sample_pdf


class Kinds(Case):
    def setUp(self):
        super().setUp()
        self.new()
        self.ok("evidence", "add", self.case, sample_pdf("work-rules.pdf"), "--name", "就業規則")

    def entry(self, number=1):
        return self.ok("evidence", "list", self.case, "--json").json()[number - 1]

    def set(self, *args, **more):
        return self.ok("evidence", "set", self.case, *args, "--today", TODAY, **more)

    def on_evidence(self, **env):
        report = run("check", self.case, "--json", "--today", TODAY, **env).json()
        return {(x["rule"], x["evidence"]): x for x in report["findings"] if "evidence" in x}


class Describing(Kinds):
    def test_each_field(self):
        for key, value, member, kept in (
                ("name", " 就業規則 第2版 ", "name", "就業規則 第2版"), ("kind", "contractor", "kind", "contractor"),
                ("url", "https://例え.example/a?b=c#d", "url", "https://例え.example/a?b=c#d"),
                ("captured-on", "令和8年11月1日", "captured_on", "2026-11-01"), ("signed-by", "例示 次郎", "signed_by", "例示 次郎"),
                ("signer-post", "設備部長", "signer_post", "設備部長"), ("signed-on", "2026/9/30", "signed_on", "2026-09-30"),
                ("valid-until", "2027年3月31日", "valid_until", "2027-03-31"), ("masked", "yes", "masked", True)):
            self.set("E1", key, value)
            self.assertEqual(self.entry()[member], kept, key)
        for key, member, kept in (("url", "url", None), ("captured-on", "captured_on", None), ("signed-by", "signed_by", None),
                                  ("valid-until", "valid_until", None), ("masked", "masked", False)):
            self.set("E1", key, "")
            self.assertEqual(self.entry()[member], kept, key)

    def test_one_step(self):
        def steps():
            return len(self.ok("case", "log", self.case, "--json").json())
        before = steps()
        self.set("E1", "kind", "web")
        self.set("E1", "url", "https://www.example.co.jp/")
        self.assertEqual(steps(), before + 2)
        self.set("E1", "url", "https://www.example.co.jp/")
        self.assertEqual(steps(), before + 2)
        self.ok("case", "undo", self.case)
        self.assertEqual((self.entry()["kind"], self.entry()["url"]), ("web", None))
        self.ok("case", "undo", self.case)
        self.assertEqual(self.entry()["kind"], "document")

    def test_found_by_every_name(self):
        for name in ("E1", "就業規則", "work-rules.pdf"):
            self.set(name, "valid-until", "2027-01-01")
        self.fails(2, "evidence", "set", self.case, "E9", "name", "x", says="E9")

    def test_refused(self):
        for key, value, says in (
                ("name", " ", "空"), ("kind", "paper", "paper"), ("kind", "", ""), ("url", "www.example.co.jp", "https://"),
                ("url", "javascript:alert(1)", "https://"), ("url", "file:///etc/passwd", "https://"), ("url", "https://", "https://"),
                ("captured-on", "昨日", "昨日"), ("captured-on", "2026-12-02", "2026-12-02"), ("signed-on", "2027-01-01", "2027-01-01"),
                ("valid-until", "いつまでも", "いつまでも"), ("original", "E9", "E9"), ("original", "E1", ""), ("masked", "たぶん", "たぶん"),
                ("colour", "red", "colour")):
            before = self.entry()
            self.fails(2, "evidence", "set", self.case, "E1", key, value, "--today", TODAY, says=says)
            self.assertEqual(self.entry(), before)
        # The present day is no day to come.
        self.set("E1", "captured-on", TODAY)

    def test_original(self):
        self.ok("evidence", "add", self.case, sample_pdf("registry.pdf"), "--kind", "registry")
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--kind", "translation", "--original", "E2")
        self.assertEqual(self.entry(3)["original"], "E2")
        self.fails(2, "evidence", "add", self.case, sample_pdf("terms-of-use.pdf"), "--kind", "translation", "--original", "E9", says="E9")
        self.assertEqual(len(self.ok("evidence", "list", self.case, "--json").json()), 3)
        # No chain of translations, from either end.
        self.set("E1", "kind", "translation")
        self.fails(2, "evidence", "set", self.case, "E1", "original", "E3", says="company")
        self.fails(2, "evidence", "set", self.case, "E2", "kind", "translation", says="company")
        # What the kind has no use for is kept, and told.
        self.set("E1", "kind", "document")
        self.assertIn("original", self.set("E2", "original", "E1").err)
        self.assertEqual(self.entry(2)["original"], "E1")

    def test_all_options(self):
        added = self.ok("evidence", "add", self.case, sample_pdf("datacenter.pdf"), "--kind", "contractor", "--signed-by", "例示 次郎",
                        "--signer-post", "設備部長", "--signed-on", "令和8年9月30日", "--json").json()
        self.assertEqual((added["signed_by"], added["signer_post"], added["signed_on"]), ("例示 次郎", "設備部長", "2026-09-30"))


class Checking(Kinds):
    def test_on_evidence(self):
        self.assertEqual(self.on_evidence(), {})
        self.set("E1", "valid-until", "2026-11-30")
        found = self.on_evidence()[("X7", "E1")]
        self.assertEqual((found["severity"], found["id"]), ("warn", "A.application_date"))
        self.assertIn("2026年12月1日", found["message"])
        self.set("E1", "valid-until", TODAY)
        self.assertEqual(self.on_evidence(), {})
        text = run("check", self.case, "--today", "2026-12-02").out
        self.assertIn("X7 E1", text)

    def test_file_name(self):
        path = self.path("髙橋①.pdf")
        shutil.copy(sample_pdf("company.pdf"), path)
        self.ok("evidence", "add", self.case, path)
        self.assertIn("(髙①)", self.on_evidence()[("X6", "E2")]["message"])

    def test_language(self):
        """A PDF whose text is English: asked for a translation until there is one; the sample's are Japanese."""
        path = self.path("soc2.pdf")
        text = b"BT /F1 12 Tf 72 700 Td (Independent service auditor report) Tj ET"
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont"
                   b"/Helvetica>>>>>>>>", b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)]
        with open(path, "wb") as file:
            file.write(b"%PDF-1.4\n")
            offsets = []
            for number, content in enumerate(objects, 1):
                offsets.append(file.tell())
                file.write(b"%d 0 obj%s\nendobj\n" % (number, content))
            start = file.tell()
            file.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets))
            file.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
        self.ok("evidence", "add", self.case, path)
        self.assertEqual(sorted(self.on_evidence()), [("D12", "E2")])
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--kind", "translation", "--original", "E2")
        self.assertEqual(self.on_evidence(), {})

    @unittest.skipUnless(shutil.which("qpdf"), "no qpdf here")
    def test_encrypted(self):
        locked = self.path("locked.pdf")
        subprocess.run(["qpdf", "--encrypt", "ひみつ", "owner", "256", "--", sample_pdf("company.pdf"), locked], check=True)
        self.ok("evidence", "add", self.case, locked, "--password-fd", "0", stdin="ひみつ\n")
        self.assertEqual(self.on_evidence()[("X5", "E2")]["severity"], "warn")

    def test_limits(self):
        user = self.path("user")
        os.mkdir(user)
        env = {"KAIJI_USER_DATADIR": user}
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"))
        settings = {x["key"]: x for x in self.ok("scheme", "show", "iryo", "--json", **env).json()["settings"]}
        for key in ("limit.file_megabytes", "limit.total_megabytes", "limit.file_count", "limit.scan_dpi", "review.decision_days_after"):
            self.assertIsNone(settings[key]["value"])
        self.assertEqual(self.on_evidence(**env), {})
        for key, value in (("limit.file_megabytes", "0"), ("limit.total_megabytes", "0"), ("limit.file_count", "1")):
            self.ok("scheme", "set", "iryo", key, value, "--source", "窓口の回答", **env)
        found = self.on_evidence(**env)
        self.assertEqual(sorted(found), [("X1", "E1"), ("X1", "E2"), ("X2", ""), ("X3", "")])
        self.assertTrue(all(x["severity"] == "warn" and "窓口の回答" in x["source"] for x in found.values()))
        self.fails(2, "scheme", "set", "iryo", "limit.file_count", "十", "--source", "窓口の回答", says="十", **env)
        self.ok("scheme", "unset", "iryo", "limit.file_count", **env)
        self.assertNotIn(("X3", ""), self.on_evidence(**env))


class Language(Kinds):
    def test_of_what_was_added_before(self):
        # Whether its text is Japanese stands in no old case; its index tells.
        plain = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "pdf", "plain.pdf")
        self.ok("evidence", "add", self.case, plain)
        self.assertEqual(self.on_evidence()[("D12", "E2")]["severity"], "human")
        database = sqlite3.connect(self.case)
        database.execute("UPDATE evidence SET value = replace(value, ?, ?)",
                         ("'japanese': <false>", "'masked': <false>"))
        self.assertEqual(database.execute("SELECT count(*) FROM evidence WHERE value LIKE '%japanese%'").fetchone(), (1,))
        database.commit()
        self.assertIn(("D12", "E2"), self.on_evidence())
        self.assertNotIn(("D12", "E1"), self.on_evidence())
        # Without its index nothing is known of it.
        database.execute("DELETE FROM texts WHERE sha256 = ?", (self.entry(2)["sha256"],))
        database.commit()
        database.close()
        self.assertNotIn(("D12", "E2"), self.on_evidence())


class Personal(Kinds):
    def setUp(self):
        super().setUp()
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--name", "運転免許証", "--kind", "identity")
        self.ok("case", "set", self.case, "A.provider_form", "個人事業主")
        self.ok("evidence", "cite", self.case, "A.existence_doc", "E2", "--page", "1")

    def test_masked(self):
        self.assertEqual(self.on_evidence()[("X8", "E2")]["severity"], "human")
        self.set("E2", "masked", "yes")
        self.assertNotIn(("X8", "E2"), self.on_evidence())

    def test_found_by_no_search(self):
        def found():
            return {x["evidence"] for x in self.ok("evidence", "search", self.case, "会社", "--json").json()}
        self.assertEqual(found(), {"E1"})
        self.set("E2", "kind", "document")
        self.assertEqual(found(), {"E1", "E2"})
        self.set("E2", "kind", "identity")
        self.assertEqual(found(), {"E1"})
        # Its text is not in the file any more, either.
        database = sqlite3.connect(self.case)
        digests = {x[0] for x in database.execute("SELECT sha256 FROM texts")}
        database.close()
        self.assertNotIn(self.entry(2)["sha256"], digests)
        self.ok("case", "undo", self.case)
        self.assertEqual(found(), {"E1", "E2"})

    def test_in_no_export(self):
        for name in ("out.json", "out.csv"):
            self.ok("case", "export", self.case, self.path(name))
            with open(self.path(name), encoding="utf-8-sig") as file:
                text = file.read()
            self.assertNotIn("運転免許証", text)
            self.assertNotIn(self.entry(2)["sha256"], text)

    def test_goes_to_no_other_case(self):
        out = self.path("out.kaiji")
        report = self.ok("case", "transfer", self.case, "asp-saas@2007-11-27", out, "--json").json()
        row = next(x for x in report["rows"] if x["to"] == "A.existence_doc")
        self.assertEqual((row["personal"], row["decision"]), (True, "leave"))
        self.assertNotIn("identity", {x["kind"] for x in self.ok("evidence", "list", out, "--json").json()})
        with open(out, "rb") as file:
            self.assertNotIn("運転免許証".encode(), file.read())

    def test_compared_without_its_name(self):
        other = self.path("b.kaiji")
        self.ok("case", "new", "--scheme", "iryo", other)
        for args in ((), ("--json",)):
            self.assertNotIn("運転免許証", run("case", "compare", self.case, other, *args).out)

    def test_original_goes_along(self):
        self.ok("evidence", "add", self.case, sample_pdf("registry.pdf"), "--kind", "registry")
        self.ok("evidence", "add", self.case, sample_pdf("terms-of-use.pdf"), "--kind", "translation", "--original", "E3")
        self.ok("evidence", "cite", self.case, "A.representative_proof", "E4", "--page", "1")
        self.ok("evidence", "cite", self.case, "A.existence_translation", "E3", "--page", "1")
        out = self.path("out.kaiji")
        self.ok("case", "transfer", self.case, "asp-saas@2007-11-27", out)
        there = {x["kind"]: x for x in self.ok("evidence", "list", out, "--json").json()}
        self.assertEqual(there["translation"]["original"], there["registry"]["id"])


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evidence by the command line: adding, citing, searching, verifying, and files that are refused."""
import hashlib
import os
import shutil
import sqlite3
import subprocess
import unittest

from kaiji_cli import Case, main, run, sample_pdf


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Adding(Case):
    def setUp(self):
        super().setUp()
        self.new()

    def list(self):
        return self.ok("evidence", "list", self.case, "--json").json()

    def test_add(self):
        pdf = sample_pdf("work-rules.pdf")
        self.assertEqual(self.ok("evidence", "add", self.case, pdf).out, "E1\n")
        entry = self.list()[0]
        self.assertEqual((entry["id"], entry["sha256"], entry["name"], entry["kind"], entry["pages"], entry["cited"]),
                         ("E1", digest(pdf), "work-rules", "document", 5, 0))
        self.assertEqual((entry["file"], entry["text_pages"], entry["encrypted"]), ("work-rules.pdf", 5, False))
        self.assertEqual(entry["size"], os.path.getsize(pdf))
        # All options, a day as people write it.
        added = self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--name", "会社案内", "--kind", "web", "--url",
                        "https://www.example.co.jp/", "--captured-on", "令和8年11月1日", "--signed-by", "見本 花子",
                        "--valid-until", "2027-03-31", "--json").json()
        self.assertEqual((added["id"], added["name"], added["kind"], added["url"], added["captured_on"], added["signed_by"],
                          added["valid_until"]),
                         ("E2", "会社案内", "web", "https://www.example.co.jp/", "2026-11-01", "見本 花子", "2027-03-31"))
        # One step each; the bytes may go and come again.
        self.ok("case", "undo", self.case)
        self.assertEqual([x["id"] for x in self.list()], ["E1"])
        self.ok("case", "redo", self.case)
        self.assertEqual([x["id"] for x in self.list()], ["E1", "E2"])

    def test_the_same_file_again(self):
        pdf = sample_pdf("work-rules.pdf")
        self.ok("evidence", "add", self.case, pdf, "--name", "就業規則")
        copy = self.path("copy.pdf")
        shutil.copy(pdf, copy)
        again = self.ok("evidence", "add", self.case, copy)
        self.assertEqual(again.out, "E1\n")
        self.assertIn("就業規則", again.err)
        self.assertEqual(len(self.list()), 1)

    def test_refused(self):
        self.ok("case", "set", self.case, "A.service_name", "見本")
        before = digest(self.case)
        with open(sample_pdf("company.pdf"), "rb") as file:
            good = file.read()
        for name, content in (("empty.pdf", b""), ("text.pdf", b"no pdf at all\n" * 300), ("damaged.pdf", b"%PDF-1.7\n" + b"\0" * 5000),
                              ("head.pdf", good[:700])):
            path = self.path(name)
            with open(path, "wb") as file:
                file.write(content)
            self.fails(2, "evidence", "add", self.case, path, says=name)
        self.fails(2, "evidence", "add", self.case, self.path("no.pdf"), says="no.pdf")
        self.fails(2, "evidence", "add", self.case, self.folder)
        fifo = self.path("pipe.pdf")
        os.mkfifo(fifo)
        self.fails(2, "evidence", "add", self.case, fifo, says="pipe.pdf")
        pdf = sample_pdf("company.pdf")
        self.fails(2, "evidence", "add", self.case, pdf, "--kind", "nothing")
        self.fails(2, "evidence", "add", self.case, pdf, "--captured-on", "yesterday", says="yesterday")
        self.assertEqual(digest(self.case), before)

    @unittest.skipUnless(shutil.which("qpdf"), "no qpdf here")
    def test_password(self):
        locked = self.path("locked.pdf")
        subprocess.run(["qpdf", "--encrypt", "ひみつ", "owner", "256", "--", sample_pdf("work-rules.pdf"), locked], check=True)
        self.fails(2, "evidence", "add", self.case, locked, says="--password-fd")
        self.fails(2, "evidence", "add", self.case, locked, "--password-fd", "0", stdin="wrong\n")
        self.assertEqual(self.list(), [])
        self.ok("evidence", "add", self.case, locked, "--password-fd", "0", stdin="ひみつ\n")
        entry = self.list()[0]
        self.assertEqual((entry["pages"], entry["encrypted"]), (5, True))
        hits = self.ok("evidence", "search", self.case, "就業規則", "--json").json()
        self.assertTrue(hits)
        self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", "1", says="--password-fd")
        self.ok("evidence", "cite", self.case, "iryo.022", "E1", "--page", "1", "--password-fd", "0", stdin="ひみつ")


class Citing(Case):
    def setUp(self):
        super().setUp()
        self.new()
        self.ok("evidence", "add", self.case, sample_pdf("work-rules.pdf"), "--name", "就業規則")
        self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--name", "会社案内")

    def citations(self):
        return self.ok("case", "show", self.case, "--json").json()["citations"]

    def quote(self):
        """Some words that stand on a page, and that page."""
        hit = self.ok("evidence", "search", self.case, "秘密", "--limit", "1", "--json").json()[0]
        return "秘密", hit

    def test_cite_by_every_name(self):
        sha256 = digest(sample_pdf("company.pdf"))
        for number, name in enumerate(("E2", sha256[:8], sha256.upper(), "会社案内", "company.pdf"), 1):
            cited = self.ok("evidence", "cite", self.case, "iryo.022.1", name, "--page", "3", "--section", "第1章", "--json").json()
            self.assertEqual((cited["number"], cited["target"], cited["evidence"], cited["sha256"], cited["page"], cited["section"],
                              cited["quote"], cited["rects"]), (number, "iryo.022.1", "E2", sha256, 3, "第1章", "", []))
        self.assertEqual(self.ok("evidence", "list", self.case, "--json").json()[1]["cited"], 5)
        for name in (sha256[:7], "E9", "会社", "nothing.pdf"):
            self.fails(2, "evidence", "cite", self.case, "iryo.022.1", name, "--page", "3", says=name)
        self.ok("evidence", "add", self.case, sample_pdf("registry.pdf"), "--name", "会社案内")
        self.fails(2, "evidence", "cite", self.case, "iryo.022.1", "会社案内", "--page", "1")

    def test_quote(self):
        words, hit = self.quote()
        cited = self.ok("evidence", "cite", self.case, "iryo.022", hit["evidence"], "--page", str(hit["page"]), "--quote", words,
                        "--json").json()
        self.assertEqual((cited["target"], cited["quote"], cited["label"]), ("iryo.022", words, hit["label"]))
        self.assertTrue(cited["rects"])
        for x1, y1, x2, y2 in cited["rects"]:
            self.assertTrue(0 <= x1 < x2 <= 842 and 0 <= y1 < y2 <= 842)
        self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", "1", "--quote", "どこにもない言葉", says="どこにもない言葉")
        for page in ("0", "6", "-1", "x"):
            self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", page)
        self.fails(2, "evidence", "cite", self.case, "A.service_name", "E1", "--page", "1", says="A.service_name")
        self.fails(2, "evidence", "cite", self.case, "iryo.999", "E1", "--page", "1", says="iryo.999")
        self.assertEqual(len(self.citations()), 1)

    def test_section_from_the_outline(self):
        _, hit = self.quote()
        cited = self.ok("evidence", "cite", self.case, "iryo.022", hit["evidence"], "--page", str(hit["page"]), "--quote", "秘密",
                        "--json").json()
        self.assertTrue(cited["section"])
        none = self.ok("evidence", "cite", self.case, "iryo.022", hit["evidence"], "--page", "1", "--section", "", "--json").json()
        self.assertEqual(none["section"], "")

    def test_wording(self):
        out = self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--section", "第5条").out
        self.assertRegex(out, r"^iryo\.022\.1: 就業規則 \S+ページ 第5条\n$")

    def test_uncite_names_the_item(self):
        self.ok("evidence", "cite", self.case, "iryo.002", "E1", "--page", "1")
        self.fails(2, "evidence", "uncite", self.case, "iryo.002.1", "1", says="iryo.002」")
        self.ok("evidence", "uncite", self.case, "iryo.002", "1")

    def test_uncite(self):
        for page in ("1", "2", "3"):
            self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", page)
        self.ok("evidence", "uncite", self.case, "iryo.022.1", "2")
        self.assertEqual([x["page"] for x in self.citations()], [1, 3])
        self.ok("case", "undo", self.case)
        self.assertEqual([x["page"] for x in self.citations()], [1, 2, 3])
        # An item with none of its own stands for its prompts.
        self.ok("evidence", "uncite", self.case, "iryo.022", "3")
        self.assertEqual([x["page"] for x in self.citations()], [1, 2])
        for number in ("0", "3", "x", "-1"):
            self.fails(2, "evidence", "uncite", self.case, "iryo.022.1", number)

    def test_range(self):
        cited = self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--last-page", "4", "--json").json()
        self.assertEqual((cited["page"], cited["last_page"]), (2, 4))
        self.assertNotEqual(cited["label"], cited["last_label"])
        one = self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--json").json()
        self.assertEqual((one["last_page"], one["last_label"]), (2, one["label"]))
        for last in ("1", "0", "6", "x"):
            self.fails(2, "evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--last-page", last)
        self.assertRegex(self.ok("evidence", "cite", self.case, "iryo.023.1", "E1", "--page", "2", "--last-page", "3", "--section", "第5条").out,
                         r"^iryo\.023\.1: 就業規則 \S+〜\S+ページ 第5条\n$")

    def test_cited(self):
        self.ok("evidence", "cite", self.case, "iryo.023.1", "E2", "--page", "1")
        self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--last-page", "3", "--section", "第5条")
        self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "1")
        cited = self.ok("evidence", "cited", self.case, "--json").json()
        self.assertEqual([(x["target"], x["position"], x["evidence"], x["page"], x["last_page"], x["state"], x["read"]) for x in cited],
                         [("iryo.022.1", 1, "E1", 2, 3, "confirmed", False), ("iryo.022.1", 2, "E1", 1, 1, "confirmed", False),
                          ("iryo.023.1", 1, "E2", 1, 1, "confirmed", False)])
        self.assertEqual(cited[0]["name"], "就業規則")
        lines = self.ok("evidence", "cited", self.case).out.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertRegex(lines[0], r"^iryo\.022\.1 1  就業規則 p\.\S+–\S+ \(2–3枚目\) 第5条$")
        # Its numbers are those that uncite takes.
        self.ok("evidence", "uncite", self.case, "iryo.022.1", "1")
        self.assertEqual([x["page"] for x in self.ok("evidence", "cited", self.case, "--json").json()], [1, 1])

    def test_own_wording(self):
        self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "2", "--section", "第5条")
        self.ok("case", "set", self.case, "iryo.022.attachment", "就業規則の第5条")
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022.1.attachment").out, "就業規則の第5条\n")
        self.assertIn("第5条", self.ok("case", "get", self.case, "iryo.022.1.attachment-basis").out)
        self.assertTrue(self.ok("evidence", "cite", self.case, "iryo.022.1", "E1", "--page", "3").out.endswith("就業規則の第5条\n"))
        out = self.path("answers.json")
        self.ok("case", "export", self.case, out)
        exported = open(out, encoding="utf-8").read()
        self.assertIn("就業規則の第5条", exported)
        self.ok("case", "set", self.case, "iryo.022.attachment", "")
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022.1.attachment-basis").out, "\n")
        self.ok("case", "import", self.case, out)
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022.1.attachment").out, "就業規則の第5条\n")
        self.fails(2, "case", "set", self.case, "A.service_name.attachment", "x")

    def test_search(self):
        hits = self.ok("evidence", "search", self.case, "会社", "--json").json()
        self.assertGreater(len(hits), 1)
        for hit in hits:
            self.assertEqual(list(hit), ["evidence", "page", "label", "snippet", "rects"])
            self.assertIn("会社", hit["snippet"].replace(" ", ""))
            self.assertTrue(hit["rects"])
        self.assertEqual(self.ok("evidence", "search", self.case, "会社", "--limit", "1", "--json").json(), hits[:1])
        self.assertEqual(self.ok("evidence", "search", self.case, "どこにもない言葉", "--json").json(), [])
        self.fails(2, "evidence", "search", self.case, " ")
        self.fails(2, "evidence", "search", self.case, "会社", "--limit", "0")
        # Removed evidence is found no more.
        self.ok("case", "undo", self.case)
        left = self.ok("evidence", "search", self.case, "会社", "--json").json()
        self.assertEqual({x["evidence"] for x in left} - {"E1"}, set())

    def test_search_without_an_index(self):
        hits = self.ok("evidence", "search", self.case, "秘密", "--json").json()
        # Nothing is known of these bytes, as when the reading of their text was cut short.
        database = sqlite3.connect(self.case)
        database.execute("UPDATE texts SET sha256 = 'unknown ' || id")
        database.commit()
        database.close()
        again = self.ok("evidence", "search", self.case, "秘密", "--json").json()
        self.assertEqual(sorted((x["evidence"], x["page"], x["label"]) for x in again),
                         sorted((x["evidence"], x["page"], x["label"]) for x in hits))

    def test_verify(self):
        report = self.ok("evidence", "verify", self.case, "--json").json()
        self.assertTrue(report["intact"])
        self.assertEqual([x["state"] for x in report["evidence"]], ["intact", "intact"])
        # A byte of the evidence, changed behind the program's back.
        database = sqlite3.connect(self.case)
        row, part = database.execute("SELECT id, data FROM blob_parts ORDER BY id LIMIT 1").fetchone()
        part = bytes([part[0] ^ 1]) + part[1:]
        database.execute("UPDATE blob_parts SET data = ? WHERE id = ?", (part, row))
        database.commit()
        database.close()
        report = run("evidence", "verify", self.case, "--json")
        self.assertEqual(report.status, 1)
        self.assertEqual(sorted(x["state"] for x in report.json()["evidence"]), ["changed", "intact"])
        self.assertFalse(report.json()["intact"])


REFERENCE = "/usr/share/debian-reference/debian-reference.ja.pdf"


@unittest.skipUnless(shutil.which("pdfgrep") and os.path.exists(REFERENCE), "pdfgrep or the Debian reference is not there")
class AgainstPdfgrep(Case):
    """The same pages as a tool that reads the file each time."""

    def setUp(self):
        super().setUp()
        self.new()
        self.ok("evidence", "add", self.case, REFERENCE)

    def pages(self, text):
        hits = self.ok("evidence", "search", self.case, text, "--json").json()
        for hit in hits:
            self.assertEqual(sorted(hit), ["evidence", "label", "page", "rects", "snippet"])
            self.assertTrue(hit["rects"], hit)
        return sorted(hit["page"] for hit in hits)

    def grepped(self, text):
        out = subprocess.run(["pdfgrep", "-n", text, REFERENCE], capture_output=True, text=True).stdout
        return sorted({int(line.split(":", 1)[0]) for line in out.splitlines()})

    def test_words(self):
        for text in "監視", "暗号":
            grepped = self.grepped(text)
            self.assertGreater(len(grepped), 3)
            self.assertEqual(self.pages(text), grepped, text)
        # A single character; pdfgrep does not see what is broken over lines.
        self.assertLessEqual(set(self.grepped("鍵")), set(self.pages("鍵")))
        self.assertLessEqual(set(self.grepped("セキュリティー")), set(self.pages("セキュリティ")))

    def test_limit(self):
        self.assertEqual(len(self.ok("evidence", "search", self.case, "設定", "--limit", "7").out.splitlines()), 7)
        self.assertEqual(len(self.ok("evidence", "search", self.case, "設定").out.splitlines()), len(self.pages("設定")))


if __name__ == "__main__":
    main()

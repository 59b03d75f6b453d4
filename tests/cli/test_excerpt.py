#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Excerpts by the command line."""
import hashlib
import os
import shutil
import subprocess
import unittest

from kaiji_cli import Case, main, sample_pdf

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
MANUAL = "/usr/share/doc/texlive-doc/generic/pgf/pgfmanual.pdf"


class Excerpt(Case):
    def setUp(self):
        super().setUp()
        self.new()
        self.out = self.path("out.pdf")

    def add(self, path, *more, **kwargs):
        return self.ok("evidence", "add", self.case, path, *more, **kwargs).out.strip()

    def test_map(self):
        self.add(sample_pdf("work-rules.pdf"))
        self.ok("evidence", "cite", self.case, "iryo.022", "E1", "--page", "4")
        said = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--contents", "none", "--json").json()
        with open(self.out, "rb") as file:
            self.assertEqual(said["sha256"], hashlib.sha256(file.read()).hexdigest())
        self.assertEqual([(x["page"], x["sheet"], x["why"]) for x in said["pages"]], [(1, 1, ["front"]), (2, 4, ["cited"])])
        self.assertEqual((said["sheets"], said["size"], said["evidence"]), (5, os.path.getsize(self.out), "E1"))
        plain = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--around", "1", "--contents", "none")
        self.assertEqual(len(plain.out.splitlines()), 1 + 4)

    @unittest.skipUnless(shutil.which("qpdf"), "no qpdf here")
    def test_sound(self):
        """Another reader finds no fault, and nothing of the pages that were left out."""
        self.add(os.path.join(DATA, "pdf", "outline.pdf"))
        self.ok("evidence", "excerpt", self.case, "E1", self.out, "--front", "0", "--pages", "1")
        subprocess.run(["qpdf", "--check", self.out], check=True, capture_output=True)
        bare = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.out, "-"], check=True, capture_output=True).stdout
        self.assertEqual(bare.count(b"/Type /Page\n"), 1)

    def test_password(self):
        secret = self.write("secret", "himitsu\n")
        path = os.path.join(DATA, "pdf", "encrypted.pdf")
        with open(secret) as file:
            self.add(path, "--password-fd", str(file.fileno()), pass_fds=(file.fileno(),))
        self.fails(2, "evidence", "excerpt", self.case, "E1", self.out, "--pages", "1", says="--password-fd")
        self.assertFalse(os.path.exists(self.out))
        with open(secret) as file:
            said = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--pages", "1", "--password-fd", str(file.fileno()),
                           pass_fds=(file.fileno(),))
        self.assertIn("encrypted", said.err)

    def test_repaired(self):
        """A file whose table of objects is wrong is mended, and that is told."""
        with open(sample_pdf("work-rules.pdf"), "rb") as file:
            data = file.read()
        broken = self.path("broken.pdf")
        with open(broken, "wb") as file:
            file.write(data[:data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")
        self.add(broken)
        said = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--pages", "2", "--json").json()
        self.assertTrue(said["repaired"])

    def test_pictures(self):
        self.add(os.path.join(DATA, "image", "fax.tiff"))
        self.add(os.path.join(DATA, "image", "turned-8.jpg"))
        said = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--front", "0", "--pages", "1,3", "--json").json()
        self.assertEqual([x["label"] for x in said["pages"]], ["1", "3"])
        self.ok("evidence", "excerpt", self.case, "E2", self.out, "--pages", "1")
        with open(os.path.join(DATA, "image", "turned-8.jpg"), "rb") as file, open(self.out, "rb") as out:
            self.assertIn(file.read(), out.read())

    def test_refused(self):
        self.add(sample_pdf("company.pdf"), "--kind", "identity")
        self.add(sample_pdf("work-rules.pdf"))
        self.fails(2, "evidence", "excerpt", self.case, "E1", self.out, "--pages", "1", says="company")
        self.fails(2, "evidence", "excerpt", self.case, "E2", self.out, says="work-rules")
        self.fails(2, "evidence", "excerpt", self.case, "E2", self.out, "--pages", "6", says="6")
        self.fails(2, "evidence", "excerpt", self.case, "E2", self.out, "--pages", "1", "--around", "-1")
        self.fails(2, "evidence", "excerpt", self.case, "E9", self.out)
        self.fails(2, "evidence", "excerpt", self.case, "E2", self.path("no/x.pdf"), "--pages", "1", says="x.pdf")
        self.assertFalse(os.path.exists(self.out))

    @unittest.skipUnless(os.path.exists(MANUAL), "no pgfmanual here")
    def test_a_long_one(self):
        self.add(MANUAL)
        self.ok("evidence", "cite", self.case, "iryo.022", "E1", "--page", "700", "--quote", "system")
        said = self.ok("evidence", "excerpt", self.case, "E1", self.out, "--around", "2", "--json").json()
        self.assertTrue(said["contents_found"])
        self.assertEqual([x["sheet"] for x in said["pages"]][-5:], [698, 699, 700, 701, 702])
        self.assertLess(said["size"], os.path.getsize(MANUAL) / 10)


if __name__ == "__main__":
    main()

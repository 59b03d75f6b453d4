#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and office files as evidence by the command line."""
import os
import shutil
import zipfile

from kaiji_cli import Case, main

PICTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "image")


def picture(name):
    return os.path.join(PICTURES, name)


class Media(Case):
    def setUp(self):
        super().setUp()
        self.new()

    def list(self):
        return self.ok("evidence", "list", self.case, "--json").json()

    def office(self, name):
        path = self.path(name)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
        return path

    def test_pictures(self):
        for number, (name, pages) in enumerate((("fax.tiff", 3), ("turned-6.jpg", 1), ("alpha.png", 1)), 1):
            self.assertEqual(self.ok("evidence", "add", self.case, picture(name)).out, f"E{number}\n")
            entry = self.list()[-1]
            self.assertEqual((entry["name"], entry["file"], entry["media"], entry["pages"], entry["text_pages"]),
                             (os.path.splitext(name)[0], name, "image", pages, 0))
            self.assertEqual(entry["size"], os.path.getsize(picture(name)))
        self.ok("evidence", "cite", self.case, "iryo.022", "E1", "--page", "3")
        self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", "4")
        self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", "1", "--quote", "鍵")
        self.ok("evidence", "verify", self.case)
        self.assertEqual(self.ok("evidence", "search", self.case, "鍵", "--json").json(), [])

    def test_a_wrong_ending(self):
        path = self.path("scan.pdf")
        shutil.copy(picture("grey.jpg"), path)
        self.ok("evidence", "add", self.case, path)
        self.assertEqual(self.list()[0]["media"], "image")

    def test_refused(self):
        for name in ("cut-off.png", "cut-off.jpg", "cut-off.tiff", "bomb.png", "bomb.jpg"):
            self.fails(2, "evidence", "add", self.case, picture(name), says=name)
        path = self.path("other.zip")
        shutil.copy(self.office("a.docx"), path)
        self.fails(2, "evidence", "add", self.case, path, says="other.zip")
        self.fails(2, "evidence", "add", self.case, self.write("b.docx", "no document"), says="b.docx")
        self.assertEqual(self.list(), [])

    def test_office(self):
        added = self.ok("evidence", "add", self.case, self.office("運用規程.docx"))
        self.assertEqual(added.out, "E1\n")
        self.assertIn("PDF", added.err)
        entry = self.list()[0]
        self.assertEqual((entry["name"], entry["media"], entry["pages"], entry["encrypted"]), ("運用規程", "office", 0, False))
        self.fails(2, "evidence", "cite", self.case, "iryo.022", "E1", "--page", "1", says="PDF")
        self.assertEqual(self.ok("evidence", "search", self.case, "規程", "--json").json(), [])
        self.ok("evidence", "verify", self.case)


if __name__ == "__main__":
    main()

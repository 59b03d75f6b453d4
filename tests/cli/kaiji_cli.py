# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs kaiji-cli for the tests of the command line."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

CLI = os.environ["KAIJI_CLI"]
DATA = os.environ["KAIJI_DATADIR"]
SAMPLE = os.path.join(DATA, "sample")
TODAY = "2026-12-01"


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    def json(self):
        return json.loads(self.out)


def run(*args, stdin=None, pass_fds=(), **env):
    return Result(subprocess.run([CLI, *args], input=stdin, capture_output=True, text=True, pass_fds=pass_fds,
                                 env={**os.environ, **env}, timeout=300))


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="kaiji-cli-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.case = self.path("a.kaiji")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, encoding="utf-8"):
        path = self.path(name)
        with open(path, "w", encoding=encoding, newline="") as file:
            file.write(text)
        return path

    def ok(self, *args, **more):
        result = run(*args, **more)
        self.assertEqual(result.status, 0, f"{args}: {result.out}{result.err}")
        return result

    def fails(self, status, *args, says=None, **more):
        result = run(*args, **more)
        self.assertEqual(result.status, status, f"{args}: {result.out}{result.err}")
        self.assertIn("kaiji-cli: ", result.err)
        if says:
            self.assertIn(says, result.err)
        return result

    def new(self):
        self.ok("case", "new", "--scheme", "iryo", self.case)

    def check(self, *args):
        result = run("check", self.case, "--json", "--today", TODAY, *args)
        self.assertIn(result.status, (0, 1), result.err)
        report = result.json()
        self.assertEqual(result.status, 0 if report["ready"] else 1)
        return report

    def blocking(self):
        return [(x["rule"], x["id"]) for x in self.check()["findings"] if x["severity"] == "block"]


def sample_pdf(name):
    return os.path.join(SAMPLE, name)


def main():
    unittest.main(verbosity=2)

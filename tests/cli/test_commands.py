#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands one by one: shapes, exit status, what is refused and left alone."""
import csv
import fcntl
import hashlib
import io
import json
import os
import resource
import shlex
import signal
import struct
import subprocess
import unittest

from kaiji_cli import CLI, SAMPLE, TODAY, Case, main, run


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Use(Case):
    def test_wrong_use(self):
        self.new()
        for words in ([], ["nothing"], ["case"], ["case", "nothing"], ["case", "new", self.path("b.kaiji")], ["check"],
                      ["check", self.case, "more"], ["check", self.case, "--nothing"], ["check", self.case, "--limit", "3"],
                      ["check", self.case, "--today"], ["check", self.case, "--today", "tomorrow"],
                      ["check", self.case, "--today", "2026-02-30"], ["check", self.case, "--json=1"],
                      ["check", self.case, "--json", "--json"], ["case", "get", self.case, "iryo.999.1"],
                      ["case", "set", self.case, "A.fee_class", "x"], ["case", "set", self.case, "A.existence_doc", "x"],
                      ["case", "set", self.case, "A.agents", "no table"],
                      ["case", "set", self.case, "A.agents", '[{"nothing":"x"}]'], ["evidence", "cite", self.case, "iryo.001", "E1"],
                      ["scheme", "show", "nothing"], ["scheme", "show", "iryo@1999"],
                      ["case", "new", "--scheme", "nothing", self.path("b.kaiji")]):
            self.fails(2, *words)
        self.assertFalse(os.path.exists(self.path("b.kaiji")))

    def test_help_and_version(self):
        text = self.ok("--help").out
        for verb in ("scheme list", "case new", "evidence uncite", "certificate", "check"):
            self.assertIn(verb, text)
        for later in ("package", "register", "case renew"):
            self.assertNotIn(later, text)
        self.assertIn("--page", self.ok("evidence", "cite", "--help").out)
        self.assertRegex(self.ok("--version").out, r"^kaiji-cli \d+\.\d+\.\d+\n$")

    def test_options_stand_anywhere(self):
        self.ok("--scheme=iryo", "case", "new", self.case)
        self.assertIn("answers", self.ok("--json", "case", "show", self.case).json())
        self.ok("case", "set", self.case, "A.service_name", "--", "--json")
        self.assertEqual(self.ok("case", "get", self.case, "A.service_name").out, "--json\n")

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            import subprocess
            from kaiji_cli import CLI
            self.assertEqual(subprocess.run([CLI, "scheme", "list"], stdout=full, stderr=subprocess.PIPE,
                                            check=False).returncode, 2)

    def test_what_could_not_be_kept_is_not_said(self):
        self.new()
        size = os.path.getsize(self.case)

        def fill_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        done = subprocess.run([CLI, "evidence", "add", self.case, os.path.join(SAMPLE, "company.pdf")],
                              capture_output=True, text=True, check=False, preexec_fn=fill_disk)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertNotEqual(done.stderr, "")
        self.assertEqual(self.ok("evidence", "list", self.case, "--json").json(), [])


class Schemes(Case):
    def test_list(self):
        schemes = self.ok("scheme", "list", "--json").json()
        iryo = next(x for x in schemes if x["id"] == "iryo" and x["revision"] == "2022-04-01")
        self.assertEqual(list(iryo), ["id", "table", "revision", "name", "items", "required", "optional", "gate", "unverified",
                                      "in_use"])
        self.assertEqual((iryo["items"], iryo["required"], iryo["optional"], iryo["gate"], iryo["in_use"]),
                         (110, 81, 29, 23, True))

    def test_show(self):
        scheme = self.ok("scheme", "show", "iryo@2022-04-01", "--json").json()
        self.assertEqual(len(scheme["items"]), 110)
        ids = [x["id"] for x in scheme["prompts"]]
        self.assertEqual(len(ids), len(set(ids)))
        for prompt in scheme["prompts"]:
            self.assertLessEqual({"id", "kind", "required", "options", "gate", "verified", "source"}, set(prompt))
        self.assertIn("iryo.022.1", ids)
        self.assertIn("A.service_name", ids)

    def test_lint(self):
        pack = os.path.join(os.environ["KAIJI_DATADIR"], "schemes", "iryo", "2022-04-01.json")
        self.ok("scheme", "lint", pack)
        with open(pack, encoding="utf-8") as file:
            data = json.load(file)
        data["nothing_known"] = 1
        bad = self.write("bad.json", json.dumps(data))
        self.fails(1, "scheme", "lint", pack, bad, says="nothing_known")
        self.fails(2, "scheme", "lint", self.write("no.json", "{"), says="no.json")
        del data["nothing_known"]
        data["rules"][0]["kind"] = "sometimes"  # a rule that would never say anything
        self.fails(1, "scheme", "lint", self.write("rule.json", json.dumps(data)), says="$.rules[0].kind")
        self.assertEqual(run("scheme", "lint", "--json", bad).json()[0]["file"], bad)


class Days(Case):
    def days(self, *words):
        found = self.ok("scheme", "days", *words, "--json").json()
        return found, {x["id"]: x for x in found["days"]}

    def test_readings_and_clause(self):
        found, days = self.days("iryo", "--certified-on", "2024-04-15")
        self.assertEqual(found["scheme"], "iryo@2022-04-01")
        self.assertIsNone(found["postmark"])
        opens = days["renewal.opens"]
        self.assertEqual(opens["date"], "2026-02-14")
        self.assertEqual({x["date"] for x in opens["readings"]}, {"2026-02-13", "2026-02-14"})
        self.assertEqual(opens["sentence"],
                         "満了 2026-04-15 の60日前 = 2026-02-14 から (概要 9(1); 前日満了と読むと 2026-02-13)")
        self.assertEqual(opens["source"], "概要 9(1)")
        self.assertEqual(opens["desk"]["state"], "closed")
        self.assertEqual(opens["desk"]["remark"], "(土) 窓口休み")
        self.assertEqual(days["renewal.closes"]["desk"]["open_before"], "2026-03-13")
        self.assertIsNone(days["renewal.term_last_day"]["date"])
        text = self.ok("scheme", "days", "iryo", "--certified-on", "令和6年4月15日").out
        self.assertIn("2026-02-14 (土) 窓口休み", text)
        self.assertIn(opens["sentence"], text)

    def test_other_days(self):
        _, days = self.days("iryo", "--revoked-on", "2025-04-01", "--notified-on", "2026-03-02")
        self.assertEqual({x: days[x]["date"] for x in days}, {"revoked.free": "2026-04-02", "fee.payment": "2026-03-09"})
        _, days = self.days("iryo", "--certified-on", "2029-05-01")
        self.assertEqual(days["term.last_day"]["desk"]["state"], "unknown")
        self.assertEqual(days["term.last_day"]["advice"], "2031年の祝日の表がありません。")

    def test_wrong_use(self):
        self.fails(2, "scheme", "days", "iryo", says="--certified-on")
        self.fails(2, "scheme", "days", "iryo", "--renewed-on", "2026-04-15", says="--certified-on")
        self.fails(2, "scheme", "days", "iryo", "--certified-on", "2023-02-29", says="2023-02-29")
        self.fails(2, "scheme", "days", "nothing", "--certified-on", "2024-04-15", says="nothing")


class Cases(Case):
    def test_new_replaces_nothing(self):
        self.new()
        before = digest(self.case)
        self.fails(2, "case", "new", "--scheme", "iryo", self.case, says="a.kaiji")
        self.assertEqual(digest(self.case), before)
        self.fails(2, "case", "new", "--scheme", "iryo", self.path("no/such/folder.kaiji"))

    def test_set_and_get(self):
        self.new()
        text = "一行目\n\t二行目 𡌶⼟  "
        self.ok("case", "set", self.case, "iryo.022.1", text)
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022").out, text + "\n")
        self.assertEqual(self.ok("case", "get", "--json", self.case, "iryo.022").json(), {"id": "iryo.022.1", "value": text})
        self.ok("case", "set", self.case, "iryo.022.outsourced", "yes")
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022.1.outsourced").out, "yes\n")
        self.ok("case", "set", self.case, "iryo.022.1.withhold", "公表留保の理由")
        self.assertEqual(self.ok("case", "get", self.case, "iryo.023.1").out, "\n")
        self.assertIsNone(self.ok("case", "get", "--json", self.case, "iryo.023.1").json()["value"])
        rows = '[{"kind":"販売代理店","name":"見本","address":"東京都","contact":"03-0000-0000"}]'
        self.ok("case", "set", self.case, "A.agents", rows)
        self.assertEqual(self.ok("case", "get", self.case, "A.agents").out, rows + "\n")
        shown = self.ok("case", "show", self.case, "--json").json()
        self.assertEqual(shown["answers"]["iryo.022.1"], text)
        self.assertEqual(list(shown["answers"]), ["A.agents", "iryo.022.1", "iryo.022.1.outsourced", "iryo.022.1.withhold"])

    def test_empty_name(self):
        self.fails(2, "case", "new", "--scheme", "iryo", "")
        self.fails(2, "check", "")

    def test_what_is_worked_out_can_be_read(self):
        self.ok("sample", self.case, "--complete")
        self.assertIn("209,000", self.ok("case", "get", self.case, "A.fee_class").out)
        self.fails(2, "case", "set", self.case, "A.fee_class", "0", says="A.fee_class")

    def test_outsourced_is_yes_or_no(self):
        self.new()
        self.fails(2, "case", "set", self.case, "iryo.022.outsourced", "maybe", says="iryo.022.1.outsourced")
        for text in ("yes", "no", "有り", ""):
            self.ok("case", "set", self.case, "iryo.022.outsourced", text)

    def test_import_refuses_what_is_no_answer(self):
        """Neither a crash nor an answer cut short, and nothing is changed."""
        self.new()
        self.ok("case", "set", self.case, "iryo.022.1", "有り")
        before = digest(self.case)
        deep = '{"answers":{"A.agents":' + "[" * 100000 + "]" * 100000 + "}}"
        for text, says in (('{"scheme":5,"answers":{}}', "$.scheme"), ('{"scheme":{},"answers":{}}', "$.scheme"),
                           (deep, "a.json"), ("[" * 1000000, "a.json"), ('{"answers":{"iryo.022.1":"a\\u0000b"}}', "U+0000"),
                           ('{"answers":{"iryo.022.1":["a"]}}', "iryo.022.1"), ("// no JSON", "a.json"), ("", "a.json")):
            self.fails(2, "case", "import", self.case, self.write("a.json", text), says=says)
        self.fails(2, "case", "set", self.case, "A.agents", "[" * 60000, says="A.agents")
        big = self.write("big.json", "")
        os.truncate(big, 3 << 30)
        self.fails(2, "case", "import", self.case, big, says="big.json")
        os.mkfifo(self.path("pipe.json"))
        self.fails(2, "case", "import", self.case, self.path("pipe.json"), says="pipe.json")
        self.fails(2, "case", "import", self.case, self.path("no.json"), says="no.json")
        self.fails(2, "case", "export", self.case, self.path("no/such.json"), says="no/such.json")
        self.assertEqual(digest(self.case), before)

    def test_closed_streams_leave_the_case_alone(self):
        command = shlex.join([CLI, "case", "new", "--scheme", "iryo", self.case]) + " >&- <&- 2>&-"
        self.assertEqual(subprocess.run(["sh", "-c", command]).returncode, 2)  # its message could not be written
        command = shlex.join([CLI, "case", "set", self.case, "iryo.022.1", "有り"]) + " >&- <&- 2>&-"
        self.assertEqual(subprocess.run(["sh", "-c", command]).returncode, 0)
        self.assertEqual(self.ok("case", "get", self.case, "iryo.022").out, "有り\n")

    def test_language(self):
        """English only where the environment asks for it, whether or not the system has the locale."""
        words = {"en_US.UTF-8": "Check its name", "en_GB": "Check its name", "fr_FR.UTF-8": "確かめて", "C": "確かめて", "": "確かめて"}
        for locale, says in words.items():
            result = run("check", self.path("no.kaiji"), LANGUAGE="", LC_ALL=locale, LC_MESSAGES="", LANG="")
            self.assertIn(says, result.err, locale)

    def test_check_shape(self):
        self.new()
        report = self.check()
        self.assertEqual(list(report), ["scheme", "ready", "counts", "required", "findings"])
        self.assertEqual(list(report["counts"]), ["block", "warn", "human"])
        self.assertEqual(report["required"], {"answered": 0, "total": 81})
        for finding in report["findings"]:
            self.assertEqual(list(finding), ["rule", "severity", "id", "message", "source", "verified"])
            self.assertTrue(finding["message"])
        for severity, count in report["counts"].items():
            self.assertEqual(count, sum(x["severity"] == severity for x in report["findings"]))
        self.fails(2, "check", self.path("no.kaiji"), says="no.kaiji")

    def test_today_is_the_clock(self):
        self.new()
        self.ok("case", "set", self.case, "A.application_date", "2026-12-01")
        self.ok("case", "set", self.case, "A.service_started_on", "2026-11-01")
        def started(today):
            found = run("check", self.case, "--json", "--today", today).json()["findings"]
            return [x["rule"] for x in found if x["id"] == "A.service_started_on"]
        self.assertNotIn("E1", started("2026-12-01"))

    def test_damaged_is_refused_and_left_alone(self):
        self.new()
        self.ok("case", "set", self.case, "A.service_name", "見本")
        with open(self.case, "rb") as file:
            good = file.read()
        for name, content in (("empty", b""), ("foreign", b"%PDF-1.7\n" + b"x" * 4000), ("short", good[:-1500]),
                              ("header", good[:40]), ("newer", good[:60] + struct.pack(">I", 999) + good[64:])):
            path = self.path(name + ".kaiji")
            with open(path, "wb") as file:
                file.write(content)
            for words in (["check", path], ["case", "set", path, "A.service_name", "x"], ["evidence", "list", path],
                          ["case", "undo", path]):
                self.fails(2, *words, says=name)
                self.assertEqual(digest(path), hashlib.sha256(content).hexdigest(), name)

    def test_beside_an_open_window(self):
        self.new()
        self.ok("case", "set", self.case, "A.service_name", "見本")
        # What a window holds: a lock on the file beside the case.
        with open(self.path(".~lock.a.kaiji#"), "w", encoding="utf-8") as lock:
            lock.write("見本 花子\nPC\n2026-12-01 10:00\n")
            lock.flush()
            fcntl.lockf(lock, fcntl.LOCK_EX)
            self.fails(2, "case", "set", self.case, "A.service_name", "y", says="a.kaiji")
            self.assertEqual(self.ok("case", "get", self.case, "A.service_name").out, "見本\n")
            self.check()
        self.ok("case", "set", self.case, "A.service_name", "y")

    def test_sample(self):
        self.ok("sample", self.case)
        self.assertEqual(self.check()["counts"]["block"], 3)
        self.fails(2, "sample", self.case)
        self.case = self.path("complete.kaiji")
        self.ok("sample", "--complete", self.case)
        self.ok("check", self.case, "--today", TODAY)

    def test_papers(self):
        self.ok("sample", self.case)
        for command in ("certificate", "mark"):
            for ending, head in ((".pdf", b"%PDF-"), (".png", b"\x89PNG"), (".svg", b"<?xml")):
                out = self.path(command + ending)
                self.ok(command, self.case, out, "--today", TODAY)
                with open(out, "rb") as file:
                    self.assertTrue(file.read().startswith(head))
                first = digest(out)
                self.ok(command, self.case, out, "--today", TODAY)
                self.assertEqual(digest(out), first)
            self.fails(2, command, self.case, self.path("x.gif"))
        self.ok("mark", self.case, "--mono", self.path("mono.svg"))


class Exchange(Case):
    ANSWERS = {"A.service_name": "見本,クラウド", "iryo.002.1": "一行目\n「二」\"三\"行目", "iryo.022.1.outsourced": "yes"}

    def test_json(self):
        self.new()
        source = self.write("in.json", json.dumps({"scheme": "iryo", "answers": self.ANSWERS}))
        self.ok("case", "import", self.case, source)
        out = self.path("out.json")
        self.ok("case", "export", self.case, out)
        with open(out, encoding="utf-8") as file:
            exported = json.load(file)
        self.assertEqual(exported["answers"], self.ANSWERS)
        self.assertEqual((exported["scheme"], exported["citations"], exported["evidence"]), ("iryo@2022-04-01", [], []))
        other = self.path("b.kaiji")
        self.ok("case", "new", "--scheme", "iryo", other)
        self.ok("case", "import", other, out)
        self.assertEqual(self.ok("case", "show", other, "--json").json()["answers"], self.ANSWERS)
        # One step: undone at once.
        self.ok("case", "undo", other)
        self.assertEqual(self.ok("case", "show", other, "--json").json()["answers"], {})

    def test_all_or_nothing(self):
        self.new()
        for name, content, says in (
                ("scheme.json", '{"scheme":"other","answers":{"A.service_name":"x"}}', "$.scheme"),
                ("id.json", '{"answers":{"A.service_name":"x","A.nothing":"y"}}', "A.nothing"),
                ("value.json", '{"answers":{"A.service_name":{"a":1}}}', "A.service_name"),
                ("cut.json", '{"answers":{"A.service_name":"x"', "cut.json"),
                ("list.json", '[1]', "list.json"), ("none.json", '{}', "answers"),
                ("quote.csv", 'id,text\r\nA.service_name,"x\r\n', "quote.csv"),
                ("columns.csv", 'A.service_name,x,y\r\n', "columns.csv"),
                ("id.csv", 'A.service_name,x\r\nA.nothing,y\r\n', "A.nothing"),
                ("cut.xlsx", 'PK\3\4', "cut.xlsx"), ("what.txt", '', "what.txt")):
            self.fails(2, "case", "import", self.case, self.write(name, content), says=says)
        self.fails(2, "case", "import", self.case, self.path("no.json"), says="no.json")
        self.fails(2, "case", "export", self.case, self.path("out.pdf"), says="out.pdf")
        self.fails(2, "case", "export", self.case, self.path("no/out.json"))
        self.assertEqual(self.ok("case", "log", self.case, "--json").json(), [])

    def test_csv(self):
        self.new()
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerows([("id", "text"), *self.ANSWERS.items()])
        self.ok("case", "import", self.case, self.write("in.csv", text.getvalue(), "utf-8-sig"))
        self.assertEqual(self.ok("case", "show", self.case, "--json").json()["answers"], self.ANSWERS)
        out = self.path("out.csv")
        self.ok("case", "export", self.case, out)
        with open(out, encoding="utf-8-sig", newline="") as file:
            self.assertEqual([tuple(x) for x in csv.reader(file)], [("id", "text"), *self.ANSWERS.items()])
        # Line ends of Unix, no heading, and an empty text that clears.
        self.ok("case", "import", self.case, self.write("more.csv", "A.service_name,\niryo.002.1,短い\n"))
        answers = self.ok("case", "show", self.case, "--json").json()["answers"]
        self.assertNotIn("A.service_name", answers)
        self.assertEqual(answers["iryo.002.1"], "短い")
        # As Japanese spreadsheet programs save it.
        self.ok("case", "import", self.case, self.write("sjis.csv", "A.service_name,見本①\r\n", "cp932"))
        self.assertEqual(self.ok("case", "show", self.case, "--json").json()["answers"]["A.service_name"], "見本①")

    def test_xlsx(self):
        import openpyxl
        self.new()
        book = openpyxl.Workbook()
        for row in [("id", "text"), *self.ANSWERS.items()]:
            book.active.append(row)
        book.save(self.path("in.xlsx"))
        self.ok("case", "import", self.case, self.path("in.xlsx"))
        self.assertEqual(self.ok("case", "show", self.case, "--json").json()["answers"], self.ANSWERS)
        book.active["B2"] = "=1/0"
        book.save(self.path("formula.xlsx"))
        self.fails(2, "case", "import", self.case, self.path("formula.xlsx"), says="B2")
        book.active["B2"] = None
        book.active["C3"] = "x"
        book.save(self.path("wide.xlsx"))
        self.fails(2, "case", "import", self.case, self.path("wide.xlsx"), says="3行目")


if __name__ == "__main__":
    main()

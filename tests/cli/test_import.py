#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Official sheets become packs: the same items come back, changes are told, nothing is guessed."""
import csv
import datetime
import glob
import io
import json
import os
import unittest

import jsonschema
import openpyxl

import kaiji_cli
from kaiji_cli import DATA

PACKS = sorted(p for p in glob.glob(os.path.join(DATA, "schemes", "*", "*.json"))
               if os.path.basename(os.path.dirname(p)) != "source")
IRYO = os.path.join(DATA, "schemes", "iryo", "2022-04-01.json")
with open(os.path.join(DATA, "schemes", "scheme.schema.json"), encoding="utf-8") as schema:
    SCHEMA = jsonschema.Draft202012Validator(json.load(schema))
REQUIRED = {True: "必須", False: "選択"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def form_b(pack):
    return [s for s in pack["sections"] if "items" in s]


def rows_of(pack):
    """One row for each prompt, with all that a sheet says."""
    rows = []
    for section in form_b(pack):
        for item in section["items"]:
            for n, prompt in enumerate(item["prompts"]):
                rows.append({"first": n == 0, "番号": item["number"], "大分類": section["name"], "中分類": item["category"],
                             "項目": item["name"], "記述内容": prompt["text"],
                             "必須/選択": REQUIRED[prompt["required"] != "never"]})
    return rows


def told(pack):
    """What a sheet can say of the items, by their ids."""
    return [(s["name"], i["id"], i["number"], i["category"], i["name"], i["required"],
             [(p["id"], p["text"], p["kind"], p["required"], p.get("options")) for p in i["prompts"]])
            for s in form_b(pack) for i in s["items"]]


def merge_runs(sheet, column, rows, first, key):
    start = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or key(rows[i]) != key(rows[start]):
            if i - start > 1:
                sheet.merge_cells(start_row=first + start, end_row=first + i - 1, start_column=column, end_column=column)
            start = i


def write_xlsx(path, rows, columns=("必須/選択", "記述内容", "番号", "項目", "大分類", "中分類"), title="開示項目"):
    """A sheet as people lay it out: titles above, columns in any order, repeated cells merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = "別表1 情報開示項目一覧"
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    for c, name in enumerate(columns, 1):
        sheet.cell(3, c, "【%s】" % name if name == "記述内容" else name)
        for r, row in enumerate(rows):
            sheet.cell(4 + r, c, row[name])
    keys = {"番号": lambda r: r["番号"], "項目": lambda r: (r["番号"], r["項目"]), "大分類": lambda r: r["大分類"],
            "中分類": lambda r: (r["大分類"], r["中分類"])}
    for c, name in enumerate(columns, 1):
        if name in keys:
            merge_runs(sheet, c, rows, 4, keys[name])
    sheet.cell(5 + len(rows), 1, "※ 空欄の項目は公表されません。")
    book.properties.modified = book.properties.created = datetime.datetime(2025, 4, 1, 3, 0, 0)
    # openpyxl writes the clock's time over it.
    book.save(path)
    return path


class Import(kaiji_cli.Case):
    def setUp(self):
        super().setUp()
        self.out = self.path("out.json")
        self.user = self.path("user")
        os.environ["KAIJI_USER_DATADIR"] = self.user

    def sheet(self, rows, name="開示項目.xlsx", **more):
        return write_xlsx(self.path(name), rows, **more)

    def take(self, path, *args):
        return self.ok("scheme", "import", path, self.out, "--json", *args).json()

    def lint(self):
        self.ok("scheme", "lint", self.out)
        SCHEMA.validate(load(self.out))


class RoundTrip(Import):
    def test_all(self):
        for path in PACKS:
            pack = load(path)
            spec = "%s@%s" % (pack["id"], pack["revision"])
            report = self.take(self.sheet(rows_of(pack)), "--scheme", spec, "--revision", "2030-01", "--source", "様式", "--overwrite")
            self.lint()
            new = load(self.out)
            self.assertEqual(told(new), told(pack), spec)
            self.assertEqual((report["items"], report["counts"]["same"]), ([], len(told(pack))), spec)
            self.assertEqual(report["counts"]["unverified"], 0)
            self.assertEqual(new["rules"], pack["rules"], spec)
            self.assertEqual([s for s in new["sections"] if "fields" in s], [s for s in pack["sections"] if "fields" in s])
            for section in form_b(new):
                for item in section["items"]:
                    self.assertEqual([item["verified"], item["source"]], ["document", "様式"])
                    self.assertEqual({p["verified"] for p in item["prompts"]}, {"document"})
            self.assertEqual(new["documents"][-1]["short"], "様式")
            self.assertEqual(new["revision"], "2030-01")

    def test_scheme_is_seen(self):
        for path in PACKS:
            pack = load(path)
            if pack["in_use"]:
                report = self.take(self.sheet(rows_of(pack)), "--revision", "2030", "--overwrite")
                self.assertEqual((report["scheme"], report["today"]), (pack["id"], pack["revision"]))

    def test_public_page(self):
        """As disclosed services are shown: heading rows are sections, 大分類 is the heading, no 中分類."""
        pack = load(IRYO)
        book = openpyxl.Workbook()
        sheet = book.active
        columns = ["番号", "大分類", "項目", "【記述内容】", "必須/選択", "情報開示内容"]
        sheet.append(columns)
        last = None
        for row in rows_of(pack):
            if row["大分類"] != last:
                last = row["大分類"]
                sheet.append([last])
                if len(last) % 2:
                    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
                sheet.append(columns)
            sheet.append([row["番号"], row["中分類"], row["項目"], row["記述内容"], row["必須/選択"], None])
        book.save(self.path("a.xlsx"))
        self.take(self.path("a.xlsx"), "--scheme", "iryo", "--revision", "2030")
        self.assertEqual(told(load(self.out)), told(pack))

    def test_csv(self):
        """Without merged cells: what is repeated stands in its first row only; as Japanese programs save it."""
        pack = load(IRYO)
        for encoding, delimiter in (("cp932", ","), ("utf-8-sig", ";"), ("utf-16", "\t")):
            text = io.StringIO()
            writer = csv.writer(text, delimiter=delimiter)
            writer.writerow(["開示項目一覧"] + [""] * 5)
            writer.writerow(["No.", "大分類", "中分類", "審査対象項目", "記述\n内容", "必須・選択"])
            before = {}
            for row in rows_of(pack):
                cells = [row["番号"], row["大分類"], row["中分類"], row["項目"]]
                same = row["大分類"] == before.get("大分類")
                cells = [row["番号"] if row["first"] else "", "" if same else row["大分類"],
                         "" if same and row["中分類"] == before.get("中分類") else row["中分類"],
                         row["項目"] if row["first"] else ""]
                writer.writerow(cells + [row["記述内容"], row["必須/選択"]])
                before = row
            path = self.write("items.csv", text.getvalue(), encoding)
            report = self.take(path, "--scheme", "iryo", "--revision", "2025-04-01", "--overwrite")
            self.assertEqual(told(load(self.out)), told(pack), encoding)
            self.assertEqual(report["source"], "items.csv(2025-04-01)")

    def test_libreoffice(self):
        path = os.path.join(os.environ["G_TEST_SRCDIR"], "data", "sheet", "libreoffice.xlsx")
        report = self.take(path, "--scheme", "iryo")
        self.lint()
        pack = load(self.out)
        self.assertEqual((pack["revision"], report["sheet"], report["source"]), ("2024-09-30", "開示項目", "libreoffice.xlsx(2024-09-30)"))
        items = [i for s in form_b(pack) for i in s["items"]]
        self.assertEqual([(i["number"], i["name"], i["required"]) for i in items], [(1, "代表者", True), (2, "設立年月日", True)])
        self.assertEqual([p["required"] for p in items[0]["prompts"]], ["always", "never", "never"])
        self.assertEqual(items[0]["prompts"][2]["text"], "代表者経歴(生年月日、学歴)")


class Changes(Import):
    def change(self, edit):
        pack = load(IRYO)
        rows = rows_of(pack)
        edit(rows)
        report = self.take(self.sheet(rows), "--scheme", "iryo", "--revision", "2030-04-01")
        self.lint()
        return report, {i["id"]: i for s in form_b(load(self.out)) for i in s["items"]}

    def find(self, rows, number):
        return next(r for r in rows if r["番号"] == number and r["first"])

    def test_kinds(self):
        last = max(int(i["id"].split(".")[1]) for s in form_b(load(IRYO)) for i in s["items"])

        def edit(rows):
            self.find(rows, 22)["項目"] = "情報セキュリティを担当する責任者"
            for row in rows:
                if row["番号"] == 22:
                    row["項目"] = "情報セキュリティを担当する責任者"
                if row["番号"] == 18:
                    row["必須/選択"] = "必須"
            self.find(rows, 9)["記述内容"] = "事業者の売上高(連結ベース)"
            place = rows.index(self.find(rows, 33))
            rows.insert(place, {"first": True, "番号": 999, "大分類": rows[place]["大分類"], "中分類": rows[place]["中分類"],
                                "項目": "量子暗号への移行計画", "記述内容": "移行の時期と対象", "必須/選択": "選択"})
            two = rows.index(self.find(rows, 32))
            rows.insert(two + 1, dict(rows[two], first=False, 記述内容="略称の読み方(カナ)"))
            rows[:] = [r for r in rows if r["番号"] != 19]

        report, items = self.change(edit)
        by_id = {i["id"]: i for i in report["items"]}
        new = "iryo.%03d" % (last + 1)
        self.assertEqual(set(by_id), {"iryo.022", "iryo.018", "iryo.009", new, "iryo.032", "iryo.019"})
        counts = report["counts"]
        self.assertEqual([counts[k] for k in ("new", "dropped", "renamed", "required")], [1, 1, 1, 1])
        self.assertEqual(by_id["iryo.022"]["to"]["name"], "情報セキュリティを担当する責任者")
        self.assertEqual((by_id["iryo.018"]["from"]["required"], by_id["iryo.018"]["to"]["required"]), (False, True))
        self.assertEqual(by_id["iryo.009"]["prompts"][0]["to"]["text"], "事業者の売上高(連結ベース)")
        self.assertEqual((by_id[new]["state"], by_id[new]["from"]), ("new", None))
        self.assertEqual((by_id["iryo.019"]["state"], by_id["iryo.019"]["to"]), ("dropped", None))
        added = by_id["iryo.032"]["prompts"][0]
        self.assertEqual((added["from"], added["to"]["text"]), (None, "略称の読み方(カナ)"))
        self.assertNotIn(added["id"], [p["id"] for s in form_b(load(IRYO)) for i in s["items"] for p in i["prompts"]])
        self.assertEqual(items["iryo.009"]["prompts"][0]["kind"], "money")
        self.assertEqual((items[new]["number"], items[new]["prompts"][0]["kind"]), (999, "text"))
        text = self.ok("scheme", "import", self.path("開示項目.xlsx"), self.out, "--scheme", "iryo", "--revision", "2030-04-01",
                       "--overwrite").out
        for line in ("+ %s  999 量子暗号への移行計画 [選択]: 新しい項目" % new, "- iryo.019", "選択 → 必須"):
            self.assertIn(line, text)

    def test_gates_and_rules(self):
        """What hangs on items that are gone is told, and the pack stays good."""
        pack = load(IRYO)
        gate = next(i for s in form_b(pack) for i in s["items"] if "gate" in i)
        named = next(r for r in pack["rules"] if any(x.startswith("iryo.") for x in r.get("params", {}).get("prompts", [])))
        target = next(x for x in named["params"]["prompts"] if x.startswith("iryo."))
        whole = next(r for r in pack["rules"] if isinstance(r.get("params", {}).get("in"), str))["params"]["in"]
        gone = {gate["id"], ".".join(target.split(".")[:2]), ".".join(whole.split(".")[:2])}
        numbers = {i["number"] for s in form_b(pack) for i in s["items"] if i["id"] in gone}

        report, items = self.change(lambda rows: rows.__setitem__(slice(None), [r for r in rows if r["番号"] not in numbers]))
        self.assertFalse(gone & set(items))
        notes = "\n".join(report["notes"])
        for word in (gate["id"], named["id"], target, whole):
            self.assertIn(word, notes)
        self.assertEqual({i["id"] for i in report["items"] if i["state"] == "dropped"}, gone)
        rules = {r["id"]: r for r in load(self.out)["rules"]}
        self.assertNotIn(target, rules[named["id"]]["params"]["prompts"])
        self.assertNotIn(whole, json.dumps(load(self.out), ensure_ascii=False))

    def test_items_only(self):
        """A sheet without prompts keeps today's."""
        pack = load(IRYO)
        rows = [r for r in rows_of(pack) if r["first"]]
        required = {i["number"]: i["required"] for s in form_b(pack) for i in s["items"]}
        for row in rows:
            row["必須/選択"] = REQUIRED[required[row["番号"]]]
        self.take(self.sheet(rows, columns=("番号", "項目", "大分類", "中分類", "必須/選択")), "--scheme", "iryo", "--revision", "2030")
        self.lint()
        self.assertEqual(told(load(self.out)), told(pack))


class Refused(Import):
    HEAD = ["番号", "大分類", "項目", "記述内容", "必須/選択"]

    def rows(self, *rows, head=None):
        book = openpyxl.Workbook()
        for row in [head or self.HEAD, *rows]:
            book.active.append(list(row))
        book.save(self.path("a.xlsx"))
        return self.path("a.xlsx")

    def refuse(self, path, says, *args):
        result = self.fails(2, "scheme", "import", path, self.out, "--scheme", "iryo", *(args or ("--revision", "2030")), says=says)
        self.assertIn(os.path.basename(path), result.err)
        self.assertFalse(os.path.exists(self.out))

    def test_cells(self):
        good = [1, "人材", "経営者", "氏名", "必須"]
        for row, says in (([2, "", "代表者", "氏名", ""], "E3"), ([2, "", "代表者", "氏名", "△"], "E3"), ([2, "", "", "氏名", "必須"], "C3"),
                          ([1, "", "代表者", "氏名", "必須"], "C3"), (["1-2", "", "代表者", "氏名", "必須"], "A3"),
                          (["", "", "代表者", "氏名", "必須"], "A3"), ([2, "", "=1/0", "氏名", "必須"], "C3")):
            self.refuse(self.rows(good, row), says)
        self.refuse(self.rows(good, [2, "", "代表者", "氏名", "選択"], [1, "", "経営者", "経歴", "選択"]), "A4")
        self.refuse(self.rows(good, head=["番号", "大分類", "名前", "記述内容", "必須/選択"]), "項目")
        self.refuse(self.rows(), "項目")

    def test_too_many(self):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["番号", "項目", "必須/選択"])
        for i in range(5002):
            sheet.append([i + 1, "項目%d" % i, "選択"])
        book.save(self.path("many.xlsx"))
        self.refuse(self.path("many.xlsx"), "5000")

    def test_files(self):
        pack = load(IRYO)
        path = self.sheet(rows_of(pack))
        book = openpyxl.load_workbook(path)
        book.copy_worksheet(book.active).title = "写し"
        book.create_sheet("表紙")
        book.save(self.path("two.xlsx"))
        self.refuse(self.path("two.xlsx"), "写し")
        self.refuse(self.path("two.xlsx"), "開示項目", "--sheet", "無い", "--revision", "2030")
        self.refuse(self.path("two.xlsx"), "項目", "--sheet", "表紙", "--revision", "2030")
        self.refuse(self.path("no.xlsx"), "no.xlsx")
        self.refuse(self.write("a.csv", "番号,項目,必須/選択\n1,経営者,必須\n"), "改定", "--source", "様式")
        self.refuse(path, "2030-13", "--revision", "2030-13")
        self.take(self.path("two.xlsx"), "--scheme", "iryo", "--sheet", "写し", "--revision", "2030")
        self.fails(2, "scheme", "import", path, self.out, "--scheme", "iryo", "--revision", "2030", says="out.json")
        self.fails(2, "scheme", "import", path, self.path("no/out.json"), "--scheme", "iryo", says="out.json")
        self.fails(2, "scheme", "import", path, "--scheme", "iryo")
        self.fails(2, "scheme", "import", path, self.out, "--add", "--scheme", "iryo")
        self.fails(2, "scheme", "import", self.rows([1, "", "うちの項目", "", "必須"]), self.path("x.json"), "--revision", "2030", says="制度")

    def test_damage(self):
        with open(self.sheet(rows_of(load(IRYO))), "rb") as file:
            data = file.read()
        for i in range(50):
            path = self.path("cut.xlsx")
            with open(path, "wb") as file:
                file.write(data[:len(data) * i // 50])
            self.refuse(path, "cut.xlsx")


class Library(Import):
    def add(self, rows, *args):
        return kaiji_cli.run("scheme", "import", self.sheet(rows), "--add", "--scheme", "iryo", *args)

    def specs(self):
        return {(s["id"], s["revision"]): s for s in self.ok("scheme", "list", "--json").json()}

    def test_add(self):
        rows = [r for r in rows_of(load(IRYO)) if r["番号"] != 19]
        before = self.specs()
        self.assertEqual(self.add(rows, "--revision", "2030-04-01").status, 0)
        after = self.specs()
        self.assertEqual(set(after) - set(before), {("iryo", "2030-04-01")})
        self.assertEqual(after["iryo", "2030-04-01"]["items"], before["iryo", "2022-04-01"]["items"] - 1)
        # New cases take the newest that the office took in; cases name their revision.
        self.new()
        self.assertEqual(self.ok("case", "show", self.case, "--json").json()["scheme"], "iryo@2030-04-01")
        self.assertEqual([after["iryo", r]["in_use"] for r in ("2022-04-01", "2030-04-01")], [False, True])
        seen = self.ok("scheme", "import", self.sheet(rows), self.out, "--revision", "2032", "--json").json()
        self.assertEqual((seen["scheme"], seen["today"], seen["items"]), ("iryo", "2030-04-01", []))
        self.ok("scheme", "show", "iryo@2022-04-01")
        self.assertEqual(self.add(rows, "--revision", "2031").status, 0)
        self.assertEqual(self.ok("scheme", "show", "iryo", "--json").json()["revision"], "2031")
        # Not by accident, and never in place of what is installed.
        again = self.add(rows, "--revision", "2031")
        self.assertEqual(again.status, 2)
        self.assertIn("2031.json", again.err)
        self.assertEqual(self.add(rows_of(load(IRYO)), "--revision", "2031", "--overwrite").status, 0)
        self.assertEqual(self.specs()["iryo", "2031"]["items"], before["iryo", "2022-04-01"]["items"])
        clash = self.add(rows, "--revision", "2022-04-01", "--overwrite")
        self.assertEqual(clash.status, 2)
        self.assertIn("iryo@2022-04-01", clash.err)

    def test_bad_packs(self):
        """A pack of the office that is no good is told; the others work."""
        folder = os.path.join(self.user, "schemes", "iryo")
        os.makedirs(folder)
        before = set(self.specs())
        with open(os.path.join(folder, "2040.json"), "w", encoding="utf-8") as file:
            file.write("{}")
        with open(os.path.join(folder, "2022-04-01.json"), "w", encoding="utf-8") as file:
            json.dump(load(IRYO), file)
        listed = self.ok("scheme", "list", "--json")
        self.assertEqual({(s["id"], s["revision"]) for s in listed.json()}, before)
        self.assertIn("2040.json", listed.err)
        self.assertIn("iryo@2022-04-01", listed.err)
        self.assertEqual(self.ok("scheme", "show", "iryo", "--json").json()["revision"], "2022-04-01")
        self.fails(2, "scheme", "show", "iryo@2040", says="2040.json")


if __name__ == "__main__":
    kaiji_cli.main()

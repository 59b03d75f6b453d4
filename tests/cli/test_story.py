#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole application by the command line alone: from nothing to ready, and back."""
import json

from kaiji_cli import TODAY, Case, main, run, sample_pdf

# What a made-up provider says where the kind alone does not tell.
SPECIAL = {
    "A.kind": "新規", "A.application_date": TODAY, "A.revoked": "無し", "A.provider_form": "法人",
    "A.representative_authority": "有り", "A.existence_kind": "登記簿謄本", "A.existence_form": "原本",
    "A.contracts_with_users": "有り", "A.agents_used": "無し", "A.outsourced": "無し", "A.unit_integrated": "無し",
    "A.unit_levels": "無し", "A.applicant_role": "提供元",
}
BY_KIND = {
    "date": "2024年4月15日", "year": "2024年", "yes_no": "有り", "yes_no_detail": "有り、見本の説明です。", "number_unit": "99.9%",
    "integer": "36", "money": "209,716,524円", "duration": "12か月", "corporate_number": "1180301018771",
    "url": "https://www.example.co.jp/", "tel": "03-0000-0000", "email": "mihon@example.co.jp", "postcode": "100-0000",
}


def answer_for(prompt):
    if prompt["id"] in SPECIAL:
        return SPECIAL[prompt["id"]]
    if prompt["kind"] in BY_KIND:
        return BY_KIND[prompt["kind"]]
    if prompt["options"]:
        return prompt["options"][0]
    return "見本の回答です。"


def complete_answers(scheme):
    """An answer to every prompt that must be answered."""
    return {p["id"]: answer_for(p) for p in scheme["prompts"]
            if p["required"] == "always" or p["id"] in SPECIAL or (p["required"] == "when" and p["form"] == "B")}


class Story(Case):
    def test_from_nothing_to_ready(self):
        scheme = run("scheme", "show", "iryo", "--json").json()
        self.new()
        answers = self.write("answers.json", json.dumps({"scheme": "iryo", "answers": complete_answers(scheme)}))
        self.ok("case", "import", self.case, answers)
        report = self.check()
        self.assertFalse(report["ready"])
        self.assertEqual(report["scheme"], "iryo@2022-04-01")
        self.assertEqual(report["required"]["answered"], report["required"]["total"])
        self.assertEqual({x["rule"] for x in report["findings"] if x["severity"] == "block"} - {"D8"}, {"D4"})

        added = self.ok("evidence", "add", self.case, sample_pdf("company.pdf"), "--name", "会社案内").out.strip()
        self.assertEqual(added, "E1")
        registry = self.ok("evidence", "add", self.case, sample_pdf("registry.pdf"), "--kind", "registry").out.strip()
        self.assertEqual(registry, "E2")
        self.ok("evidence", "cite", self.case, "A.existence_doc", registry, "--page", "1")
        # Every item that needs evidence: the whole item is cited once.
        items = {x["id"].rsplit(".", 1)[0] for x in self.check()["findings"] if x["rule"] in ("D4", "D5")}
        for item in sorted(items):
            self.ok("evidence", "cite", self.case, item, added, "--page", "3")
        self.assertEqual(self.blocking(), [])
        self.ok("check", self.case, "--today", TODAY)
        self.ready_and_back(scheme)

    def ready_and_back(self, scheme):
        # One required answer less: one finding.
        text = self.ok("case", "get", self.case, "iryo.002.1").out
        self.ok("case", "set", self.case, "iryo.002.1", "")
        self.assertEqual(self.blocking(), [("D3", "iryo.002.1")])
        self.assertEqual(self.ok("case", "get", self.case, "iryo.002.1").out, "\n")
        self.ok("case", "undo", self.case)
        self.assertEqual(self.ok("case", "get", self.case, "iryo.002.1").out, text)
        self.assertEqual(self.blocking(), [])

        # No citation: D4. "None" waives it, but a gate is not met then.
        gate = next(p for p in scheme["prompts"] if p["id"] == "iryo.022.1")
        self.assertEqual(gate["gate"], "measure")
        self.ok("evidence", "uncite", self.case, "iryo.022", "1")
        self.assertEqual(self.blocking(), [("D4", "iryo.022.1")])
        self.ok("case", "set", self.case, "iryo.022.1", "実施なし")
        self.assertEqual(self.blocking(), [("R2", "iryo.022.1")])

        # Where there is no gate nothing blocks.
        plain = next(p["id"] for p in scheme["prompts"] if p["kind"] == "yes_no_detail" and p["form"] == "B"
                     and not p["gate"] and p["required"] == "always")
        self.ok("case", "undo", self.case)
        self.ok("case", "undo", self.case)
        self.assertEqual(self.blocking(), [])
        item = plain.rsplit(".", 1)[0]
        self.ok("evidence", "uncite", self.case, item, "1")
        self.assertIn(("D4", plain), self.blocking())
        for other in scheme["prompts"]:
            if other["item"] == item:
                self.ok("case", "set", self.case, other["id"], "実施なし")
        self.assertNotIn(("D4", plain), self.blocking())

    def test_undo_redo_log(self):
        self.new()
        self.fails(1, "case", "undo", self.case)
        self.ok("case", "set", self.case, "A.service_name", "見本クラウド")
        self.ok("case", "set", self.case, "A.service_name", "𡌶の見本⼟")
        self.ok("case", "undo", self.case)
        self.assertEqual(self.ok("case", "get", self.case, "A.service_name").out, "見本クラウド\n")
        self.ok("case", "redo", self.case)
        self.assertEqual(self.ok("case", "get", self.case, "A.service_name").out, "𡌶の見本⼟\n")
        self.fails(1, "case", "redo", self.case)
        log = self.ok("case", "log", self.case, "--json").json()
        self.assertEqual(log, sorted(log, key=lambda x: -x["seq"]))
        self.assertEqual({x["key"] for x in log}, {"A.service_name"})
        self.assertEqual(log[-1]["after"], "見本クラウド")
        self.assertIsNone(log[-1]["before"])
        for entry in log:
            self.assertEqual({"seq", "step", "at", "who", "label", "undone", "kind", "key", "before", "after"},
                             set(entry))

    def test_undo_and_redo_name_their_step(self):
        self.new()
        ids = ["iryo.001.1", "iryo.002.1", "A.service_name"]
        for id in ids:
            self.ok("case", "set", self.case, id, "一")

        def step(which):
            out = self.ok("case", which, self.case, LANGUAGE="en").out
            word, _, rest = out.partition(": ")
            self.assertEqual(word, {"undo": "Undone", "redo": "Redone"}[which])
            return rest[rest.index("(") + 1:rest.rindex(")")]

        self.assertEqual([step("undo") for _ in ids], ids[::-1])
        self.fails(1, "case", "undo", self.case, says="there is nothing to undo.", LANGUAGE="en")
        self.assertEqual([step("redo") for _ in ids], ids)
        self.fails(1, "case", "redo", self.case, says="there is nothing to redo.", LANGUAGE="en")
        # Once more: what was undone, done again and undone is no other step.
        self.assertEqual([step("undo"), step("undo"), step("redo")], [ids[2], ids[1], ids[1]])
        # A new edit drops what could be done again; the step that was dropped is not named later.
        self.ok("case", "set", self.case, "iryo.003.1", "二")
        self.assertEqual([step("undo"), step("redo")], ["iryo.003.1", "iryo.003.1"])
        self.fails(1, "case", "redo", self.case, says="there is nothing to redo.", LANGUAGE="en")


if __name__ == "__main__":
    main()

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/date.h"
#include "core/finding.h"
#include "core/verified.h"

G_BEGIN_DECLS

/* A scheme (制度) is data. All structures below are read-only to users and live as long as the
 * #KaijiScheme that they were got from; all strings are UTF-8, never NULL unless said. */

typedef struct _KaijiScheme KaijiScheme;
typedef struct _KaijiSection KaijiSection;
typedef struct _KaijiItem KaijiItem;
typedef struct _KaijiPrompt KaijiPrompt;
typedef struct _KaijiRule KaijiRule;
typedef struct _KaijiCondition KaijiCondition;

#define KAIJI_SCHEME_ERROR (kaiji_scheme_error_quark ())
GQuark kaiji_scheme_error_quark (void);

/**
 * KaijiSchemeError:
 * @KAIJI_SCHEME_ERROR_PARSE: no JSON, or no JSON of a pack (message: file, line)
 * @KAIJI_SCHEME_ERROR_INVALID: a pack that breaks a rule of the format (message: file, JSON path)
 * @KAIJI_SCHEME_ERROR_UNKNOWN: no such scheme or revision
 */
typedef enum
{
  KAIJI_SCHEME_ERROR_PARSE,
  KAIJI_SCHEME_ERROR_INVALID,
  KAIJI_SCHEME_ERROR_UNKNOWN,
} KaijiSchemeError;

/**
 * KaijiKind: what sort of answer a prompt takes; decides the control and the reading, never
 * whether a text is accepted.
 */
typedef enum
{
  KAIJI_KIND_TEXT,  /* one or more lines, counted */
  KAIJI_KIND_PROSE, /* multi-line text; D1 applies */
  KAIJI_KIND_DATE,
  KAIJI_KIND_YEAR,
  KAIJI_KIND_YES_NO,        /* 有り / 無し (Form A) */
  KAIJI_KIND_YES_NO_DETAIL, /* 有り / 無し / 実施なし / 開示なし, with detail (Form B) */
  KAIJI_KIND_CHOICE,
  KAIJI_KIND_NUMBER_UNIT,
  KAIJI_KIND_INTEGER,
  KAIJI_KIND_MONEY,
  KAIJI_KIND_DURATION,
  KAIJI_KIND_CORPORATE_NUMBER,
  KAIJI_KIND_URL,
  KAIJI_KIND_TEL,
  KAIJI_KIND_EMAIL,
  KAIJI_KIND_POSTCODE,
  KAIJI_KIND_IMAGE_OR_TEXT,
  KAIJI_KIND_EVIDENCE, /* answered by citations on the field */
  KAIJI_KIND_TABLE,    /* JSON array of objects */
  KAIJI_KIND_DERIVED,  /* computed, shown, never typed */
} KaijiKind;

/**
 * KaijiAnswerClass: what a whole answer says, after NFKC and trim, by the pack's words.
 */
typedef enum
{
  KAIJI_ANSWER_UNSET,
  KAIJI_ANSWER_YES,  /* 有り … (first word) */
  KAIJI_ANSWER_NO,   /* 無し … with further text behind it: says no, but is not class none */
  KAIJI_ANSWER_NONE, /* the whole answer is 実施なし, 無し, なし, 該当なし … */
  KAIJI_ANSWER_UNDISCLOSED, /* the whole answer is 開示なし … (also counts as none for D5 and R2) */
  KAIJI_ANSWER_TENTATIVE, /* 予定, 検討中 … (human, R2) */
  KAIJI_ANSWER_OTHER,
} KaijiAnswerClass;

typedef enum
{
  KAIJI_GATE_NONE,
  KAIJI_GATE_MEASURE, /* no measure -> 非認定 */
  KAIJI_GATE_MINIMUM, /* number at or under the minimum -> 非認定; minimum may be unset */
} KaijiGate;

/**
 * KaijiScope: whose an answer is.
 * @KAIJI_SCOPE_SERVICE: one service's
 * @KAIJI_SCOPE_COMPANY: the company's: the same in the case of each service of it
 * @KAIJI_SCOPE_APPLICATION: of one application (its kind, date, numbers): not taken to another
 */
typedef enum
{
  KAIJI_SCOPE_SERVICE,
  KAIJI_SCOPE_COMPANY,
  KAIJI_SCOPE_APPLICATION,
} KaijiScope;

typedef enum
{
  KAIJI_REQUIRED_NEVER,
  KAIJI_REQUIRED_ALWAYS,
  KAIJI_REQUIRED_WHEN, /* when @condition holds */
} KaijiRequired;

typedef enum
{
  KAIJI_CONDITION_ALL,
  KAIJI_CONDITION_ANY,
  KAIJI_CONDITION_NOT,
  KAIJI_CONDITION_IS,  /* the answer of @id is one of @words (compared after NFKC and trim) */
  KAIJI_CONDITION_YES, /* the answer of @id reads as yes */
  KAIJI_CONDITION_NO,  /* the answer of @id reads as no */
  KAIJI_CONDITION_SET, /* @id is answered */
} KaijiConditionOp;

struct _KaijiCondition
{
  KaijiConditionOp op;
  const char *id;      /* (nullable) */
  char **words;        /* (nullable) */
  GPtrArray *children; /* (nullable) KaijiCondition */
};

typedef struct
{
  const char *key;   /* key in the JSON object of a row */
  const char *label; /* Japanese */
  KaijiKind kind;
  char **options; /* (nullable) */
} KaijiColumn;

/**
 * KaijiPrompt: (設問 / 欄)
 *
 * One thing that is asked: a prompt of Form B ("iryo.022.1") or a field of Form A ("A.kind").
 */
struct _KaijiPrompt
{
  const char *id;   /* interned */
  guint index;      /* position in the scheme's list of prompts */
  KaijiItem *item;  /* the item it belongs to (a Form A field: its own item) */
  const char *text; /* 設問 / 欄名 */
  KaijiKind kind;
  KaijiRequired required;
  KaijiCondition *condition; /* (nullable) for REQUIRED_WHEN */
  KaijiCondition *visible;   /* (nullable) shown only when it holds; NULL = always */
  gboolean blocking;  /* a missing required answer blocks (else warns); assumed never blocks */
  char **units;       /* (nullable) */
  char **options;     /* (nullable) choices; of a date or number: words taken in its place */
  GPtrArray *columns; /* (nullable) KaijiColumn, for tables */
  guint max_chars;    /* 0 = none; only warns */
  guint digits;       /* 0 = none */
  const char *hint;   /* 記入のしかた, "" for none */
  const char *source; /* clause or page, "" for none */
  KaijiVerified verified;
  KaijiGate gate;
  const char *gate_unit;    /* "" */
  const char *gate_source;  /* clause of the gate, "" */
  const char *gate_wording; /* the document's wording, "" */
  gboolean
      gate_no_is_human; /* an answer of class none asks a person instead of blocking (委託 無し) */
  KaijiCondition
      *gate_human_when;    /* (nullable) @gate_no_is_human only while it holds; NULL = always */
  char **gate_human_words; /* (nullable) words in the answer that ask a person (「等」…) */
  gboolean citable;        /* Form B, or a field of kind evidence */
  KaijiScope scope;        /* whose the answer is */
  char **follows; /* (nullable) prompts in other tables that ask the same; fields: TABLE.A.field */
};

/**
 * KaijiItem: (項目)
 */
struct _KaijiItem
{
  const char *id; /* "iryo.022"; a Form A field's item has the field's own id */
  guint number;   /* number shown, from 1; 0 in Form A */
  KaijiSection *section;
  const char *category; /* 中分類, heading above the first item of a run */
  const char *name;
  gboolean required;
  gboolean gate; /* 要件 */
  KaijiVerified verified;
  const char *source;
  const char *note;      /* "" */
  const char *copy_from; /* "" or id of a prompt that asks nearly the same: offer to copy */
  char **follows;        /* (nullable) ids of items in other tables that are the same */
  GPtrArray *prompts;    /* KaijiPrompt */
};

/**
 * KaijiSection: (区分)
 */
struct _KaijiSection
{
  const char *id; /* "A.kind-of…", "B.01" …, unique in the scheme */
  const char *name;
  gboolean form_a;
  KaijiScope scope; /* a field or item of it may differ */
  GPtrArray *items; /* KaijiItem, in form order */
};

/**
 * KaijiRule: one row of the scheme's rules; @kind names the evaluator, @params what it needs.
 */
struct _KaijiRule
{
  const char *id;   /* "D4" */
  const char *kind; /* evaluator, see src/rules */
  KaijiSeverity severity;
  const char *field;   /* id the finding hangs on when the rule is not per prompt, "" */
  const char *message; /* Japanese template; {name} … are filled in */
  const char *advice;  /* Japanese template */
  const char *source;
  KaijiVerified verified;
  GVariant *params;     /* (nullable) a{sv} */
  GHashTable *variants; /* (nullable) name -> KaijiRule: other message/severity of the same rule */
};

/**
 * KaijiFee: (手数料) yen.
 */
typedef struct
{
  const char *id; /* "new", "renewal", "reissue", "new-reduced" */
  const char *name;
  gint64 net_yen;
  gint64 tax_yen;
  const char *source;
  const char *note; /* "" */
} KaijiFee;

/**
 * KaijiProvision: one of a numbered list that a document states: a ground for revocation
 * (取消しの事由), a condition of one unit (申請単位の条件).
 */
typedef struct
{
  const char *number; /* as printed: "①", "(9)" */
  const char *text;   /* as in the document */
  const char *field;  /* the field of Form A that asks for it, "" */
  const char *source;
  KaijiVerified verified;
} KaijiProvision;

/**
 * KaijiServiceClass: (ASP・SaaSの区分, 別表2)
 */
typedef struct
{
  const char *group;
  const char *name; /* as it is chosen in a form */
  const char *summary;
  const char *work;     /* 対象業務 */
  const char *examples; /* サービス例, "" */
  const char *source;
  KaijiVerified verified;
} KaijiServiceClass;

/**
 * KaijiMinimum: a value that no document states: @set FALSE = 未設定.
 */
typedef struct
{
  gboolean set;
  double value;
  const char *unit;
  const char *source;       /* clause that demands it */
  const char *reading_text; /* the two readings at equality, Japanese */
} KaijiMinimum;

/**
 * KaijiReading: one way to read what the documents leave open.
 */
typedef struct
{
  const char *value; /* as it would stand in the setting */
  const char *text;  /* Japanese */
  const char *source;
} KaijiReading;

/**
 * KaijiChoice: what an office lays down for a setting, with its own source (see overlay.h).
 */
typedef struct
{
  const char *value;
  const char *source; /* never "" */
  const char *by;     /* who entered it, "" */
  const char *at;     /* when, ISO 8601, "" */
} KaijiChoice;

/**
 * KaijiSettingType: what a choice for a setting must look like.
 */
typedef enum
{
  KAIJI_SETTING_TEXT,
  KAIJI_SETTING_INTEGER,
  KAIJI_SETTING_DATE,        /* a day, month or year */
  KAIJI_SETTING_LIST,        /* phrases, one a line */
  KAIJI_SETTING_READING,     /* the value of one of the readings */
  KAIJI_SETTING_NUMBER_UNIT, /* a number with one of the units */
} KaijiSettingType;

/**
 * KaijiSetting: a value of the scheme that is no item, rule or fee. Where no document states it,
 * it is unset (未設定): @value is "", @provisional is what a draft may show meanwhile, always with
 * all @readings beside it. Where an office has chosen, @set, @value, @values and @source are those
 * of the @choice, and what the pack states is in @stated.
 *
 * Besides those that a pack lists there is one for each gate with a minimum:
 * "minimum.<prompt id>".
 */
typedef struct
{
  const char *key; /* dotted */
  gboolean set;
  const char *value;       /* "" when unset; phrases of a list are joined by newlines */
  char **values;           /* (nullable) the phrases */
  const char *provisional; /* "" */
  const char *source;      /* "" */
  KaijiVerified verified;  /* of what the pack states */
  const char *note;        /* "" */
  GPtrArray *readings;     /* (nullable) KaijiReading */
  KaijiSettingType type;
  char **units;              /* (nullable) of a number: the first is taken when none is typed */
  gboolean choosable;        /* an office may choose: not stated, unverified, or several readings */
  const KaijiChoice *choice; /* (nullable) */
  const char *stated;        /* the pack's own value, "" */
  const char *stated_source; /* "" */
} KaijiSetting;

/**
 * KaijiDocument: (資料) what the short name in a source ("概要 4(4)ア") stands for.
 */
typedef struct
{
  const char *short_name;
  const char *title;
  const char *date;      /* "" */
  const char *publisher; /* "" */
} KaijiDocument;

/**
 * KaijiSchemeCounts: of Form B.
 */
typedef struct
{
  guint items, required, optional, gate, prompts;
  guint unverified; /* items */
} KaijiSchemeCounts;

/**
 * KaijiSchemeProblem: what is wrong in a pack, and where.
 */
typedef struct
{
  KaijiSchemeError code;
  char *file;
  char *path;    /* JSON path: "$.sections[3].items[2].prompts[0].kind" */
  char *message; /* in the user's language */
} KaijiSchemeProblem;

void kaiji_scheme_problem_free (KaijiSchemeProblem *problem);
/* "FILE: PATH: MESSAGE" */
char *kaiji_scheme_problem_to_string (const KaijiSchemeProblem *problem) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the pack at @path and tells all that is wrong in it; a pack with a problem is not loaded.
 * Returns: (transfer full) (element-type KaijiSchemeProblem): empty for a good pack */
GPtrArray *kaiji_scheme_lint (const char *path) G_GNUC_WARN_UNUSED_RESULT;

KaijiScheme *kaiji_scheme_load_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @path: what it is called in messages; @text: a pack that is no file yet */
KaijiScheme *kaiji_scheme_load_text (const char *path,
                                     const char *text,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
KaijiScheme *kaiji_scheme_ref (KaijiScheme *self);
void kaiji_scheme_unref (KaijiScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiScheme, kaiji_scheme_unref)

const char *kaiji_scheme_get_id (KaijiScheme *self);
const char *kaiji_scheme_get_path (KaijiScheme *self);  /* the file of the pack */
const char *kaiji_scheme_get_table (KaijiScheme *self); /* prefix of the item ids */
const char *kaiji_scheme_get_revision (KaijiScheme *self);
const char *kaiji_scheme_get_name (KaijiScheme *self); /* 医療情報ASP・SaaS */
gboolean kaiji_scheme_is_in_use (KaijiScheme *self);
/* A text of the pack by its dotted key: "guideline.name", "body.name", "desk.name",
 * "certificate.sentence", "number.identifier" …; "" when the pack does not state it (未設定). */
const char *kaiji_scheme_get_text (KaijiScheme *self, const char *key);
const char *kaiji_scheme_get_text_source (KaijiScheme *self, const char *key);
int kaiji_scheme_get_int (KaijiScheme *self, const char *key, int fallback);
char **kaiji_scheme_get_words (KaijiScheme *self, const char *key); /* (nullable) (transfer none) */

/* (nullable): NULL when the pack does not know the key */
const KaijiSetting *kaiji_scheme_get_setting (KaijiScheme *self, const char *key);
GPtrArray *kaiji_scheme_get_settings (KaijiScheme *self); /* KaijiSetting, in the pack's order */
/* What of the office's choices could not be taken, as sentences; empty when all is well. */
/* Takes what is set from @newer, the same revision with other choices of the office: what holds on
 * to this scheme need not be made anew. Thread: the one that uses it. */
void kaiji_scheme_take_settings (KaijiScheme *self, KaijiScheme *newer);
GPtrArray *kaiji_scheme_get_overlay_problems (KaijiScheme *self); /* char * */
GPtrArray *kaiji_scheme_get_documents (KaijiScheme *self);        /* KaijiDocument */
const KaijiSchemeCounts *kaiji_scheme_get_counts (KaijiScheme *self);

GPtrArray *kaiji_scheme_get_sections (KaijiScheme *self); /* KaijiSection, A then B */
GPtrArray *kaiji_scheme_get_items (KaijiScheme *self);    /* KaijiItem, A then B, form order */
GPtrArray *kaiji_scheme_get_prompts (KaijiScheme *self);  /* KaijiPrompt, A then B, form order */
GPtrArray *kaiji_scheme_get_rules (KaijiScheme *self);    /* KaijiRule */
GPtrArray *kaiji_scheme_get_fees (KaijiScheme *self);     /* KaijiFee */
/* Empty where no document states them (未設定). */
GPtrArray *kaiji_scheme_get_grounds (KaijiScheme *self);         /* KaijiProvision: revocation */
GPtrArray *kaiji_scheme_get_unit_conditions (KaijiScheme *self); /* KaijiProvision */
GPtrArray *kaiji_scheme_get_classes (KaijiScheme *self);         /* KaijiServiceClass: 別表2 */
const KaijiMinimum *kaiji_scheme_get_minimum (KaijiScheme *self);
/* The minimum of one prompt: an office's choice, else the pack's. Returns: whether the pack knows
 * of a minimum at all; @minimum->set tells whether it has a value. */
gboolean kaiji_scheme_get_prompt_minimum (KaijiScheme *self,
                                          KaijiPrompt *prompt,
                                          KaijiMinimum *minimum,
                                          const KaijiChoice **choice);
KaijiRule *kaiji_scheme_lookup_rule (KaijiScheme *self, const char *id); /* (nullable) */
KaijiItem *kaiji_scheme_lookup_item (KaijiScheme *self, const char *id);
KaijiPrompt *kaiji_scheme_lookup_prompt (KaijiScheme *self, const char *id);
/* Resolves what a person or a script typed: "iryo.022" -> its first prompt, "iryo.022.1",
 * "A.kind", with or without ".outsourced"/".withhold"/".reread"/".attachment" (the wording of the
 * attachments)/".attachment-basis" (@suffix: (out) (nullable), with its dot). */
KaijiPrompt *kaiji_scheme_resolve (KaijiScheme *self, const char *id, const char **suffix);
KaijiAnswerClass kaiji_scheme_classify (KaijiScheme *self, KaijiPrompt *prompt, const char *text);
/* Splits "有り、CISO 見本太郎" into word and detail. @word: (out) byte length of the word in @text,
 * @detail: (out) byte offset of the detail. Returns the option's index in the prompt's choices
 * (for YES_NO_DETAIL: the pack's choices), -1 when the text starts with none. */
int kaiji_scheme_split_choice (KaijiScheme *self,
                               KaijiPrompt *prompt,
                               const char *text,
                               gsize *word,
                               gsize *detail);
/* The words offered for a prompt: its options, or the pack's choices for yes/no kinds. */
char **kaiji_scheme_get_choices (KaijiScheme *self, KaijiPrompt *prompt);
/* yes/no answers of Form A and ".outsourced": 有り, あり, はい, yes, true … */
gboolean kaiji_scheme_reads_yes (KaijiScheme *self, const char *text);
gboolean kaiji_scheme_reads_no (KaijiScheme *self, const char *text);

const char *kaiji_kind_to_string (KaijiKind kind);             /* "yes_no_detail" */
const char *kaiji_verified_to_string (KaijiVerified verified); /* "document" */

/* All packs of the data directory; each loaded once, on demand. */
typedef struct _KaijiSchemeLibrary KaijiSchemeLibrary;
KaijiSchemeLibrary *kaiji_scheme_library_new (const char *dir) G_GNUC_WARN_UNUSED_RESULT;
void kaiji_scheme_library_free (KaijiSchemeLibrary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaijiSchemeLibrary, kaiji_scheme_library_free)
/* Where the office's own packs (ID/REVISION.json) and choices (see overlay.h) lie; choices are read
 * anew when they have changed. A pack of the office in use goes before the one that is installed;
 * one that cannot be used is left out and told by kaiji_scheme_library_get_problems().
 * (nullable): none are read, which is how a library begins. */
void kaiji_scheme_library_set_overlay_dir (KaijiSchemeLibrary *self, const char *dir);
const char *kaiji_scheme_library_get_overlay_dir (KaijiSchemeLibrary *self); /* (nullable) */
/* @spec: "ID" (the revision in use) or "ID@REV". Returns: (transfer full) */
KaijiScheme *kaiji_scheme_library_load (KaijiSchemeLibrary *self, const char *spec, GError **error);
/* Returns: (transfer full) (element-type KaijiScheme): all, sorted by id, then revision */
GPtrArray *kaiji_scheme_library_list (KaijiSchemeLibrary *self, GError **error);
/* Why packs of the office were left out so far, in the user's language (char *). */
GPtrArray *kaiji_scheme_library_get_problems (KaijiSchemeLibrary *self);
/* Whether the pack lies among the office's own ones. */
gboolean kaiji_scheme_library_is_own (KaijiSchemeLibrary *self, KaijiScheme *scheme);

G_END_DECLS

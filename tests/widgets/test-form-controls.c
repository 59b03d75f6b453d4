/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls of an answer: what they show, what they say when they are edited, and that showing
 * is no edit. */
#include "form-test.h"

#include "core/paths.h"
#include "widgets/choice-list.h"
#include "widgets/choice-row.h"
#include "widgets/date-entry.h"
#include "widgets/line-entry.h"
#include "widgets/number-entry.h"
#include "widgets/table-editor.h"
#include "widgets/text-box.h"

static KaijiScheme *scheme;

static KaijiPrompt *
find_prompt (KaijiKind kind)
{
  GPtrArray *prompts = kaiji_scheme_get_prompts (scheme);

  for (guint i = 0; i < prompts->len; i++)
    {
      KaijiPrompt *prompt = prompts->pdata[i];

      if (prompt->kind == kind && prompt->options == NULL)
        return prompt;
    }
  g_assert_not_reached ();
}

static GtkWidget *
new_text_box (void)
{
  return kaiji_text_box_new (0);
}

static GtkWidget *
new_line_entry (void)
{
  return kaiji_line_entry_new (GTK_INPUT_PURPOSE_FREE_FORM, 0);
}

static GtkWidget *
new_number_entry (void)
{
  return kaiji_number_entry_new ((const char *const[]){ "円", "千円", NULL }, 204);
}

static GtkWidget *
new_date_entry (void)
{
  return kaiji_date_entry_new ((KaijiDate){ 2026, 4, 1 });
}

static GtkWidget *
new_choice_row (void)
{
  return kaiji_choice_row_new (scheme, find_prompt (KAIJI_KIND_YES_NO_DETAIL));
}

static GtkWidget *
new_choice_list (void)
{
  return kaiji_choice_list_new ((const char *const[]){ "一", "二", NULL });
}

static GtkWidget *
new_table_editor (void)
{
  return kaiji_table_editor_new (find_prompt (KAIJI_KIND_TABLE)->columns, KAIJI_DATE_NONE);
}

typedef struct
{
  const char *name;
  GtkWidget *(*create) (void);
} Control;

static const Control controls[] = {
  { "text-box", new_text_box },         { "line-entry", new_line_entry },
  { "number-entry", new_number_entry }, { "date-entry", new_date_entry },
  { "choice-row", new_choice_row },     { "choice-list", new_choice_list },
  { "table-editor", new_table_editor },
};

/* Every text comes back as it was given, without an edit, and nothing is left behind. */
static void
test_any_text (gconstpointer data)
{
  static const char *const texts[] = { "有り\n見本",
                                       "有り、\u3000見本\n二行目 ",
                                       "無し",
                                       "209,716,524円(2021年10月期)",
                                       "令和6年4月15日",
                                       "[{\"name\":\"架空\",\"other\":\"x\"}]",
                                       "[1,2]",
                                       "𡌶⼠",
                                       "" };
  const Control *control = data;
  GtkWidget *widget = g_object_ref_sink (control->create ());
  KaijiEditor *editor = KAIJI_EDITOR (widget);
  guint edited = 0, notified = 0;

  g_signal_connect_swapped (editor, "edited", G_CALLBACK (test_count_cb), &edited);
  g_signal_connect_swapped (editor, "notify::text", G_CALLBACK (test_count_cb), &notified);
  g_assert_cmpstr (kaiji_editor_get_text (editor), ==, "");
  g_assert_false (kaiji_editor_is_composing (editor));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      kaiji_editor_set_text (editor, texts[i]);
      g_assert_cmpstr (kaiji_editor_get_text (editor), ==, texts[i]);
      g_assert_cmpuint (notified, ==, i + 1);
      kaiji_editor_set_text (editor, texts[i]);
      g_assert_cmpuint (notified, ==, i + 1);
    }
  kaiji_editor_set_text (editor, NULL);
  g_assert_cmpuint (notified, ==, G_N_ELEMENTS (texts));
  g_assert_cmpuint (edited, ==, 0);
  g_assert_finalize_object (widget);
}

static void
test_read_only (gconstpointer data)
{
  const Control *control = data;
  GtkWidget *widget = g_object_ref_sink (control->create ());
  guint notified = 0;

  g_signal_connect_swapped (widget, "notify::read-only", G_CALLBACK (test_count_cb), &notified);
  g_assert_false (kaiji_editor_get_read_only (KAIJI_EDITOR (widget)));
  kaiji_editor_set_read_only (KAIJI_EDITOR (widget), FALSE);
  g_assert_cmpuint (notified, ==, 0);
  kaiji_editor_set_read_only (KAIJI_EDITOR (widget), TRUE);
  g_assert_cmpuint (notified, ==, 1);
  kaiji_editor_set_text_by_user (KAIJI_EDITOR (widget), "x");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (widget)), ==, "");
  g_assert_finalize_object (widget);
}

/* Typing is one edit a change, and leaves GTK's own undo empty. */
static void
test_typing (gconstpointer data)
{
  const Control *control = data;
  GtkWidget *widget = g_object_ref_sink (control->create ());
  GtkWidget *where = test_find_text (widget);
  guint edited = 0;

  g_signal_connect_swapped (widget, "edited", G_CALLBACK (test_count_cb), &edited);
  test_type (widget, "36");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (widget)), ==, "36");
  g_assert_cmpuint (edited, ==, 1);
  if (GTK_IS_TEXT (where))
    g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (where)));
  else
    g_assert_false (
        gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (where))));
  g_assert_finalize_object (widget);
}

/* A change by other hands waits until the input method is done. */
static void
test_composing (gconstpointer data)
{
  const Control *control = data;
  GtkWidget *widget = g_object_ref_sink (control->create ());
  GtkWidget *where = test_find_text (widget);
  guint notified = 0;

  g_signal_connect_swapped (widget, "notify::composing", G_CALLBACK (test_count_cb), &notified);
  test_preedit (widget, "か");
  test_preedit (widget, "かい");
  g_assert_true (kaiji_editor_is_composing (KAIJI_EDITOR (widget)));
  g_assert_cmpuint (notified, ==, 1);
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "外から");
  if (GTK_IS_TEXT (where))
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (where)), ==, "");
  test_preedit (widget, "");
  g_assert_cmpuint (notified, ==, 2);
  if (GTK_IS_TEXT (where))
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (where)), ==, "外から");
  g_assert_finalize_object (widget);
}

typedef struct
{
  const char *name;
  const char *before;
  int choose;
  const char *after;
} Choose;

/* The pack's choices: 有り, 無し, 実施なし, 開示なし. */
static const Choose chooses[] = {
  { "first", "", 0, "有り" },
  { "keeps-detail", "有り\n見本 太郎", 1, "無し\n見本 太郎" },
  { "keeps-comma", "有り、見本 太郎", 2, "実施なし、見本 太郎" },
  { "keeps-brackets", "有り(CISO)", 3, "開示なし(CISO)" },
  { "same", "有り、x", 0, "有り、x" },
  { "another-word", "あり", 1, "無し" },
  { "no-word", "見本 太郎が担当", 0, "有り\n見本 太郎が担当" },
  { "away", "実施なし", -1, "" },
  { "away-keeps-detail", "有り\n見本", -1, "見本" },
};

static void
test_choose (gconstpointer data)
{
  const Choose *c = data;
  GtkWidget *widget = g_object_ref_sink (new_choice_row ());
  KaijiChoiceRow *row = KAIJI_CHOICE_ROW (widget);
  guint edited = 0;

  kaiji_editor_set_text (KAIJI_EDITOR (row), c->before);
  g_signal_connect_swapped (row, "edited", G_CALLBACK (test_count_cb), &edited);
  kaiji_choice_row_choose (row, c->choose);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (row)), ==, c->after);
  g_assert_cmpint (kaiji_choice_row_get_chosen (row), ==, c->choose);
  g_assert_cmpuint (edited, ==, g_str_equal (c->before, c->after) ? 0 : 1);
  g_assert_finalize_object (widget);
}

typedef struct
{
  const char *name;
  const char *before;
  const char *typed; /* at the end of the detail */
  const char *after;
} Detail;

static const Detail details[] = {
  { "new", "有り", "見本", "有り\n見本" },
  { "more", "有り\n見本", " 太郎", "有り\n見本 太郎" },
  { "comma", "有り、見本", " 太郎", "有り、見本 太郎" },
  { "no-word", "見本", " 太郎", "見本 太郎" },
};

static void
test_detail (gconstpointer data)
{
  const Detail *d = data;
  GtkWidget *widget = g_object_ref_sink (new_choice_row ());

  kaiji_editor_set_text (KAIJI_EDITOR (widget), d->before);
  test_type (widget, d->typed);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (widget)), ==, d->after);
  g_assert_finalize_object (widget);
}

/* A text that begins with no word has no radio, and stays as it is. */
static void
test_unknown_word (void)
{
  GtkWidget *widget = g_object_ref_sink (new_choice_row ());

  kaiji_editor_set_text (KAIJI_EDITOR (widget), "担当は見本");
  g_assert_cmpint (kaiji_choice_row_get_chosen (KAIJI_CHOICE_ROW (widget)), ==, -1);
  g_assert_nonnull (test_find_text (widget));
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "有り");
  g_assert_cmpint (kaiji_choice_row_get_chosen (KAIJI_CHOICE_ROW (widget)), ==, 0);
  g_assert_finalize_object (widget);
}

static void
test_number_reading (void)
{
  static const char *const cases[][2] = {
    { "36", "= 36" },
    { "5名", "= 5 名" },
    { "209,716,524円(2021年10月期)", "= 209,716,524 円" },
    { "16,859,430(千円)[2022年12月期]", "= 16,859,430,000 円" },
    { "国内69カ所", "= 69 カ所" },
    { "なし", "" },
  };
  GtkWidget *widget = g_object_ref_sink (new_number_entry ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      kaiji_editor_set_text (KAIJI_EDITOR (widget), cases[i][0]);
      g_assert_cmpstr (kaiji_number_entry_get_reading (KAIJI_NUMBER_ENTRY (widget)), ==,
                       cases[i][1]);
    }
  g_assert_finalize_object (widget);
}

static void
test_number_unit (void)
{
  GtkWidget *widget = g_object_ref_sink (new_number_entry ());
  KaijiNumberEntry *entry = KAIJI_NUMBER_ENTRY (widget);
  guint edited = 0;

  g_signal_connect_swapped (entry, "edited", G_CALLBACK (test_count_cb), &edited);
  kaiji_editor_set_text (KAIJI_EDITOR (entry), "500");
  kaiji_number_entry_choose_unit (entry, 0);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (entry)), ==, "500円");
  kaiji_number_entry_choose_unit (entry, 1);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (entry)), ==, "500千円");
  kaiji_editor_set_text (KAIJI_EDITOR (entry), "812,500(千円)[2026年9月期]");
  kaiji_number_entry_choose_unit (entry, 0);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (entry)), ==, "812,500(円)[2026年9月期]");
  g_assert_cmpuint (edited, ==, 3);
  g_assert_finalize_object (widget);
}

static char *
remark_cb (KaijiDate date, char **advice, gpointer data)
{
  *advice = g_strdup (date.day == 14 ? "別の日に" : "");
  return g_strdup (date.day == 14 ? "窓口休み" : "");
}

/* What is said of a day comes and goes with it; the text stays as typed. */
static void
test_date_remark (void)
{
  GtkWidget *widget = g_object_ref_sink (new_date_entry ());
  KaijiDateEntry *entry = KAIJI_DATE_ENTRY (widget);
  guint destroyed = 0;

  kaiji_editor_set_text (KAIJI_EDITOR (entry), "2026-02-14");
  kaiji_date_entry_set_remark_func (entry, remark_cb, &destroyed, (GDestroyNotify) test_count_cb);
  g_assert_cmpstr (kaiji_date_entry_get_reading (entry), ==, "窓口休み");
  g_assert_cmpstr (kaiji_date_entry_get_advice (entry), ==, "別の日に");
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (entry)), ==, "2026-02-14");
  kaiji_editor_set_text (KAIJI_EDITOR (entry), "2026-02-13");
  g_assert_cmpstr (kaiji_date_entry_get_reading (entry), ==, "令和8年2月13日 (金)");
  g_assert_cmpstr (kaiji_date_entry_get_advice (entry), ==, "");
  kaiji_editor_set_text (KAIJI_EDITOR (entry), "いつか");
  g_assert_cmpstr (kaiji_date_entry_get_advice (entry), ==, "");
  g_assert_finalize_object (widget);
  g_assert_cmpuint (destroyed, ==, 1);
}

static void
test_date (void)
{
  static const char *const cases[][2] = {
    { "2026-02-03", "2026-04-15" },
    { "2026年2月3日", "2026年4月15日" },
    { "令和8年2月3日", "令和8年4月15日" },
    { "2026/02/03", "2026-04-15" },
    { "いつか", "2026-04-15" },
  };
  GtkWidget *widget = g_object_ref_sink (new_date_entry ());
  KaijiDateEntry *entry = KAIJI_DATE_ENTRY (widget);

  kaiji_editor_set_text (KAIJI_EDITOR (entry), "2026-02-03");
  g_assert_cmpstr (kaiji_date_entry_get_reading (entry), ==, "令和8年2月3日 (火)");
  kaiji_editor_set_text (KAIJI_EDITOR (entry), "いつか");
  g_assert_cmpstr (kaiji_date_entry_get_reading (entry), ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      kaiji_editor_set_text (KAIJI_EDITOR (entry), cases[i][0]);
      kaiji_date_entry_pick (entry, (KaijiDate){ 2026, 4, 15 });
      g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (entry)), ==, cases[i][1]);
    }
  g_assert_finalize_object (widget);
}

static void
test_table (void)
{
  GtkWidget *widget = g_object_ref_sink (new_table_editor ());
  KaijiTableEditor *table = KAIJI_TABLE_EDITOR (widget);
  const KaijiColumn *first = find_prompt (KAIJI_KIND_TABLE)->columns->pdata[1];
  g_autofree char *one = g_strdup_printf ("[{\"%s\":\"架空\",\"zz\":\"残す\"}]", first->key);
  g_autofree char *two = g_strdup_printf ("[{\"%s\":\"架空社\",\"zz\":\"残す\"},{}]", first->key);
  guint edited = 0;

  kaiji_editor_set_text (KAIJI_EDITOR (table), one);
  g_signal_connect_swapped (table, "edited", G_CALLBACK (test_count_cb), &edited);
  g_assert_cmpuint (kaiji_table_editor_get_n_rows (table), ==, 1);
  g_assert_cmpstr (kaiji_editor_get_text (kaiji_table_editor_get_cell (table, 0, 1)), ==, "架空");
  test_type (GTK_WIDGET (kaiji_table_editor_get_cell (table, 0, 1)), "社");
  kaiji_table_editor_add_row (table);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (table)), ==, two);
  kaiji_table_editor_remove_row (table, 0);
  kaiji_table_editor_remove_row (table, 0);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (table)), ==, "");
  g_assert_cmpuint (edited, ==, 4);
  g_assert_finalize_object (widget);
}

static void
test_choice_list (void)
{
  GtkWidget *widget = g_object_ref_sink (new_choice_list ());
  GtkDropDown *drop_down = GTK_DROP_DOWN (gtk_widget_get_first_child (widget));
  guint edited = 0;

  g_signal_connect_swapped (widget, "edited", G_CALLBACK (test_count_cb), &edited);
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "三");
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 3);
  gtk_drop_down_set_selected (drop_down, 2);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (widget)), ==, "二");
  gtk_drop_down_set_selected (drop_down, 0);
  g_assert_cmpstr (kaiji_editor_get_text (KAIJI_EDITOR (widget)), ==, "");
  g_assert_cmpuint (edited, ==, 2);
  g_assert_finalize_object (widget);
}

/* The caret stays beside a change that comes from elsewhere (undo). */
static void
test_caret (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = new_text_box ();
  GtkWidget *view = test_find_text (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  int position;

  gtk_window_set_child (GTK_WINDOW (window), widget);
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "一二三四五");
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "一二五");
  g_object_get (buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 2);
  kaiji_editor_set_text (KAIJI_EDITOR (widget), "一二X五");
  g_object_get (buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_all (const char *topic, gboolean typed_only, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autofree char *path = g_strdup_printf ("/widgets/%s/%s", topic, controls[i].name);

      if (!typed_only || i < 4)
        g_test_add_data_func (path, &controls[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = NULL;
  g_autoptr (KaijiSchemeLibrary) library = NULL;
  g_autoptr (GPtrArray) schemes = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  dir = g_build_filename (kaiji_paths_get_data_dir (), "schemes", NULL);
  library = kaiji_scheme_library_new (dir);
  schemes = kaiji_scheme_library_list (library, NULL);
  scheme = schemes->pdata[0];
  add_all ("any-text", FALSE, test_any_text);
  add_all ("read-only", FALSE, test_read_only);
  add_all ("typing", TRUE, test_typing);
  add_all ("composing", TRUE, test_composing);
  for (guint i = 0; i < G_N_ELEMENTS (chooses); i++)
    {
      g_autofree char *path = g_strconcat ("/widgets/choice-row/choose/", chooses[i].name, NULL);

      g_test_add_data_func (path, &chooses[i], test_choose);
    }
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autofree char *path = g_strconcat ("/widgets/choice-row/detail/", details[i].name, NULL);

      g_test_add_data_func (path, &details[i], test_detail);
    }
  g_test_add_func ("/widgets/choice-row/unknown-word", test_unknown_word);
  g_test_add_func ("/widgets/number-entry/reading", test_number_reading);
  g_test_add_func ("/widgets/number-entry/unit", test_number_unit);
  g_test_add_func ("/widgets/date-entry/dates", test_date);
  g_test_add_func ("/widgets/date-entry/remark", test_date_remark);
  g_test_add_func ("/widgets/table-editor/rows", test_table);
  g_test_add_func ("/widgets/choice-list/words", test_choice_list);
  g_test_add_func ("/widgets/text-box/caret", test_caret);
  status = g_test_run ();
  return status;
}

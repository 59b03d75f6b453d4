# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever takes the keyboard has a name, and the name is Japanese, in every window."""
import re

from driver import Story, T, expect

# Hiragana, katakana, kanji, digits; names of things from outside are not translated.
READABLE = re.compile('[\u3040-\u30ff\u3400-\u9fff0-9]')
WORDS = {'FAX'}
# What GTK itself puts together: places that scroll, handles, the lines in a drop-down list.
STRUCTURE = re.compile('^(GtkScrolledWindow|GtkPaned|GtkListItemWidget)$')

with Story('names') as story:
    missing = []

    def look(program, frame, where):
        count = 0
        for node in program.tree.read(frame).walk():
            if not node.has('focusable') or not node.on_screen or node.role == 'scroll pane' \
                    or STRUCTURE.match(node.type):
                continue
            count += 1
            if not READABLE.search(node.name) and node.name not in WORDS:
                missing.append(f'{where}: {node} ({node.type}) {node.extents} in '
                               f'{[above.name or above.role for above in node.ancestors()][:4]}')
        story.step(f'{where}: {count}')
        expect(count > 0, f'something in {where} takes the keyboard')

    program = story.start()
    start = program.find('frame')
    look(program, start, 'start')
    for key, title in (('ctrl+n', 'New Case'), ('ctrl+comma', 'Preferences')):
        program.raise_window(start)
        program.key(key)
        window = program.find(None, T(title))
        look(program, window, title)
        program.raise_window(window)
        program.key('Escape')
        program.gone(None, T(title))
    program.raise_window(start)
    program.key('ctrl+b')
    window = program.find('frame', T('Schemes'))
    program.find('list item', re.compile('開示情報の日付'), within=window)
    for page in ('Items', 'Rules', 'Process', 'Dates', 'Differences', 'Time Line'):
        program.raise_window(window)
        program.key(f'ctrl+{("Items", "Rules", "Process", "Dates", "Differences", "Time Line").index(page) + 1}')
        program.find(('toggle button', 'push button', 'radio button'), T(page), within=window, state='pressed')
        look(program, window, page)
    program.raise_window(window)
    program.key('Escape')
    program.gone('frame', T('Schemes'))
    program.raise_window(start)
    program.key('ctrl+question')
    expect(program.find('frame', T('Keyboard shortcuts')), 'the keys have a title')
    program.key('Escape')
    program.gone('frame', T('Keyboard shortcuts'))
    program.raise_window(start)
    program.key('ctrl+q')
    program.wait_end()

    path = story.home.path('sample.kaiji')
    story.home.cli('sample', path)
    program = story.start(path)
    program.find('document text')
    frame = program.find('frame')
    look(program, frame, 'case')
    program.click(program.find('list item', re.compile(f'^{T("Form A")}')))

    def sections(*names):
        for name in names:
            program.click(program.find('list item', re.compile(f'^{re.escape(name)}(,|$)')))
            form = next(node for node in program.find('heading', name).ancestors()
                        if node.type == 'KaijiFormPane')
            look(program, form, name)

    sections('申請者', '実在の証明', '申請担当者', 'サービス', '代理店・委託', '統合・サービスレベル', '公表留保')
    program.click(program.find('list item', re.compile(f'^{T("Form B")}')))
    sections('事業所・事業', '人材', '財務状況', 'サービス基本特性', 'ハウジング(サーバ設置場所)')
    program.click(program.find('push button', T('Evidence')))
    program.find('push button', T('Turn to the right'))
    look(program, frame, 'evidence')
    expect(not missing, 'names:\n' + '\n'.join(missing))

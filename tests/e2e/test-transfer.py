# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of another scheme's case are taken over: the plan, its names, one step, one undo."""
import re

from driver import Story, T, expect, wait

READABLE = re.compile('[\u3040-\u30ff\u3400-\u9fff0-9]')
STRUCTURE = re.compile('^(GtkScrolledWindow|GtkListItemWidget)$')

with Story('transfer') as story:
    home = story.home
    full, source, path = home.path('full.kaiji'), home.path('source.kaiji'), home.path('new.kaiji')
    home.cli('sample', full, '--complete')
    home.cli('case', 'transfer', full, 'asp-saas@2007-11-27', source)
    home.cli('case', 'new', '--scheme', 'iryo', path)
    wanted = home.answer(source, 'asp-saas.006.1')
    program = story.start(path)
    frame = program.find('frame')

    story.step('the other case is chosen')
    program.menu(program.find('push button', T('Menu')), T('_Take Over Answers From Another Case…'))
    program.choose_file(T('Case to Take Over From'), source)
    title = T('Take Over Answers From Another Case')
    window = program.find(None, title)
    program.find('check box', re.compile(f'^{re.escape(T("Take over: %s").split("%s")[0])}'), within=window)

    story.step('whatever takes the keyboard has a name')
    nameless = [str(node) for node in program.tree.read(window).walk()
                if node.has('focusable') and node.on_screen and node.role != 'scroll pane'
                and not STRUCTURE.match(node.type) and not READABLE.search(node.name)]
    expect(not nameless, 'names:\n' + '\n'.join(nameless))

    story.step('all at once')
    program.raise_window(window)
    program.key('ctrl+Return')
    program.gone(None, title)
    wait(lambda: home.answer(path, 'iryo.006.1') == wanted, 'the answers to be in the file')
    expect(home.show(path)['evidence'], 'evidence came along')

    story.step('one undo takes all of it back')
    frame = program.find('frame')
    program.raise_window(frame)
    program.key('ctrl+z')
    wait(lambda: not home.answer(path, 'iryo.006.1'), 'the answers to be taken back')
    expect(not home.show(path)['evidence'], 'the evidence went with them')
    program.key('ctrl+shift+z')
    wait(lambda: home.answer(path, 'iryo.006.1') == wanted, 'the answers to be there again')

    story.step('Escape changes nothing')
    program.menu(program.find('push button', T('Menu')), T("_Compare the Company's Answers…"))
    program.choose_file(T('Case to Compare With'), source)
    title = T("The Company's Answers in Two Cases")
    window = program.find(None, title)
    program.raise_window(window)
    program.key('Escape')
    program.gone(None, title)
    frame = program.find('frame')
    program.raise_window(frame)
    program.key('ctrl+q')
    program.wait_end()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Citing by keyboard alone: from the answer to the page, the chips, the list, and back."""
import json
import re

from driver import Story, T, expect, wait

TARGET = 'iryo.022.1'

with Story('citing') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)
    program = story.start(path)
    window = program.find('frame')
    program.find('document text')
    program.raise_window(window)

    def cited():
        """The citations of the prompt in their order."""
        return [one for one in json.loads(home.cli('evidence', 'cited', '--json', path)) if one['target'] == TARGET]

    def go_to_item(number):
        program.key('ctrl+f')
        program.wait_focus('entry')
        program.key('ctrl+a', *number)
        program.find('list item', re.compile(f'^{number} '))
        program.key('Return')

    def in_item(name):
        node = program.focused()
        return node and any(above.name == name for above in node.ancestors()) and node

    story.step('a chip of another item opens its page; the focus stays in the form')
    expect(cited() == [], 'nothing is cited for the prompt')
    go_to_item('23')
    wait(lambda: in_item('情報セキュリティに関する組織体制'), 'the focus in item 23')
    program.key('Tab')
    program.wait_focus('push button', re.compile('p\\.'))
    program.key('Return')
    shown = wait(lambda: next((one for one in json.loads(home.cli('evidence', 'cited', '--json', path))
                               if one['target'] == 'iryo.023.1' and one['read']), None), 'the citation to be marked as read')

    story.step('from the field: typed, the page turned, cited; the keyboard never leaves it')
    go_to_item('22')
    node = wait(lambda: in_item('情報セキュリティに関する責任者'), 'the focus in item 22')
    program.key('End')
    program.key('x', 'y')
    program.key('ctrl+e')
    wait(lambda: len(cited()) == 1, 'the page to be cited')
    expect('xy' in home.answer(path, TARGET), 'what was typed is committed before it')
    expect(cited()[0]['page'] == shown['page'], f'the page that is shown is cited: {cited()}')
    program.key('alt+Next')
    program.key('ctrl+e')
    wait(lambda: len(cited()) == 2, 'the next page to be cited')
    first, second = cited()
    expect(second['page'] == first['page'] + 1, f'the page was turned: {second}')
    expect(wait(lambda: in_item('情報セキュリティに関する責任者'), 'the focus').path == node.path, 'the focus stayed')

    story.step('a chip says document, page and section')
    name = f'{second["name"]} p.{second["label"]} ({second["page"]}枚目)'
    program.find('push button', re.compile('^' + re.escape(name)))

    story.step('Alt+→ and Alt+← move it')
    program.key('Tab')
    program.wait_focus('push button', re.compile('^' + re.escape(first['name'])))
    program.key('alt+Right')
    wait(lambda: [one['number'] for one in cited()] == [second['number'], first['number']], 'the other order')
    program.wait_focus('push button', re.compile(re.escape(f'({first["page"]}枚目)')))
    program.key('alt+Left')
    wait(lambda: [one['number'] for one in cited()] == [first['number'], second['number']], 'the first order')

    story.step('F2: a range and another section, in one step')
    program.key('F2')
    entry = program.wait_focus('text')
    program.type(entry, f'{first["page"]}-{first["page"] + 1}')
    program.key('Tab', 'Tab')
    entry = program.wait_focus('text')
    program.type(entry, '第99条')
    program.key('Return')
    wait(lambda: cited()[0]['section'] == '第99条', 'the section to be changed')
    expect(cited()[0]['last_page'] == first['page'] + 1, f'and the range: {cited()[0]}')
    expect(cited()[0]['last_label'] == second['label'], 'with what is printed on its end')
    program.find('push button', re.compile(re.escape(f'p.{first["label"]}–{second["label"]}') + '.*第99条'))
    program.wait_focus('push button', re.compile('第99条'))
    program.key('ctrl+z')
    wait(lambda: cited()[0]['section'] == first['section'] and cited()[0]['last_page'] == first['page'], 'one step back')
    program.key('ctrl+shift+z')
    wait(lambda: cited()[0]['section'] == '第99条', 'and forward')

    story.step('Delete, and back')
    program.key('Delete')
    wait(lambda: len(cited()) == 1, 'the citation to be gone')
    program.wait_focus('push button', re.compile('^' + re.escape(name)))
    program.key('ctrl+z')
    wait(lambda: [one['section'] for one in cited()][:1] == ['第99条'], 'the citation to be back in its place')

    story.step('the list of all: Ctrl+Shift+E, a filter, words, Enter, Escape')
    program.key('ctrl+shift+e')
    program.find(('toggle button', 'push button'), re.compile('^未読 '))
    program.wait_focus('list item')
    program.key('ctrl+f')
    entry = program.wait_focus(('entry', 'text'), T('Search the citations'))
    program.type(entry, '第99条')
    program.find('label', re.compile('^22 .*第99条'))
    program.key('Return')
    program.wait_focus('list item', re.compile('^22 .*第99条'))
    program.key('Return')
    wait(lambda: cited()[0]['read'], 'the citation to be read')
    program.key('Escape')
    program.gone(('toggle button', 'push button'), re.compile('^未読 '))

    program.key('ctrl+q')
    program.wait_end()
    expect([one['number'] for one in cited()] == [first['number'], second['number']], 'the order is in the file')

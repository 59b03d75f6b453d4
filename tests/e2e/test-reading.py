# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading: back and forward with the buttons beside the wheel, and a page as text for who hears it."""
import json
import re

from atspi import TEXT
from driver import Story, T, expect, wait

with Story('reading') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)
    program = story.start(path)
    window = program.find('frame')
    program.find('document text')
    program.raise_window(window)

    def cited(target):
        """The place that the first citation of a prompt points at."""
        return next(one for one in json.loads(home.cli('evidence', 'cited', '--json', path))
                    if one['target'] == target)

    def go_to_page(number):
        """To the page that the first chip of an item points at."""
        place = cited(f'iryo.{number:03}.1')
        program.key('ctrl+f')
        program.wait_focus('entry')
        program.key('ctrl+a', *str(number))
        program.find('list item', re.compile(f'^{number} '))
        program.key('Return')
        name = f'{place["name"]} p.{place["label"]} ({place["page"]}枚目)'
        program.click(program.find('push button', re.compile('^' + re.escape(name))))
        return shown(place)

    def shown(place):
        program.find('push button', f'{T("Evidence documents")}: {place["name"]}')
        return program.find('document text', re.compile(f'^{place["page"]} / '))

    story.step('two places of two documents')
    first, second = cited('iryo.023.1'), cited('iryo.062.1')
    expect(first['name'] != second['name'], f'two documents: {first} {second}')
    go_to_page(23)
    go_to_page(62)

    story.step('button 8 leads back, 9 forward')
    program.click(shown(second), button=8)
    shown(first)
    program.click(shown(first), button=9)
    page = shown(second)

    story.step('as text: the page is there to be heard, and is read from its beginning')
    program.key('ctrl+3')
    program.wait_focus('document text', page.name)
    program.key('ctrl+shift+t')

    def heard(sheet):
        """The text that is read for a page, once it is there."""
        node = program.wait_focus('text', re.compile(f'^{sheet}枚目 '))
        wait(lambda: node.text, f'the text of {node}')
        expect(node.tree.get(node.path, TEXT, 'CaretOffset') == 0, 'the caret stands at its beginning')
        return re.sub(r'\s', '', node.text)
    text = heard(second['page'])
    expect(re.sub(r'\s', '', second['quote']) in text, f'what is cited is in it: {text}')

    story.step('Ctrl+PageDown: name and text are the next page\'s')
    program.key('ctrl+Next')
    following = heard(second['page'] + 1)
    expect(following != text and re.sub(r'\s', '', second['quote']) not in following, f'another text: {following}')
    program.key('ctrl+Prior')
    expect(heard(second['page']) == text, 'and back')

    story.step('back to the picture of the same page')
    program.key('ctrl+shift+t')
    program.wait_focus('document text', page.name)

    story.step('the menu of the document: each of its buttons has a name')
    menu = program.find('push button', f'{T("Evidence documents")}: {second["name"]}')
    program.click(menu)
    program.find('push button', T('Make an excerpt…'))
    names = [node.name for node in program.all('push button', within=menu)]
    expect(all(names), f'no button without a name: {names}')
    program.key('Escape')
    program.gone('push button', T('Make an excerpt…'))

    program.key('ctrl+q')
    program.wait_end()

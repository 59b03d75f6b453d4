# SPDX-License-Identifier: GPL-3.0-or-later
"""The search over all evidence by keyboard alone: a word, from hit to hit, the page with what was found
marked on it, and back to where one was; then from a prompt to the pages that back it."""
import re
import subprocess

from driver import Story, T, expect, wait

WORD = '監視'
ITEM = '情報セキュリティに関する責任者'
# The line under a hit (widgets/page-view-draw.c); a citation's mark has none of that colour.
MARK = '#B58900'

with Story('search') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)
    lines = home.cli('evidence', 'search', path, WORD).splitlines()
    expect(len({line.split(' ')[0] for line in lines}) > 1, f'hits in several documents: {lines}')
    program = story.start(path)
    window = program.find('frame')
    program.find('document text')
    program.raise_window(window)

    def go_to_item(number):
        program.key('ctrl+f')
        program.wait_focus('entry')
        program.key('ctrl+a', *number)
        program.find('list item', re.compile(f'^{number} '))
        program.key('Return')

    def in_item(name):
        node = program.focused()
        return node and any(above.name == name for above in node.ancestors()) and node

    def chosen():
        """The hit that is chosen, as it is read aloud."""
        return program.find('list item', re.compile('枚目'), program.find('list', T('Pages found')), 'selected').name

    def marked(page):
        """Whether a hit is marked on the page."""
        x, y, width, height = page.extents
        colours = subprocess.run(['convert', 'x:root', '-depth', '8', '-crop', f'{width}x{height}+{x}+{y}', '-format', '%c',
                                  'histogram:info:-'], check=True, capture_output=True, text=True).stdout
        return MARK in colours

    def shown(hit):
        """Waits for the page of a hit with its mark."""
        printed, sheet = re.search(r' p\.(\S+) (\d+)枚目', hit).groups()
        page = program.find('document text', re.compile(rf'^{sheet} / \d+ .*p\.{printed}$'))
        name = hit.split(' p.')[0]
        program.find('push button', f'{T("Evidence documents")}: {name}')
        wait(lambda: marked(page), f'a mark on {page}')
        return page

    def backed():
        return [one for one in home.show(path)['citations'] if one['target'] == 'iryo.022.1']

    story.step('from a field: Ctrl+Shift+F, a word; typing turns no page')
    go_to_item('22')
    origin = wait(lambda: in_item(ITEM), 'the focus in item 22')
    first = program.find('document text').name
    program.key('ctrl+shift+f')
    entry = program.wait_focus('entry', T('Search evidence'))
    program.type(entry, WORD)
    found = program.find('list', T('Pages found'))
    expect(len(program.all('list item', within=found)) == len(lines), 'as many as the command line finds')
    expect(program.find('document text').name == first, 'typing turned no page')
    expect(not marked(program.find('document text')), 'and marked nothing')

    story.step('↓, Enter and ↑ in the entry go from hit to hit, each on its page')
    program.key('Down')
    hits = [chosen()]
    shown(hits[0])
    for key in ('Down', 'Return'):
        program.key(key)
        wait(lambda: chosen() != hits[-1], 'the next hit')
        hits.append(chosen())
        shown(hits[-1])
    expect(len(set(hits)) == 3, f'three hits: {hits}')
    program.key('Up')
    wait(lambda: chosen() == hits[1], 'the hit before')
    shown(hits[1])
    program.wait_focus('entry', T('Search evidence'))

    story.step('Escape in the entry: back to the field, nothing marked')
    program.key('Escape')
    wait(lambda: program.focused().path == origin.path, 'the focus in the field')
    program.gone('list', T('Pages found'))
    wait(lambda: not marked(program.find('document text')), 'the mark to be gone')

    story.step('the list: each line says what it is; Enter goes to the page with its sentence chosen')
    program.key('ctrl+shift+f')
    program.wait_focus('entry', T('Search evidence'))
    program.key('Tab', 'Tab')
    program.wait_focus('push button', T('Order'))
    program.key('Tab')
    line = program.wait_focus('list item', re.compile(WORD))
    program.key('Down')
    line = wait(lambda: (node := program.focused()) and node.path != line.path and node, 'another line')
    expect(line.name == chosen(), f'the line that has the keyboard is chosen: {line}')
    program.key('Return')
    page = shown(line.name)
    program.wait_focus('document text', page.name)
    program.find('label', T('Quotation'))
    quotes = [node.name for node in program.all('label') if WORD in node.name and not any(
        above.role == 'list' for above in node.ancestors())]
    expect(len(quotes) == 1, f'the sentence stands where it would be cited: {quotes}')

    story.step('Escape on the page: the sentence first, then the search, back to the field')
    program.key('Escape')
    program.gone('label', quotes[0])
    program.find('list', T('Pages found'))
    program.key('Escape')
    wait(lambda: program.focused().path == origin.path, 'the focus in the field')
    program.gone('list', T('Pages found'))

    story.step('from a prompt: the pages that back it, the best one at once')
    back = T('Find pages that back this item')
    for _ in range(4):
        if program.focused().name == back:
            break
        program.key('Tab')
    button = program.wait_focus('push button', back)
    program.key('Return')
    entry = program.wait_focus('entry', T('Search evidence'))
    expect('セキュリティ' in entry.text, f'the words of the prompt: {entry.text!r}')
    shown(chosen())
    expect(not backed(), 'looking cites nothing')
    program.key('ctrl+e')
    wait(backed, 'the page to be cited')
    program.key('Escape')
    wait(lambda: in_item(ITEM), 'the focus in the item again')

    program.key('ctrl+q')
    program.wait_end()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are damaged, in use, or locked by a password: told in words, and nothing is lost."""
import hashlib
import os
import re
import shutil

from driver import Story, T, expect, wait

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'data', 'pdf')

with Story('bad-files') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)

    def digest(name):
        with open(name, 'rb') as file:
            return hashlib.sha256(file.read()).hexdigest()

    def told(program, file):
        """The dialog that says why a file cannot be opened."""
        title = T('“%s” cannot be opened.').replace('%s', os.path.basename(file))
        label = program.find('label', title)
        texts = [node.name for node in program.all('label', within=label.frame)]
        expect(len(texts) > 2 and any(re.search('[。]', text) for text in texts), f'what to do: {texts}')
        return label.frame

    story.step('a damaged case')
    damaged = home.path('damaged.kaiji')
    shutil.copy(path, damaged)
    with open(damaged, 'r+b') as file:
        file.truncate(os.path.getsize(damaged) // 2)
    before = digest(damaged)
    program = story.start(damaged)
    dialog = told(program, damaged)
    expect(digest(damaged) == before, 'the file is as it was')
    program.raise_window(dialog)
    program.key('Return')
    program.gone('label', T('“%s” cannot be opened.').replace('%s', 'damaged.kaiji'))
    program.find('push button', T('_New Case…'))

    story.step('a file of something else')
    other = home.path('letter.kaiji')
    with open(other, 'w', encoding='utf-8') as file:
        file.write('これは手紙です。' * 100)
    before = digest(other)
    program.raise_window(program.find('frame'))
    program.key('ctrl+o')
    program.choose_file(T('Open a Case'), other)
    dialog = told(program, other)
    expect(digest(other) == before, 'the file is as it was')
    program.raise_window(dialog)
    program.key('Return')

    story.step('a case that is open elsewhere')
    second = story.start('--standalone', path)
    window = second.find('frame', re.compile('みほんカルテ'))
    program.raise_window(program.find('frame'))
    program.key('ctrl+o')
    program.choose_file(T('Open a Case'), path)
    dialog = told(program, path)
    program.click(program.find('push button', re.compile(f'^{re.escape(T("Open Read-Only"))}'), within=dialog))
    reader = program.find('frame', re.compile('みほんカルテ'))
    program.find('label', T('Read only'))
    program.raise_window(reader)
    program.key('ctrl+q')
    program.wait_end()

    story.step('a damaged PDF')
    program = second
    program.find('document text')
    kept = home.show(path)
    program.click(program.find('push button', T('Evidence')))
    program.click(program.find('push button', T('Add evidence…')))
    program.choose_file(T('Add evidence'), os.path.join(FIXTURES, 'garbage.pdf'))
    bar = program.find('label', re.compile('garbage.pdf'))
    expect(re.search('。', bar.name), f'the message says what to do: {bar.name}')
    expect(home.show(path)['evidence'] == kept['evidence'], 'no evidence is lost or added')

    story.step('a PDF with a password')
    program.click(program.find('push button', T('Add evidence…')))
    program.choose_file(T('Add evidence'), os.path.join(FIXTURES, 'encrypted.pdf'))
    entry = program.find('password text')
    program.find('label', T('“%s” is protected by a password.').replace('%s', 'encrypted.pdf'))
    program.click(entry)
    program.key(*'nani', 'Return')
    program.find('label', re.compile(re.escape(T('The password is not right. Please type it again.'))))
    expect(home.show(path)['evidence'] == kept['evidence'], 'nothing is added')
    entry = program.find('password text')
    program.click(entry)
    program.key('ctrl+a', *'himitsu', 'Return')
    wait(lambda: len(home.show(path)['evidence']) == len(kept['evidence']) + 1, 'the document in the file')
    program.find('push button', re.compile(f'^{re.escape(T("Evidence documents"))}: encrypted'))
    program.find('document text', re.compile('^1 / '))
    now = home.show(path)
    expect(now['answers'] == kept['answers'] and now['citations'] == kept['citations'], 'nothing is lost')
    program.key('ctrl+q')
    program.wait_end()

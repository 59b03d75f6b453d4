# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample made ready without a mouse: from finding to finding, answered, cited, printed."""
import re

from driver import Story, T, expect, wait

with Story('keyboard') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)
    program = story.start(path)
    window = program.find('frame')
    program.find('document text')
    program.raise_window(window)
    before = home.findings(path)
    expect(len(before) == 3, f'the sample leaves three findings: {before}')

    def open_findings(count):
        wait(lambda: len(home.findings(path)) == count, f'{count} findings in the file')
        program.find('push button', f'要対応 {count}')

    story.step('panes: Ctrl+2, Ctrl+3, Ctrl+1')
    program.key('ctrl+2')
    node = program.wait_focus('list item')
    expect(any(above.name == T('Checklist') for above in node.ancestors()), f'{node} is in the checklist')
    program.key('ctrl+3')
    wait(lambda: any(above.type == 'KaijiEvidencePane' for above in program.focused().ancestors()),
         'the focus in the evidence')
    program.key('ctrl+1')
    wait(lambda: any(above.type == 'KaijiFormPane' for above in program.focused().ancestors()),
         'the focus in the form')

    story.step('Enter on a finding leads to its field')
    program.key('ctrl+2')
    for _ in range(12):
        if '苦情対応に関する規程等の整備' in program.focused().name:
            break
        program.key('Down')
    program.key('Return')
    node = program.wait_focus(('check box', 'grouping'))
    program.find('heading', 'コンプライアンス')

    story.step('answered by keys')
    target = next(target for rule, target in before if rule == 'D3')
    program.key('space')
    wait(lambda: home.answer(path, target), f'an answer of {target}')
    answer = home.answer(path, target)

    story.step('Ctrl+E, Ctrl+Z, Ctrl+Shift+Z')
    def cited():
        return len([one for one in home.show(path)['citations'] if one['target'] == target])

    count = cited()
    program.key('ctrl+e')
    wait(lambda: cited() == count + 1, f'a citation for {target}')
    program.key('ctrl+z')
    wait(lambda: cited() == count, 'the citation to be undone')
    program.key('ctrl+z')
    wait(lambda: not home.answer(path, target), 'the answer to be undone')
    program.key('ctrl+shift+z')
    wait(lambda: home.answer(path, target) == answer, 'the answer to be done again')
    program.key('ctrl+shift+z')
    wait(lambda: cited() == count + 1, 'the citation to be done again')
    open_findings(2)

    story.step('F4 goes through the findings')
    seen = set()
    for _ in range(8):
        program.key('F4')
        node = wait(program.focused, 'a field to have the focus')
        seen.add(node.path)
    expect(len(seen) > 1, 'F4 goes to several fields')

    story.step('item search: Ctrl+F, words, Enter')
    program.key('ctrl+f')
    program.wait_focus('entry')
    program.key('2', '2')
    program.find('list item', re.compile('^22 '))
    program.key('Return')
    program.find('heading', 'コンプライアンス')
    wait(lambda: any(above.name == '情報セキュリティに関する責任者' for above in program.focused().ancestors()),
         'the focus in item 22')
    program.key('ctrl+e')
    open_findings(1)

    story.step('find in all evidence: Ctrl+Shift+F')
    program.key('ctrl+shift+f')
    wait(lambda: any(above.type == 'KaijiEvidencePane' for above in program.focused().ancestors()),
         'the focus in the evidence')
    program.key('Escape')

    story.step('Ctrl+P, Escape, Ctrl+Q')
    program.key('ctrl+p')
    dialog = program.find('dialog')
    program.raise_window(dialog)
    program.key('Escape')
    program.gone('dialog')
    paper = program.find('frame', T('Certificate and Mark (Specimen)'))
    program.raise_window(paper)
    program.key('Escape')
    program.gone('frame', T('Certificate and Mark (Specimen)'))
    program.raise_window(window)
    program.key('ctrl+q')
    program.wait_end()
    expect(len(home.findings(path)) == 1, 'what was done is in the file')

# SPDX-License-Identifier: GPL-3.0-or-later
"""The schemes by keys: search an item, read the process, see how two tables differ, lay a setting
down, and begin a case under another scheme than the first."""
import json
import re

from driver import Story, T, expect, wait

with Story('schemes') as story:
    home = story.home
    schemes = json.loads(home.cli('scheme', 'list', '--json'))
    iryo = next(scheme for scheme in schemes if scheme['id'] == 'iryo')
    program = story.start()
    start = program.find('frame')

    story.step('open the schemes')
    program.raise_window(start)
    program.key('ctrl+b')
    browser = program.find('frame', T('Schemes'))
    program.raise_window(browser)
    rows = wait(lambda: [row for row in program.all('list item', re.compile(T('Required')), within=browser)
                         if str(iryo['items']) in row.name or '版' in row.name], 'the schemes')
    expect(len([row for row in rows if '版' in row.name]) == len(schemes), f'every revision: {len(rows)}')
    program.click(program.find('list item', re.compile('^' + re.escape(iryo['name'])), within=browser))
    program.find('label', re.compile(f'^{iryo["items"]} 項目$'))

    story.step('search')
    program.key('ctrl+f')
    program.wait_focus(None, T('Search items'))
    program.type(program.focused(), 'ログ　改ざん')
    program.find('list item', re.compile('ログの改ざん防止措置'), within=browser)
    program.gone('list item', re.compile('開示情報の日付'), within=browser)
    program.key('Down')
    program.find('label', re.compile(r'^\d+ ログの改ざん防止措置$'), within=browser)

    story.step('the process, with both readings')
    program.key('ctrl+3')
    row = program.find('list item', re.compile('^有効期間の起点'), within=browser, shown=False)
    expect(row.name.count('読み方') >= 2, f'both readings: {row.name}')

    story.step('differences')
    program.key('ctrl+5')
    program.find('list item', re.compile(f'^{T("Reworded")}'), within=browser)
    program.find('label', re.compile(T('Unchanged')), within=browser)

    story.step('the time line')
    program.key('ctrl+6')
    program.find('list item', re.compile('^2007-11-27'), within=browser)

    story.step('a sheet: what it changes, and then it is one of the revisions')
    sheet = home.path('sheet.csv')
    with open(sheet, 'w', encoding='utf-8') as file:
        file.write('番号,大分類,中分類,項目,記述内容,必須/選択\n')
        shown = json.loads(home.cli('scheme', 'show', 'iryo', '--json'))
        items = {item['id']: item for item in shown['items']}
        names = {section['id']: section['name'] for section in shown['sections']}
        for prompt in shown['prompts']:
            item = items.get(prompt['item'])
            if item and item['number'] != 5:
                required = '必須' if item['required'] else '選択'
                file.write(f"{item['number']},{names[item['section']]},{item['category']},{item['name']},"
                           f"{prompt['text']},{required}\n")
    program.click(program.find('push button', T('Import a Sheet…'), within=browser))
    program.choose_file(T('Import a Sheet'), sheet)
    dialog = program.find('push button', T('Read Again')).frame
    program.raise_window(dialog)
    program.fill(program.find('text', T('Day of the revision'), within=dialog), '2031-05-01')
    program.key('Return')
    program.find('list item', re.compile(f'^{T("Dropped")}, 5 '), within=dialog)
    program.click(program.find('push button', T('Take In'), within=dialog))
    program.find('list item', re.compile('2031-05-01'), within=browser)
    expect(len(json.loads(home.cli('scheme', 'list', '--json'))) == len(schemes) + 1, 'one revision more')
    program.raise_window(browser)
    program.key('Escape')
    program.gone('frame', T('Schemes'))

    story.step('a case under another scheme')
    program.raise_window(start)
    program.key('ctrl+n')
    dialog = program.find(None, T('New Case'))
    program.raise_window(dialog)
    program.click(program.find('list item', re.compile('^' + re.escape(iryo['name'])), within=dialog))
    program.key('Return')
    path = home.path('other.kaiji')
    program.choose_file(T('File of the New Case'), path)
    frame = program.find('frame', re.compile('other'))
    cover = program.find('label', re.compile(f'{iryo["items"]}.*{iryo["unverified"]}.*出典未確認'), within=frame)
    expect(cover, 'the cover says what is not verified')
    expect(home.show(path)['scheme'].startswith('iryo@'), 'the case is under the scheme that was chosen')

    story.step('from the cover to the unverified items')
    program.raise_window(frame)
    program.click(program.find('push button', T('Show the Items'), within=frame))
    browser = program.find('frame', T('Schemes'))
    program.find('label', re.compile(f'^{iryo["unverified"]} 項目$'), within=browser)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker and the program are killed in the middle of work: nothing is lost."""
import os
import re
import signal

from driver import Story, T, expect, wait

with Story('accidents') as story:
    home = story.home
    path = home.path('sample.kaiji')
    home.cli('sample', path)
    program = story.start(path)
    program.find('document text', re.compile('^1 / '))
    program.click(program.find('list item', re.compile(f'^{T("Form A")}')))
    entry = program.find('text', '書留引受番号')

    story.step('the worker is killed while a page shows and a field is being filled in')
    program.fill(entry, '123-45')
    worker = wait(program.workers, 'a worker')[0]
    os.kill(worker, signal.SIGKILL)
    expect(entry.now('focused') and entry.text == '123-45', 'the field keeps focus and text')
    program.key('End')
    program.key('minus', '6', '7')
    wait(lambda: entry.text == '123-45-67', 'what is typed after it')
    wait(lambda: home.answer(path, 'A.registered_mail_no') == '123-45-67', 'the answer in the file')

    story.step('another page is asked for: it shows, or it can be tried again')
    program.click(program.find('list item', re.compile(f'^{T("Form B")}')))
    program.click(program.find('push button', re.compile('^会社案内')))

    def shown():
        for button in program.all('push button', T('Try again')):
            program.click(button)
        return program.all('document text', re.compile(r'^\d+ / 7'))
    wait(shown, 'a page of another document')
    expect(program.workers() and worker not in program.workers(), 'there is another worker')
    program.click(program.find('list item', re.compile(f'^{T("Form A")}')))
    entry = program.find('text', '書留引受番号')

    story.step('the program is killed once it says that all is saved')
    program.fill(entry, '987-65-43')
    program.key('Tab')
    wait(lambda: home.answer(path, 'A.registered_mail_no') == '987-65-43', 'the answer in the file')
    program.find('label', T('All saved'))
    kept = home.show(path)
    program.kill()
    program = story.start(path)
    program.click(program.find('list item', re.compile(f'^{T("Form A")}')))
    entry = program.find('text', '書留引受番号')
    expect(entry.text == '987-65-43', f'the answer is there: {entry.text}')
    now = home.show(path)
    expect(now['answers'] == kept['answers'] and now['citations'] == kept['citations'], 'nothing is lost')
    program.click(program.find('push button', T('Undo')))
    wait(lambda: entry.text == '123-45-67', 'a step before the accident to be undone')
    program.key('ctrl+q')
    program.wait_end()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker is killed fifty times while somebody reads: each page shows, and nothing is lost."""
import os
import random
import re
import signal
import subprocess

from driver import PDF, SKIP, Story, T, expect, wait, xdotool

TIMES = 50
PAGES = 272

if not os.path.exists(PDF):
    raise SystemExit(SKIP)


def ink(program, page):
    """Share of dark points in the middle of a page view, per mille."""
    window, offset = program.window(page.frame)
    x, y, width, height = page.extents
    left, top = map(int, re.search(r'X=(\d+)\s+Y=(\d+)', xdotool('getwindowgeometry', '--shell', window)).groups())
    place = f'{width // 2}x{height // 2}+{left + x + offset + width // 4}+{top + y + offset + height // 4}'
    points = subprocess.run(['import', '-silent', '-window', 'root', '-crop', place, '-colorspace', 'gray', '-depth', '8',
                             'gray:-'], capture_output=True, check=True).stdout
    return 1000 * sum(point < 100 for point in points) / max(len(points), 1)


with Story('killed') as story:
    home = story.home
    path = home.path('case.kaiji')
    home.cli('case', 'new', '--scheme', 'iryo', path)
    home.cli('evidence', 'add', path, PDF)
    home.cli('evidence', 'cite', path, 'iryo.002.1', 'E1', '--page', '30')
    before = home.show(path)
    program = story.start(path)
    window = program.find('frame')
    page = program.find('document text', re.compile(rf'^1 / {PAGES}'))
    program.raise_window(window)
    program.key('ctrl+3')
    wait(lambda: any(above.type == 'KaijiEvidencePane' for above in program.focused().ancestors()),
         'the focus in the evidence')

    story.step(f'{TIMES} times: the worker is killed, another page is asked for')
    chance = random.Random(50)
    for turn in range(TIMES):
        number = chance.randint(20, PAGES)
        workers = wait(program.workers, 'a worker')
        if turn % 2:  # while it draws
            program.key('ctrl+l', *str(number), 'Return')
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        if not turn % 2:  # while it rests
            program.key('ctrl+l', *str(number), 'Return')
        page = program.find('document text', re.compile(rf'^{number} / {PAGES}'))
        wait(lambda: ink(program, page) > 2, f'page {number} to show, after {turn + 1} deaths')
        expect(not program.all('push button', T('Try again')), f'page {number} needs no second asking')

    story.step('nothing is lost')
    program.key('ctrl+q')
    program.wait_end()
    after = home.show(path)
    expect(after['answers'] == before['answers'] and after['citations'] == before['citations'], 'the case is as it was')
    home.cli('evidence', 'verify', path)

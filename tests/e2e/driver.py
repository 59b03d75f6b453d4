# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the program: starts it, finds things by role and name, clicks, types, and waits.

Clicks and keys are made by xdotool on the X server, so they take the way a person's do; what stands
on the screen is read from the accessible tree. Every wait is for a condition, with a time-out; a story
that fails leaves a picture of the screen and the tree beside meson's logs.
"""
import gettext
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from atspi import ACTION, EDITABLE, TEXT, Tree

TIMEOUT = float(os.environ.get('KAIJI_E2E_TIMEOUT', '15'))
BUILD = os.environ['KAIJI_BUILD']
SKIP = 77
TODAY = '2026-02-17'
PDF = '/usr/share/debian-reference/debian-reference.ja.pdf'

_kaiji = gettext.translation('kaiji', os.path.join(BUILD, 'po'), languages=['ja'], fallback=True)
_gtk = gettext.translation('gtk40', '/usr/share/locale', languages=['ja'], fallback=True)


def T(msgid):
    """What the program shows for a message, without its mnemonic."""
    return re.sub(r'\(_\w\)|_', '', _kaiji.gettext(msgid))


def G(msgid, context=None):
    """What GTK shows for a message of its own."""
    text = _gtk.pgettext(context, msgid) if context else _gtk.gettext(msgid)
    return re.sub(r'\(_\w\)|_', '', text)


# GTK 4.8 says the first, and does as it should, when a part that a screen reader has seen leaves the
# window and comes back; the second, when one frame comes before the pages of another document have their
# places.
KNOWN = re.compile(r"gtk_at_context_set_accessible_role: assertion '!self->realized' failed"
                   r'|Trying to snapshot KaijiPageView \S+ without a current allocation')


class Failed(Exception):
    pass


def wait(condition, what, timeout=None):
    """Waits until condition() gives something true, and returns that."""
    end = time.monotonic() + (timeout or TIMEOUT)
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise Failed(f'waited in vain for: {what}')
        time.sleep(0.03)


def xdotool(*args):
    return subprocess.run(['xdotool', *map(str, args)], check=True, capture_output=True, text=True).stdout


def geometry(line):
    return {name: int(value) for name, value in re.findall(r'(\w+)=(-?\d+)', line)}


def top_window():
    """The X window under the pointer."""
    pointer = geometry(xdotool('getmouselocation', '--shell'))
    top = None
    for window in xdotool('search', '--onlyvisible', '--maxdepth', 1, '--name', '').split():
        try:
            area = geometry(xdotool('getwindowgeometry', '--shell', window))
        except subprocess.CalledProcessError:  # gone meanwhile
            continue
        if 0 <= pointer['X'] - area['X'] < area['WIDTH'] and 0 <= pointer['Y'] - area['Y'] < area['HEIGHT']:
            top = window
    return top


class Home:
    """A home folder of its own, with settings of its own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='kaiji-e2e-')
        self.env = dict(os.environ)
        for name, part in (('XDG_CONFIG_HOME', 'config'), ('XDG_DATA_HOME', 'data'),
                           ('XDG_STATE_HOME', 'state'), ('XDG_CACHE_HOME', 'cache')):
            self.env[name] = os.path.join(self.folder, part)
            os.makedirs(self.env[name])
        self.env.update(HOME=self.folder, GSETTINGS_BACKEND='keyfile', GTK_A11Y='atspi')
        # What a story lays down stays in it.
        self.env['KAIJI_USER_DATADIR'] = os.path.join(self.env['XDG_DATA_HOME'], 'kaiji')
        folder = os.path.join(self.env['XDG_CONFIG_HOME'], 'gtk-4.0')
        os.makedirs(folder)
        with open(os.path.join(folder, 'settings.ini'), 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n')

    def path(self, name):
        return os.path.join(self.folder, name)

    def cli(self, *args, status=0):
        """Runs kaiji-cli, which must end with the status given (None: any)."""
        done = subprocess.run([os.environ['KAIJI_CLI'], '--today', TODAY, *args], env=self.env,
                              capture_output=True, text=True)
        if status is not None and done.returncode != status:
            raise Failed(f'kaiji-cli {" ".join(args)} → {done.returncode}: {done.stdout}{done.stderr}')
        return done.stdout

    def show(self, path):
        return json.loads(self.cli('case', 'show', '--json', path))

    def answer(self, path, target):
        return self.show(path)['answers'].get(target, '')

    def check(self, path):
        return json.loads(self.cli('check', '--json', path, status=None))

    def findings(self, path, severity='block'):
        """(rule, target) of the findings that the command line sees."""
        return {(finding['rule'], finding['id']) for finding in self.check(path)['findings']
                if finding['severity'] == severity}

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    """A running program."""

    def __init__(self, home, *files):
        self.home = home
        self.log = open(home.path('program.log'), 'a', encoding='utf-8')
        self.process = subprocess.Popen([os.path.join(BUILD, 'src/app/kaiji'), '--today', TODAY, *files],
                                        env=home.env, cwd=home.folder, stdout=self.log, stderr=self.log)
        self.tree = Tree(self.process.pid)
        wait(self.tree.attach, 'the program on the accessibility bus')
        self.find('frame')

    # ---- finding ----

    def all(self, role=None, name=None, within=None, state=None, shown=True):
        """The nodes with role and name (a text, or a pattern that is searched for)."""
        top = self.tree.read(within)
        found = []
        for node in top.walk() if top else ():
            if role and node.role not in (role if isinstance(role, tuple) else (role,)):
                continue
            if isinstance(name, re.Pattern) and not name.search(node.name):
                continue
            if isinstance(name, str) and node.name != name:
                continue
            if state and not node.has(state):
                continue
            if shown and not node.on_screen:
                continue
            found.append(node)
        return found

    def find(self, role=None, name=None, within=None, state=None, shown=True, timeout=None):
        """The first such node; waits for it."""
        return wait(lambda: self.all(role, name, within, state, shown),
                    f'{role} {name!r} {state or ""}', timeout)[0]

    def gone(self, role=None, name=None, within=None, state=None):
        wait(lambda: not self.all(role, name, within, state), f'{role} {name!r} to go')

    def focused(self):
        """The node that has the keyboard."""
        try:
            window = xdotool('getwindowfocus', '-f', 'getwindowname').strip()
        except subprocess.CalledProcessError:
            return None
        return next((node for node in self.tree.read().walk()
                     if node.has('focused') and node.frame.name == window), None)

    def wait_focus(self, role=None, name=None):
        def there():
            node = self.focused()
            if not node or role and node.role not in (role if isinstance(role, tuple) else (role,)):
                return None
            if isinstance(name, re.Pattern):
                return node if name.search(node.name) else None
            return node if name is None or node.name == name else None
        return wait(there, f'the focus on {role} {name!r}')

    # ---- doing ----

    def window(self, frame):
        """X window of a frame and the offset of its content."""
        def search():
            try:
                ids = xdotool('search', '--all', '--onlyvisible', '--pid', self.process.pid,
                              '--name', f'^{re.escape(frame.name)}$').split()
            except subprocess.CalledProcessError:
                return None
            for window in ids:  # a tooltip has the name of its window
                width = geometry(xdotool('getwindowgeometry', '--shell', window))['WIDTH']
                offset = (width - frame.extents[2]) // 2
                if 0 <= offset <= 40:
                    return window, offset
            return None
        return wait(search, f'the X window {frame.name!r}')

    def raise_window(self, frame):
        window, offset = self.window(frame)
        if xdotool('getwindowfocus', '-f').strip() != window:
            xdotool('windowraise', window, 'windowfocus', '--sync', window)
        return window, offset

    def place(self, node):
        """Extents of a node, once it stands still on the screen; turns the wheel until it is there."""
        frame = node.frame
        panes = [pane for pane in node.ancestors() if pane.role == 'scroll pane']
        last = None

        def still():
            nonlocal last
            before, last = last, node.extents
            if not last or last != before or last[2] <= 0:
                return None
            for pane in panes:
                area, middle = pane.extents, last[1] + last[3] // 2
                if area[3] and not area[1] + 3 <= middle <= area[1] + area[3] - 3:
                    self.wheel(pane, -1 if middle < area[1] + 3 else 1)
                    last = None
                    return None
            x, y, width, height = frame.extents
            return 0 <= last[0] < width and 0 <= last[1] < height and last
        return wait(still, f'{node} to stand still on the screen')

    def wheel(self, node, steps):
        """Turns the wheel over the left edge of a node."""
        window, offset = self.window(node.frame)
        x, y, _, height = node.extents
        xdotool('mousemove', '--window', window, x + offset + 3, y + offset + height // 2, 'click',
                '--repeat', abs(steps), '--delay', 10, 5 if steps > 0 else 4)

    def point(self, window, x, y):
        """Moves the pointer to a point of a window, once nothing (a tooltip) lies over it."""
        nudge = 0

        def free():
            nonlocal nudge
            xdotool('mousemove', '--window', window, x + nudge, y)
            nudge = 1 - nudge
            return top_window() == window
        wait(free, f'the pointer on the window {window} at {x}, {y}')

    def click(self, node, button=1, repeat=1, at=None):
        """Clicks into the middle of a node, or at a point of it."""
        window, offset = self.raise_window(node.frame)
        x, y, width, height = self.place(node)
        dx, dy = at or (width // 2, height // 2)
        self.point(window, x + dx + offset, y + dy + offset)
        xdotool('click', '--repeat', repeat, '--delay', 40, button)

    def drag(self, node, start, end):
        """Presses at one point of a node, moves to another, releases."""
        window, offset = self.raise_window(node.frame)
        x, y, _, _ = self.place(node)
        left, top = x + offset, y + offset
        self.point(window, left + start[0], top + start[1])
        xdotool('mousedown', 1)
        for step in range(1, 6):
            xdotool('mousemove', '--window', window, left + start[0] + (end[0] - start[0]) * step // 5,
                    top + start[1] + (end[1] - start[1]) * step // 5)
        xdotool('mouseup', 1)

    def radio(self, question, word, within=None):
        """Clicks a word among the radio buttons of a question."""
        group = self.find('grouping', question, within=within)
        self.click(self.find('check box', word, within=group))
        self.find('check box', word, within=group, state='checked')

    def select(self, question, word):
        """Chooses a word in a drop-down list: opens it by a click, goes through it by keys."""
        combo = self.find('combo box', question)
        self.click(combo)
        rows = self.find('list', within=combo)
        words = [label.name for label in self.all('label', within=rows)]
        self.key('Home', *['Down'] * words.index(word), 'Return')
        wait(lambda: any(label.name == word for label in self.all('label', within=combo)), word)

    def menu(self, button, item):
        """Chooses an item of a menu: opens it by a click, goes through it by keys."""
        self.click(button)
        item = self.find('menu item', item)
        for _ in range(30):
            if item.now('focused'):
                break
            self.key('Down')
        self.key('Return')

    def press(self, node):
        """Presses a button by its action, as a screen reader does."""
        node.call(ACTION, 'DoAction', '(i)', 0)

    def key(self, *keys):
        xdotool('key', '--delay', 20, *keys)

    def type(self, node, text):
        """Types a text in the place of what stands in an entry that has the focus: Latin by keys, the
        rest at once as an input method commits it."""
        wait(lambda: node.now('focused'), f'the focus in {node}')
        if text.isascii():
            self.key('ctrl+a')
            xdotool('type', '--delay', 4, text)
        else:
            node.call(EDITABLE, 'SetTextContents', '(s)', text)
        wait(lambda: node.text == text, f'{text!r} in {node}')

    def fill(self, node, text):
        """Clicks into an entry and types."""
        self.click(node)
        self.type(node, text)

    def choose_file(self, title, path):
        """Answers a file chooser by keys: the path, then Enter."""
        dialog = self.find(None, title)
        self.raise_window(dialog)
        if not self.all('text', state='focused', within=dialog):
            self.key('ctrl+l')
        entry = self.find(('text', 'entry'), state='focused', within=dialog)
        self.key('ctrl+a')
        xdotool('type', '--delay', 4, path)
        wait(lambda: entry.text == path, f'{path} in the file chooser')
        self.key('Return')
        # The chooser takes the first Return for its list of suggestions now and then. A second one that
        # comes when it has gone would press the button that opened it.
        end = time.monotonic() + TIMEOUT
        while not self.went(title, 2):
            if time.monotonic() > end:
                raise Failed(f'waited in vain for: {title} to go')
            self.raise_window(dialog)
            self.key('Return')

    def went(self, title, timeout):
        """Whether everything of that name is gone after at most so long."""
        try:
            wait(lambda: not self.all(None, title), f'{title} to go', timeout)
        except Failed:
            return False
        return True

    # ---- ending ----

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def print_to_file(self):
        """Answers the print dialog: the first printer writes a file. Returns its path."""
        before = set(os.listdir(self.home.folder))
        row = self.find('table row')
        dialog = row.frame
        self.click(row)
        label = re.compile('^' + re.escape(G('_Print')))

        def ready():
            found = self.all('push button', label, within=dialog, state='sensitive')
            if not found:
                self.key('Down', 'space')
            return found
        self.click(wait(ready, 'a printer')[0])
        self.gone('dialog', dialog.name)

        def written():
            new = [name for name in os.listdir(self.home.folder)
                   if name not in before and name.endswith('.pdf')]
            return new and os.path.getsize(self.home.path(new[0])) and new
        return self.home.path(wait(written, 'the printed file')[0])

    def wait_end(self):
        wait(lambda: self.process.poll() is not None, 'the program to end')
        if self.process.returncode:
            raise Failed(f'the program ended with {self.process.returncode}')

    def workers(self):
        """Process ids of its PDF workers."""
        found = []
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
                    fields = file.read().rsplit(')', 1)
            except OSError:
                continue
            if 'kaiji-pdf' in fields[0] and fields[1].split()[1] == str(self.process.pid) \
                    and fields[1].split()[0] != 'Z':
                found.append(int(pid))
        return found

    def dump(self):
        lines = []

        def add(node, depth):
            states = ','.join(state for state in ('focusable', 'focused', 'checked', 'selected', 'pressed',
                                                  'expanded', 'active', 'sensitive') if node.has(state))
            lines.append(f'{"  " * depth}{node.role} {node.name!r} {node.extents} {states}')
            for child in node.children:
                add(child, depth + 1)
        add(self.tree.read(), 0)
        return '\n'.join(lines)


class Story:
    """with Story('name') as story: story.start(FILE…)"""

    def __init__(self, name):
        self.name = name
        self.home = Home()
        self.programs = []
        self.begun = time.monotonic()

    def start(self, *files):
        program = Program(self.home, *files)
        self.programs.append(program)
        return program

    def step(self, text):
        print(f'# {time.monotonic() - self.begun:6.2f} s  {text}', flush=True)

    def __enter__(self):
        return self

    def save(self):
        folder = os.path.join(BUILD, 'meson-logs')
        base = os.path.join(folder, f'e2e-{self.name}')
        os.makedirs(folder, exist_ok=True)
        subprocess.run(['import', '-window', 'root', f'{base}.png'], check=False)
        with open(f'{base}.txt', 'w', encoding='utf-8') as file:
            for program in self.programs:
                if program.process.poll() is None:
                    file.write(program.dump() + '\n')
        shutil.copy(self.home.path('program.log'), f'{base}.log')
        print(f'# see {base}.png, .txt and .log')

    def complaints(self):
        """What the program, or GTK on its behalf, complained about."""
        with open(self.home.path('program.log'), encoding='utf-8') as file:
            return [line.rstrip() for line in file
                    if re.search(r'-(CRITICAL|WARNING) \*\*', line) and not KNOWN.search(line)]

    def __exit__(self, kind, error, trace):
        try:
            if kind:
                self.save()
            print(*('# ' + line for line in self.complaints()), sep='\n')
            if not kind:
                expect(not self.complaints(), 'the program has nothing to complain about')
        finally:
            for program in self.programs:
                if program.process.poll() is None:
                    program.kill()
            self.home.remove()


def pdf_text(path):
    """The text of a PDF without spaces."""
    done = subprocess.run(['pdftotext', path, '-'], check=True, capture_output=True, text=True)
    return re.sub(r'\s', '', done.stdout)


def expect(condition, what):
    if not condition:
        raise Failed(f'not so: {what}')


def need(path):
    """Skips the story where a file is not installed."""
    if not os.path.exists(path):
        print(f'{path} is not installed')
        sys.exit(SKIP)

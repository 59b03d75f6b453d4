# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of one program: its accessible tree, read over the accessibility bus.

The tree is read anew each time, nothing is kept: a story waits until the tree says what it expects.
"""
import re

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
ACCESSIBLE = 'org.a11y.atspi.Accessible'
COMPONENT = 'org.a11y.atspi.Component'
TEXT = 'org.a11y.atspi.Text'
EDITABLE = 'org.a11y.atspi.EditableText'
ACTION = 'org.a11y.atspi.Action'
VALUE = 'org.a11y.atspi.Value'

# What has no name is called by its type.
NAMELESS = re.compile(r'(Gtk|Kaiji)[A-Z]\w+$')


class Node:
    """One accessible object, as it was when the tree was read."""

    def __init__(self, tree, path, interfaces, name, role, states):
        self.tree = tree
        self.path = path
        self.interfaces = interfaces
        self.type = name if NAMELESS.match(name) else ''
        self.name = '' if self.type else name
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.bits = states[0] | states[1] << 32
        self.children = []
        self.parent = None

    def has(self, state):
        return bool(self.bits >> int(getattr(Atspi.StateType, state.upper())) & 1)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node:
            yield node
            node = node.parent

    def call(self, interface, method, signature=None, *values):
        return self.tree.call(self.path, interface, method, signature, *values)

    @property
    def extents(self):
        """x, y, width, height in the window; None where there is no place."""
        if COMPONENT not in self.interfaces:
            return None
        try:
            return self.call(COMPONENT, 'GetExtents', '(u)', 1)[0]
        except GLib.Error:
            return None

    @property
    def on_screen(self):
        area = self.extents
        return bool(area and area[2] > 0 and area[3] > 0)

    @property
    def text(self):
        length = self.tree.get(self.path, TEXT, 'CharacterCount')
        return self.call(TEXT, 'GetText', '(ii)', 0, length)[0] if length else ''

    def now(self, state):
        """Whether it has a state at this moment; False when it is gone."""
        try:
            states = self.call(ACCESSIBLE, 'GetState')[0]
        except GLib.Error:
            return False
        return bool((states[0] | states[1] << 32) >> int(getattr(Atspi.StateType, state.upper())) & 1)

    @property
    def frame(self):
        node = self
        while node.parent and node.parent.parent:
            node = node.parent
        return node

    def __repr__(self):
        return f'<{self.role} {self.name!r}>'


class Tree:
    """The tree of the program with a process id."""

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                                    None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        self.pid = pid
        self.bus = None

    def attach(self):
        """Finds the program on the bus; False while it is not there."""
        children = self.raw('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren')[0]
        for bus, _ in children:
            try:
                pid = self.raw('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                               'GetConnectionUnixProcessID', '(s)', bus)[0]
            except GLib.Error:
                continue
            if pid == self.pid:
                self.bus = bus
                return True
        return False

    def raw(self, bus, path, interface, method, signature=None, *values):
        arguments = GLib.Variant(signature, values) if signature else None
        return self.connection.call_sync(bus, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, 20000, None).unpack()

    def call(self, path, interface, method, signature=None, *values):
        return self.raw(self.bus, path, interface, method, signature, *values)

    def get(self, path, interface, name):
        return self.call(path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', interface, name)[0]

    def gather(self, calls):
        """Answers of several calls (path, interface, method, signature, values…), sent all at once; None
        for what is gone."""
        answers, waiting = [None] * len(calls), len(calls)

        def answered(connection, result, i):
            nonlocal waiting
            waiting -= 1
            try:
                answers[i] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                pass
        for i, (path, interface, method, signature, *values) in enumerate(calls):
            arguments = GLib.Variant(signature, tuple(values)) if signature else None
            self.connection.call(self.bus, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, 20000, None, answered, i)
        context = GLib.MainContext.default()
        while waiting:
            context.iteration(True)
        return answers

    def look(self, paths):
        """Nodes of paths: of a few by asking each, of many by asking for all that there are."""
        if len(paths) > 80:
            items = self.call('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')[0]
            return {item[0][1]: Node(self, item[0][1], item[5], item[6], item[7], item[9])
                    for item in items if item[0][1] in paths}
        answers = self.gather([call for path in paths for call in (
            (path, ACCESSIBLE, 'GetInterfaces', None), (path, ACCESSIBLE, 'GetRole', None),
            (path, ACCESSIBLE, 'GetState', None),
            (path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', ACCESSIBLE, 'Name'))])
        nodes = {}
        for i, path in enumerate(paths):
            interfaces, role, states, name = answers[4 * i:4 * i + 4]
            if None not in (interfaces, role, states, name):
                nodes[path] = Node(self, path, interfaces, name, role, states)
        return nodes

    def read(self, top=None):
        """The tree, or the part of it below a node, read now. Returns its top; None when it is gone."""
        root = top.path if top else ROOT
        children, level = {}, [root]
        while level:
            listed = self.gather([(path, ACCESSIBLE, 'GetChildren', None) for path in level])
            for path, answer in zip(level, listed):
                children[path] = [child for _, child in answer or ()]
            level = [child for path in level for child in children[path] if child not in children]
        nodes = self.look(children)
        # A page of a stack says another parent than the one that lists it: what is listed counts.
        for path, listed in children.items():
            for child in listed:
                if path in nodes and child in nodes:
                    nodes[child].parent = nodes[path]
                    nodes[path].children.append(nodes[child])
        if top and root in nodes:
            nodes[root].parent = top.parent
        return nodes.get(root)

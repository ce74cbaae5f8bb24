"""The settings window: a list of pages at the left, and what belongs to the chosen page beside it.

A page is one or more sections, and a section is a small file of its own: a `Section` that is given the port, shows
what the port says and hands every change to it at once. To add one:

1. Write `settings/NAME.py` with a `class NameSection(Section)`: call `super().__init__("Heading")`, then put widgets
   under the heading with `self.rows.addWidget(…)`, `self.add_row("Name", widget, …)` or `self.add_line(widget, …)`;
   both wrap where the window is narrow. What must be fresh is asked for in `showEvent`, what must end in `hideEvent`.
2. Name it in `pages.PAGES`: in the tuple of a page that is there, or in a `Page("Title", (…,))` of its own.

Pages are made when they are first shown, so a section connects to the port in its constructor and begins with what the
port says then. A section that wants the sign-in panel emits its `connect_wanted`.
"""

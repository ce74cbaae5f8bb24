"""Puts the drawings of `assets/` into built packages, as `desktop/assets/`; all else is said in pyproject.toml.

An editable install copies nothing: there the drawings are found in the source tree.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DRAWINGS = sorted(Path("assets").glob("*.svg"))


class BuildWithAssets(build_py):
    """The usual build of the modules, and the drawings beside them."""

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if not self.editable_mode:
            folder = Path(self.build_lib, "desktop", "assets")
            self.mkpath(str(folder))
            for drawing in DRAWINGS:
                self.copy_file(str(drawing), str(folder / drawing.name))

    def get_source_files(self) -> list[str]:
        """What a source package needs to be built from."""
        return [*super().get_source_files(), *(drawing.as_posix() for drawing in DRAWINGS)]


setup(cmdclass={"build_py": BuildWithAssets})

"""Where the packed app begins; made into an executable by build.spec."""

import os
import sys
from multiprocessing import freeze_support


def find_the_systems_libraries() -> None:
    """What Gleaner starts (a browser, git) gets the system's libraries, as before PyInstaller named the packed ones."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    # A Gleaner that this one starts names them again for itself.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    if sys.platform == "linux":
        find_the_systems_libraries()
    # The processes beside the app are this same executable, started anew: they must turn off here, before any argument
    # is read.
    freeze_support()
    from desktop.__main__ import main

    sys.exit(main())

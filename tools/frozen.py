"""Where the packed app begins; made into an executable by build.spec."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    # The processes beside the app are this same executable, started anew: they must turn off here, before any argument
    # is read.
    freeze_support()
    from desktop.__main__ import main

    sys.exit(main())

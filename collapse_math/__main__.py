"""`python -m collapse_math` is the command `collapse-math`."""

import sys

from collapse_math.cli import main

if __name__ == "__main__":
    sys.exit(main())

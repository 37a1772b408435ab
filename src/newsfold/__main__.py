"""`python -m newsfold` is `newsfold`."""

from newsfold.cli import main

main()

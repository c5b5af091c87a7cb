"""For tools that expect this file; people use ./dev or the `vinhdanh` command."""

from vinhdanh.config.cli import main

if __name__ == "__main__":
    main()

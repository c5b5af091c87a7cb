from vinhdanh.config.cli import main

main()

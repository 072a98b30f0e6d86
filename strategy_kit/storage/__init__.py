"""Where plans are kept: database, store, plan files, and the files of votes that people bring."""

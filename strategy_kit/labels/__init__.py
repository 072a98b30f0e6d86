"""What each closed choice is called in the reader's language: functions of `Words`, one module per consideration."""

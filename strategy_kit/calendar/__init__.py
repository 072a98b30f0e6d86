"""Consideration 4, the calendar: from published windows to the schedule that is proved best under the constraints."""

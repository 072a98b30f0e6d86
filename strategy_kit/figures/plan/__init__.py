"""Cards of the plan and of the evidence behind it."""

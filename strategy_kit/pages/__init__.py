"""The pages of the workbook: one folder per consideration, the same parts in notebooks and dashboard."""

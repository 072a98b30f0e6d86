"""What all charts are made of: the template, bars, grids, labels."""

"""What becomes of the collapse if points are stored with finite precision, rounded to a grid of cells of width D."""

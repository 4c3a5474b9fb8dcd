"""Speed beside public programs, as ratios in one run."""

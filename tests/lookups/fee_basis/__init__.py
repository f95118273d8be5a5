"""The basis of a care fee: each line in its place, totals that equal their lines, nothing guessed."""

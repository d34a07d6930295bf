"""Several places that hold the same title: which one to use now, and who else has a say in that."""

"""Fields that Qt has not, or not as people need them."""

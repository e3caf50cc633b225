"""The embedded classifier of object crops with three exits."""

"""Models that look at clips: labelled actions, networks, early exit, skipped updates, glance and focus."""

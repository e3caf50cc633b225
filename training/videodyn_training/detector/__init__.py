"""The embedded detector: network, assignment and loss, pictures, measure."""

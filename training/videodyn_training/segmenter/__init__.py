"""The embedded segmenter: the class of every pixel."""

"""Whylint asks of a Markdown spec what a product-minded engineer would ask before building."""

__version__ = "0.1.0"

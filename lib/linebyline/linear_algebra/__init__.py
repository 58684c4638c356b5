"""Linear algebra: the implementations behind the chapters of the part."""

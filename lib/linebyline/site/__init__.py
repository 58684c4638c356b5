"""The built book: executing chapters, the Sphinx extension, offline assets, serving."""

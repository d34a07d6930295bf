"""What `run.py` is made of: from a bare machine to a running app and a green check.

Standard library only, because it runs before anything is installed.
"""

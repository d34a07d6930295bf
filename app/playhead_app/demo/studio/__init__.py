"""The film studio: draws, encodes and packages the demo's short films on the viewer's own machine.

Films are made at the first run, in a process of their own, into the viewer's cache folder. Nothing is
downloaded and nothing large is shipped; a film appears in the cache whole or not at all.
"""

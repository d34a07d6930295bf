"""The Qt app, the command line and the embedded demo service: the top of the house, which nobody imports."""

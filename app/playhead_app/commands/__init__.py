"""What each command of `playhead` does, apart from reading its options (`playhead_app.cli`)."""

"""What the pages show and do, as QObjects that know nothing of QML."""

"""Downloads in the app: where they are kept, and how the viewer's pages hear of them."""

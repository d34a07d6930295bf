"""Keys: what protects a title, who may unlock it, and how. The player asks here before it decodes."""

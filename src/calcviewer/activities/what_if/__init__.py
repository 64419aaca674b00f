"""What would happen if something were blocked or given."""

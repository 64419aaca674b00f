"""Nothing is ever lost: writing, recovery copies, earlier versions, locks. No Qt."""

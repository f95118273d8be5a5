"""The administration's pages: what opens for whom, and what they make."""

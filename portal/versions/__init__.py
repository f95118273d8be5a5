"""The life of versions: how far an end is prolonged, who still calls an old one and is told, and what all may read."""

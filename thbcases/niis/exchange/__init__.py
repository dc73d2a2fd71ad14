"""Messages between two installations: asked, answered, disclosed, corrected."""

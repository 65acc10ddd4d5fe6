"""The tutor: the lesson inside an AI, over the Model Context Protocol."""

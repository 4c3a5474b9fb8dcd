"""What an assistant may ask over the Model Context Protocol: questions of the command line."""

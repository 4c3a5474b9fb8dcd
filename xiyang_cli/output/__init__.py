"""Everything between an answer and the screen: language, data formats, views, writing."""

"""Drafts: text, Markdown, HTML, .docx, .odt and .pdf to blocks, each character with its place."""

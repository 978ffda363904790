"""A ReportLab canvas that writes tagged PDF/A-2a and PDF/UA-1, in one revision, signed or not.

ReportLab knows no output intents, no tagging and no signatures, writes no line end before ``endstream`` and
maps unused codes to U+0000. The files here add just that: ``tagged_canvas`` is what papers draw on,
``archival_document`` writes the file, ``structure`` holds the tags, ``embedded_font`` the subsets,
``picture`` the images and ``metadata`` the facts about the paper.
"""

"""From what a certificate says to its pages: everything is laid out as parts with places, then drawn.

content, second_page   what is shown; the second page also as the text that is kept
tongues, spans         one language or two on a page, and words of both on one line
layout                 the pages of a certificate: heading, middle (rows), foot (signatures), then results_pages
parts, sheet           what pages consist of, and the paper
draw_certificate       one signed file; draw_batch: one print file for many
preflight              what cannot be printed, and what was perhaps forgotten, before anything is issued
"""

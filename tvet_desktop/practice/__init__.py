"""Practice mode: a programme of its own with realistic, invented data.

It has its own authority, so real PCs refuse its sync files by cryptography, not by a flag; every page and
paper says PRACTICE.

make_practice      fills a new data folder
invented_people    names, phones and years that nobody has
invented_work      marks, answers and ideas as a college would have them
"""

"""Certificates that prove themselves: what they say, their numbers, their paper, and how they are checked.

``statement`` is what a certificate says and ``signed_statement`` the signed text of it in the QR code;
``number`` makes and reads certificate numbers; ``template`` holds the words, ``layout`` decides where they
stand and ``draw_certificate`` makes the PDF.
"""

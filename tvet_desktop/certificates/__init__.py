"""Certificates that prove themselves: who gets one, what it says, its paper, and how it is checked.

models, queries        approvals and issued certificates
candidates             how far everybody of a course is: who is trained, then who trains them
setup                  what a course says about its certificates; the look that is kept when they are issued
issue_preflight        what should be put right before certificates are issued
confirm_names, approve_certificates, issue_certificates   the three steps to a certificate
course_facts, issuing  the steps that issuing and replacing share
statement, signed_statement   what it says, and the signed text of it in the QR code
number                 makes and reads certificate numbers
template, layout, draw_certificate, draw_batch   the words, where they stand, and the PDFs
printing               on paper: in seat order, moved for the printer, every sheet written down
register               the list for the Registrar, and the numbers that are missing
withdrawing            replacing and revoking: what was asked, answered, and holds no more
trust_list, verify     the keys that anybody may know, and checking a PDF, a picture or a text with them
"""

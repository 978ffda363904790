"""Drawing and signing PDFs, codes on paper, spreadsheets and scans.

Everything here works on plain values (text, bytes, pictures, keys): it knows no table and no feature, so that
a certificate, a sign-in sheet and a report are drawn with the same fonts and the same care.
"""
